package dev.trivet.server;

import dev.trivet.sim.LateClient;
import dev.trivet.sim.SimulatedClient;
import dev.trivet.sim.SimulatedFile;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/// A simulated client, with the habits of others where the plan says so.
final class SimulatedAsker implements Asker {
    /// That boot ROMs know no other of.
    private static final int FIXED_PORT = 2070;

    @Override
    public void begin(World world) {
        var plan = world.plan();
        var client = client(world, "client", World.CLIENT);
        var habits = plan.client();
        habits.habit().ifPresent(h -> client.receiving(h, habits.habitTimer()));
        plan.unasked().ifPresent(client::rollover);
        if (habits.returns().isPresent()) client.port(FIXED_PORT);
        var offered = world.contents().offered();
        var first = take(world, client, offered);
        habits.vanishes().ifPresent(at -> world.network().after(at, first.transfer()::vanish));
        habits.returns()
                .map(habits.vanishes().orElse(Duration.ZERO)::plus)
                .ifPresent(at -> world.network().after(at, () -> take(world, client, offered)));
    }

    static SimulatedClient client(World world, String name, InetAddress host) {
        var plan = world.plan();
        var client = SimulatedClient.on(world.network(), name, host)
                .mode(plan.mode())
                .options(plan.options())
                .storing(plan.client().storing())
                .giveUp(plan.client().giveUp());
        LateClient.startingAt(client, world.start());
        return client;
    }

    /// Sends the file, or fetches it where there is none to send.
    static SimulatedTaking take(World world, SimulatedClient client, Optional<SimulatedFile> offered) {
        var taking = offered.isPresent() ? write(world, client, offered.get()) : read(world, client);
        world.takes(taking);
        return taking;
    }

    private static SimulatedTaking read(World world, SimulatedClient client) {
        var contents = world.contents();
        var download = new Download(contents.all().stream().map(contents::wire).toList());
        var transfer = client.read(world.address(), World.NAME, download);
        return new SimulatedTaking(transfer, Optional.empty(), Optional.of(download));
    }

    private static SimulatedTaking write(World world, SimulatedClient client, SimulatedFile file) {
        var transfer =
                client.write(world.address(), World.NAME, world.contents().wire(file));
        return new SimulatedTaking(transfer, Optional.of(file), Optional.empty());
    }

    /// Nothing: a client that is not over is noticed by the world itself.
    @Override
    public String left() {
        return "";
    }
}

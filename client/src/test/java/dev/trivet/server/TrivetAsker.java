package dev.trivet.server;

import dev.trivet.client.ClientEvent;
import dev.trivet.client.ClientEvent.Completed;
import dev.trivet.client.ClientEvent.Started;
import dev.trivet.client.ForWorlds;
import dev.trivet.client.TftpClient;
import dev.trivet.client.TransferReport;
import dev.trivet.content.Durability;
import dev.trivet.engine.Loop;
import dev.trivet.negotiation.Terms;
import dev.trivet.sim.SimulatedFile;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Trivet's own client, on its real loop, in a world: one transfer of it.
final class TrivetAsker implements Taking {
    private static final int ETHERNET = 1500;
    private static final URI FILE = URI.create("tftp://" + World.SERVER.getHostAddress() + "/" + World.NAME);

    private final World world;
    private final TrivetSide side;
    private final Optional<SimulatedFile> former;
    private final LocalPlace local;
    private final List<ClientEvent> events = new ArrayList<>();
    private final TftpClient client;
    private final CompletableFuture<TransferReport> result;

    private TrivetAsker(World world) {
        this.world = world;
        side = world.plan().trivet().orElseThrow();
        former = offered().or(() -> world.contents().atTheClient(side.former()));
        local = side.onDisk() ? LocalPlace.onDisk() : LocalPlace.inMemory(world, side);
        former.ifPresent(local::put);
        client = client();
        result = offered().isPresent() ? local.put(client, FILE) : local.get(client, FILE);
        side.cancelled().ifPresent(at -> world.network().after(at, this::cancel));
    }

    /// What comes into a world as its client.
    static Asker trivet() {
        return new Asker() {
            private Optional<TrivetAsker> asker = Optional.empty();

            @Override
            public void begin(World world) {
                var begun = new TrivetAsker(world);
                asker = Optional.of(begun);
                world.takes(begun);
            }

            @Override
            public String left() {
                return asker.orElseThrow().left();
            }
        };
    }

    private TftpClient client() {
        var plan = world.plan();
        var network = world.network();
        var loop = new Loop(network.transportAt("client", World.CLIENT), World::fault);
        network.drive(loop);
        for (var pause : side.pauses()) network.after(pause.from(), () -> network.pause(loop, World.length(pause)));
        var builder = TftpClient.builder()
                .mode(plan.mode())
                .giveUp(plan.client().giveUp())
                .waitFor(side.waitFor())
                .durability(Durability.RENAME)
                .onEvent(events::add)
                .onFault(World::fault);
        side.blksize().ifPresent(builder::blksize);
        side.windowsize().ifPresent(builder::windowsize);
        side.timeoutSeconds().ifPresent(s -> builder.timeout(Duration.ofSeconds(s)));
        if (!side.negotiates()) builder.noOptions();
        var workers = network.workers(Duration.ZERO, side.work());
        return ForWorlds.blocksFrom(builder, world.start())
                .attach(loop, workers, World.CLIENT, ETHERNET, world::wallClock);
    }

    private void cancel() {
        if (side.closes()) client.close();
        else result.cancel(true);
    }

    // --- as its world sees it

    /// Until the file moves on, the client may ask anew, and would not know the server's TID again.
    @Override
    public boolean knowsTid() {
        return isOver() || events.stream().anyMatch(e -> e instanceof ClientEvent.Progress p && p.octets() > 0);
    }

    @Override
    public boolean isOver() {
        return result.isDone();
    }

    @Override
    public boolean completed() {
        return result.state() == CompletableFuture.State.SUCCESS;
    }

    @Override
    public boolean isAt(InetSocketAddress place) {
        return place.getAddress().equals(World.CLIENT);
    }

    @Override
    public Optional<Terms> terms() {
        return events.stream()
                .filter(Started.class::isInstance)
                .map(e -> ((Started) e).terms())
                .reduce((_, last) -> last);
    }

    @Override
    public Optional<SimulatedFile> offered() {
        return world.contents().offered();
    }

    /// What is there under the local name is what was there before or the whole file, as is told.
    @Override
    public String wrongRead(boolean reportsCompletion) {
        var now = local.file();
        boolean isNew =
                now.filter(file -> world.contents().contain(Optional.of(file))).isPresent();
        boolean isOld = now.isEmpty()
                ? former.isEmpty()
                : former.filter(file -> Contents.same(file, now.get())).isPresent();
        if (reportsCompletion && !isNew) return "a completed get is not what is there";
        // Whoever cancels at the very end may find that the file has just got its name.
        boolean undecided = result.isCancelled();
        if (!reportsCompletion && !undecided && !isOld) return "a failed get replaced what was there";
        return isOld || isNew ? "" : "what is there is neither the old file nor the server's";
    }

    private String left() {
        var left = local.left();
        if (!left.isEmpty()) return "the client left " + left;
        if (result.state() == CompletableFuture.State.FAILED
                && !(result.exceptionNow() instanceof dev.trivet.client.TftpException))
            return "the client failed with " + result.exceptionNow();
        var story = story();
        boolean ends =
                completed() ? events.getLast() instanceof Completed : !story.contains("C") || result.isCancelled();
        local.close();
        return ends && story.matches("((A(SP*)?)+[CF]|F)?") ? "" : "what was told of the transfer: " + story;
    }

    /// The first letters of what was told.
    private String story() {
        var letters = new StringBuilder();
        for (var event : events) letters.append(event.getClass().getSimpleName().charAt(0));
        return letters.toString();
    }
}

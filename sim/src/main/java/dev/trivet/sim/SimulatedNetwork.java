package dev.trivet.sim;

import dev.trivet.engine.BlockSender;
import dev.trivet.engine.Loop;
import dev.trivet.engine.Timer;
import dev.trivet.engine.Transport;
import dev.trivet.engine.Workers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A network, and the time, that a test makes up. Loops of the real engine run on it by transports of its own.
///
/// Everything happens on the thread that calls one of the `run` methods, in an order that depends on the seed and on
/// nothing else: the same seed and the same calls give the same transcript. No thread is started, nothing sleeps.
/// ```java
/// var network = SimulatedNetwork.withSeed(1).latency(ofMillis(10)).losing(firstAckOf(1));
/// var loop = new Loop(network.transportAt("server", address), uncaught);
/// network.drive(loop);
/// ```
public final class SimulatedNetwork {
    /// Steps without time going on: more than any real work, so someone asks for the present again and again.
    private static final int MOST_STEPS_AT_ONE_TIME = 1_000_000;

    /// How long work off the loop takes unless said otherwise: an open or a read of a local file.
    private static final Duration LONGEST_WORK = Duration.ofMillis(1);

    private final SplittableRandom workRandom;
    private final Traffic traffic;
    private final Ports ports;
    private final Schedule schedule = new Schedule();
    private final List<DrivenLoop> loops = new ArrayList<>();
    private @Nullable BlockSender blockSender;
    private long now;
    private int stepsAtThisTime;

    private SimulatedNetwork(long seed) {
        // One stream for each purpose: another network fault leaves the order of the work as it was.
        var random = new SplittableRandom(seed);
        traffic = new Traffic(this, random.split());
        ports = new Ports(traffic, random.split());
        workRandom = random.split();
    }

    /// {@return a network of perfect links and no hosts} Two of the same seed, told the same, do the same.
    ///
    /// @param seed of all that is drawn
    public static SimulatedNetwork withSeed(long seed) {
        return new SimulatedNetwork(seed);
    }

    /// All links that have none of their own: one way, so a round trip takes twice as long.
    ///
    /// @param value one way
    /// @return this network
    public SimulatedNetwork latency(Duration value) {
        return link(traffic.everywhere().latency(value));
    }

    /// Chance, on all links that have none of their own.
    ///
    /// @param value for each direction
    /// @return this network
    public SimulatedNetwork faults(Faults value) {
        return link(traffic.everywhere().faults(value));
    }

    /// All links that have none of their own.
    ///
    /// @param value for each direction
    /// @return this network
    public SimulatedNetwork link(Link value) {
        traffic.everywhere(value);
        return this;
    }

    /// One direction between two addresses. May change while the network runs.
    ///
    /// @param from the sender's address
    /// @param to the receiver's address
    /// @param value for this direction
    /// @return this network
    public SimulatedNetwork link(InetAddress from, InetAddress to, Link value) {
        traffic.link(from, to, value);
        return this;
    }

    /// Loses what `which` says, beside what chance takes. Asked once for every datagram that is sent.
    ///
    /// @param which true for what is lost
    /// @return this network
    public SimulatedNetwork losing(Predicate<Passing> which) {
        traffic.losing(which);
        return this;
    }

    /// What the transcript calls a host.
    ///
    /// @param name one word
    /// @param addresses all the host has
    /// @return this network
    public SimulatedNetwork named(String name, InetAddress... addresses) {
        for (InetAddress address : addresses) traffic.name(address, name);
        return this;
    }

    /// {@return the transport of a host with these addresses}
    ///
    /// @param addresses no other host's
    public Transport transportAt(InetAddress... addresses) {
        return new SimulatedTransport(this, List.of(addresses));
    }

    /// {@return the transport of a host with these addresses and a name for the transcript}
    ///
    /// @param name for the transcript
    /// @param addresses no other host's
    public Transport transportAt(String name, InetAddress... addresses) {
        return named(name, addresses).transportAt(addresses);
    }

    /// A bound port without an engine: a test sends and receives octets there.
    ///
    /// @param address port 0 takes a free one
    /// @param receiver told what arrives
    /// @return the port, to send from
    public SimulatedEndpoint endpointAt(InetSocketAddress address, SimulatedEndpoint.Receiver receiver) {
        return new SimulatedEndpoint(this, ports.free(address), receiver);
    }

    /// Turns this loop, which is on a transport of this network, whenever there is something for it to do.
    ///
    /// @param loop nobody else turns it
    /// @return this network
    public SimulatedNetwork drive(Loop loop) {
        if (!(loop.transport() instanceof SimulatedTransport transport) || transport.network() != this)
            throw new IllegalArgumentException("the loop's transport is not of this network");
        loops.add(new DrivenLoop(loop, transport));
        return this;
    }

    /// Holds a loop up from now on, as a collection of garbage or a busy machine does. What arrives meanwhile waits.
    ///
    /// @param loop one that this network drives
    /// @param length simulated time
    public void pause(Loop loop, Duration length) {
        DrivenLoop driven = loops.stream()
                .filter(d -> d.loop() == loop)
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("the loop is not driven by this network"));
        driven.pauseUntil(now + length.toNanos());
    }

    /// Work takes up to a millisecond, drawn anew for each: it ends in another order than it was given.
    ///
    /// @return for what may wait for a disk
    public Workers workers() {
        return workers(Duration.ZERO, LONGEST_WORK);
    }

    /// Work takes from `least` to `most`; both the same for a machine that is slow in a known way. It is done at the
    /// end of that time, all at once. There is a thread for each: none waits for another.
    ///
    /// @param least simulated time
    /// @param most simulated time, not below `least`
    /// @return for what may wait for a disk
    public Workers workers(Duration least, Duration most) {
        long spread = most.minus(least).toNanos();
        return work -> {
            at(now + least.toNanos() + workRandom.nextLong(spread + 1), work);
            return true;
        };
    }

    /// Work takes the time that it passes by itself: for a provider that is slow, or hangs, at some names only.
    ///
    /// @return workers of this network; each work has a virtual thread
    public WaitingWorkers waitingWorkers() {
        return new WaitingWorkers(this);
    }

    /// Plans something, such as a packet that a test sends.
    ///
    /// @param delay from now
    /// @param what runs on the thread that runs the network
    public void after(Duration delay, Runnable what) {
        at(now + delay.toNanos(), what);
    }

    /// {@return nanoseconds since the start}
    public long now() {
        return now;
    }

    /// Lets `length` go by.
    ///
    /// @param length simulated time
    public void run(Duration length) {
        long end = now + length.toNanos();
        while (step(end)) {}
        advanceTo(end);
    }

    /// Runs until `condition`, or `limit` has gone by, or nothing happens any more.
    ///
    /// @param condition looked at after each moment in which something happened
    /// @param limit simulated time
    /// @return whether the condition holds
    public boolean runUntil(BooleanSupplier condition, Duration limit) {
        long end = now + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (!step(end)) return false;
        }
        return true;
    }

    /// Runs until nothing is under way, no work waits and no timer is set.
    ///
    /// @param limit simulated time
    /// @return false where `limit` went by before: something hangs, or begins anew for ever
    public boolean runUntilQuiet(Duration limit) {
        long end = now + limit.toNanos();
        while (step(end)) {}
        return nextMoment() == Timer.NEVER;
    }

    /// {@return ports that are bound now, of all hosts: to see whether one was left open}
    public int openPorts() {
        return traffic.boundPlaces();
    }

    /// {@return a line for each datagram, such as `0.020 client > server  ACK 1            lost`} The time is that of
    /// sending. The last column says what befell it: lost, too large, dropped (the queue was full), cut off, twice,
    /// late, too late, to nobody. Ends with three dots where there were more than 10,000.
    public String transcript() {
        return traffic.transcript();
    }

    void at(long time, Runnable what) {
        schedule.at(time, what);
    }

    Traffic traffic() {
        return traffic;
    }

    Ports ports() {
        return ports;
    }

    /// One for all transports: only one thing happens at a time.
    BlockSender blockSender() {
        if (blockSender == null) blockSender = new BlockSender(ByteBuffer.allocate(BlockSender.ROOM));
        return blockSender;
    }

    /// Goes on to the next moment at which something happens, and lets one thing happen.
    ///
    /// @return false where that is after `end`
    private boolean step(long end) {
        long next = nextMoment();
        if (next == Timer.NEVER || next > end) return false;
        advanceTo(next);
        if (++stepsAtThisTime > MOST_STEPS_AT_ONE_TIME)
            throw new IllegalStateException("time stands still at " + Duration.ofNanos(now));
        if (schedule.next() <= now) schedule.take().run();
        for (DrivenLoop loop : loops) loop.turnIfDue(now);
        return true;
    }

    private long nextMoment() {
        long next = schedule.next();
        for (DrivenLoop loop : loops) next = Math.min(next, loop.nextTurn(now));
        return next;
    }

    private void advanceTo(long time) {
        if (time <= now) return;
        now = time;
        stepsAtThisTime = 0;
    }
}

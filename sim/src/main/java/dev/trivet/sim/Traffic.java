package dev.trivet.sim;

import dev.trivet.sim.Transcript.Line;
import dev.trivet.wire.Decoded;
import dev.trivet.wire.PacketCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Carries datagrams from place to place, by links that lose, delay, double and limit.
final class Traffic {
    private record Direction(InetAddress from, InetAddress to) {}

    private record Ends(InetSocketAddress from, InetSocketAddress to) {}

    /// A link in use.
    private static final class Wire {
        Link link;

        /// Set for these two addresses, not for all.
        boolean special;

        /// When the bottleneck will have sent all it has.
        long freeAt;

        Wire(Link link) {
            this.link = link;
        }
    }

    private final SimulatedNetwork network;
    private final RandomGenerator random;
    private final Forger forger;
    private final Transcript transcript = new Transcript();
    private final Map<InetAddress, String> names = new HashMap<>();
    private final Map<InetSocketAddress, Place> places = new HashMap<>();
    private final Map<Direction, Wire> wires = new HashMap<>();
    private final Map<Ends, Flow> flows = new HashMap<>();
    private final List<Predicate<Passing>> losing = new ArrayList<>();
    private Link everywhere = Link.PERFECT;

    Traffic(SimulatedNetwork network, RandomGenerator random) {
        this.network = network;
        this.random = random;
        this.forger = new Forger(random);
    }

    void name(InetAddress address, String name) {
        names.put(address, name);
    }

    /// The name of the host there, or its address.
    String nameOf(InetAddress address) {
        String name = names.get(address);
        return name == null ? address.getHostAddress() : name;
    }

    private String nameOf(InetSocketAddress place) {
        return forger.isStranger(place) ? "stranger" : nameOf(place.getAddress());
    }

    void everywhere(Link link) {
        everywhere = link;
        for (Wire wire : wires.values()) if (!wire.special) wire.link = link;
    }

    Link everywhere() {
        return everywhere;
    }

    void link(InetAddress from, InetAddress to, Link link) {
        Wire wire = wire(from, to);
        wire.link = link;
        wire.special = true;
    }

    void losing(Predicate<Passing> which) {
        losing.add(which);
    }

    String transcript() {
        return transcript.text();
    }

    boolean isBound(InetSocketAddress address) {
        return places.containsKey(address);
    }

    int boundPlaces() {
        return places.size();
    }

    void bind(InetSocketAddress address, Place place) {
        if (places.putIfAbsent(address, place) != null) throw new IllegalStateException(address + " is bound already");
    }

    void unbind(InetSocketAddress address) {
        places.remove(address);
    }

    void send(InetSocketAddress from, InetSocketAddress to, byte[] octets) {
        Wire wire = wire(from.getAddress(), to.getAddress());
        carry(wire, from, to, octets);
        if (happens(wire.link.faults().strangers())) forge(wire, from, to, octets);
    }

    private void forge(Wire wire, InetSocketAddress from, InetSocketAddress to, byte[] octets) {
        InetSocketAddress stranger = forger.place(from);
        if (!isBound(stranger)) carry(wire, stranger, to, forger.octets(octets));
    }

    private void carry(Wire wire, InetSocketAddress from, InetSocketAddress to, byte[] octets) {
        Flow flow = flow(from, to);
        flow.countOne();
        Line line = note(from, to, octets);
        Faults faults = wire.link.faults();
        if (wire.link.isOut(network.now())) line.mark("cut off");
        else if (chosenToBeLost(from, to, octets) || happens(faults.loss())) line.mark("lost");
        else if (!wire.link.passes(to.getAddress(), octets.length)) line.mark("too large");
        else if (!passesBottleneck(wire, octets.length)) line.mark("dropped");
        else {
            boolean twice = happens(faults.duplication());
            if (twice) line.mark("twice");
            travel(wire, flow, octets, line);
            if (twice) travel(wire, flow, octets, line);
        }
    }

    /// The queue is as long as the time until the wire is free; what is longer than the queue does not get in.
    private boolean passesBottleneck(Wire wire, int length) {
        Bottleneck bottleneck = wire.link.bottleneck();
        wire.freeAt = Math.max(wire.freeAt, network.now());
        if (bottleneck.bitsPerSecond() == 0) return true;
        int size = length + Bottleneck.HEADERS;
        if (wire.freeAt - network.now() + bottleneck.nanosFor(size) > bottleneck.nanosFor(bottleneck.queueOctets()))
            return false;
        wire.freeAt += bottleneck.nanosFor(size);
        return true;
    }

    private void travel(Wire wire, Flow flow, byte[] octets, Line line) {
        Faults faults = wire.link.faults();
        long arrival = wire.freeAt + wire.link.latency().toNanos() + upTo(wire.link.jitter());
        if (happens(faults.lateness())) {
            arrival += upTo(faults.lateBy());
            line.mark("late");
        }
        long sent = flow.sent();
        long sentBack = flow.sentBack();
        network.at(arrival, () -> {
            Place place = places.get(flow.to());
            if (flow.isTooOld(sent, sentBack)) line.mark("too late");
            else if (place == null) line.mark("to nobody");
            else place.arrived(flow.from(), octets);
        });
    }

    private Line note(InetSocketAddress from, InetSocketAddress to, byte[] octets) {
        if (transcript.isFull()) return Line.NOT_KEPT;
        return transcript.add(network.now(), nameOf(from), nameOf(to), decode(octets));
    }

    /// Every choice is asked about every datagram: they may count.
    private boolean chosenToBeLost(InetSocketAddress from, InetSocketAddress to, byte[] octets) {
        if (losing.isEmpty()) return false;
        var passing = new Passing(Duration.ofNanos(network.now()), nameOf(from), nameOf(to), decode(octets));
        boolean chosen = false;
        for (Predicate<Passing> which : losing) chosen |= which.test(passing);
        return chosen;
    }

    private static Decoded decode(byte[] octets) {
        return PacketCodec.decode(ByteBuffer.wrap(octets));
    }

    private Wire wire(InetAddress from, InetAddress to) {
        return wires.computeIfAbsent(new Direction(from, to), _ -> new Wire(everywhere));
    }

    private Flow flow(InetSocketAddress from, InetSocketAddress to) {
        return flows.computeIfAbsent(new Ends(from, to), _ -> {
            var flow = new Flow(from, to);
            Flow back = flows.get(new Ends(to, from));
            if (back != null) flow.oppositeOf(back);
            return flow;
        });
    }

    private boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    private long upTo(Duration most) {
        return most.isZero() ? 0 : random.nextLong(most.toNanos() + 1);
    }
}

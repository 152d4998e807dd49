package dev.trivet.server;

import dev.trivet.sim.SimulatedFile;
import dev.trivet.wire.Mode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Every content that the file of one world may ever have.
///
/// @param former what is there before
/// @param offered what the first client sends
/// @param rival what the other client sends
/// @param seed of the world
record Contents(
        Mode mode,
        Optional<SimulatedFile> former,
        Optional<SimulatedFile> offered,
        Optional<SimulatedFile> rival,
        long seed) {
    static Contents of(WorldPlan plan) {
        var rival = plan.rival().filter(r -> r.direction() == Direction.WRITE);
        return new Contents(
                plan.mode(),
                plan.former().stream().mapToObj(length -> file(plan, 1, length)).findAny(),
                plan.offered().stream()
                        .mapToObj(length -> file(plan, 2, length))
                        .findAny(),
                rival.map(r -> file(plan, 3, r.offered())),
                plan.seed());
    }

    private static SimulatedFile file(WorldPlan plan, int number, long length) {
        return file(plan.mode(), plan.seed(), number, length);
    }

    private static SimulatedFile file(Mode mode, long seed, int number, long length) {
        var file = SimulatedFile.generated(seed * 31 + number, length);
        return mode == Mode.OCTET ? file : SimulatedFile.of(text(file.octets()));
    }

    /// With many ends of lines, for what travels as netascii.
    private static byte[] text(byte[] octets) {
        byte[] letters = {'\r', '\n', '\n', 'a', 'b', 0, 'c', '\r'};
        for (int i = 0; i < octets.length; i++) octets[i] = letters[octets[i] & 7];
        return octets;
    }

    /// As it goes over the wire.
    SimulatedFile wire(SimulatedFile file) {
        return mode == Mode.OCTET ? file : SimulatedFile.of(MemoryContent.netascii(file.octets()));
    }

    /// What stands in the place of what a client fetches.
    Optional<SimulatedFile> atTheClient(OptionalLong length) {
        return length.stream().mapToObj(octets -> file(mode, seed, 4, octets)).findAny();
    }

    List<SimulatedFile> all() {
        return Stream.of(former, offered, rival).flatMap(Optional::stream).toList();
    }

    /// Whether the file may be that, or missing.
    boolean contain(Optional<SimulatedFile> stored) {
        if (stored.isEmpty()) return former.isEmpty();
        return all().stream().anyMatch(file -> same(file, stored.get()));
    }

    /// More than an array holds.
    boolean isHuge() {
        return all().stream().anyMatch(file -> file.length() > Integer.MAX_VALUE);
    }

    static boolean same(SimulatedFile one, SimulatedFile other) {
        if (one.equals(other)) return true;
        return one.length() == other.length() && one.has(0, ByteBuffer.wrap(other.octets()));
    }
}

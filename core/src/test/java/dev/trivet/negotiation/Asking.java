package dev.trivet.negotiation;

import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;

/// Requests as tests write them: options in one line, `blksize=1432 tsize=0`.
final class Asking {
    private Asking() {}

    static Packet.Request read(String options) {
        return new Packet.ReadRequest("f", Mode.OCTET, options(options));
    }

    static Packet.Request write(String options) {
        return new Packet.WriteRequest("f", Mode.OCTET, options(options));
    }

    static Agreement answer(Packet.Request request) {
        return answer(request, Limits.NONE);
    }

    static Agreement answer(Packet.Request request, Limits limits) {
        return Negotiation.answer(request, limits, OptionalLong.empty());
    }

    /// Limits of block size, window size and octets of a window.
    static Limits limits(int blockSize, int windowSize, long windowOctets) {
        return new Limits(blockSize, windowSize, windowOctets, Set.of());
    }

    static Options options(String line) {
        if (line.isEmpty()) return Options.NONE;
        return new Options(Arrays.stream(line.split(" ", -1))
                .map(pair -> pair.split("=", 2))
                .map(pair -> new Options.Option(pair[0], pair[1]))
                .toList());
    }

    static String line(Options options) {
        return String.join(
                " ",
                options.list().stream().map(o -> o.name() + "=" + o.value()).toList());
    }
}

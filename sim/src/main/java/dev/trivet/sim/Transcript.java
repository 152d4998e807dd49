package dev.trivet.sim;

import dev.trivet.wire.Decoded;
import dev.trivet.wire.Malformed;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What was sent, a line for each datagram: when, from whom, to whom, what, and what became of it.
final class Transcript {
    /// Lines kept: enough for a failed test to be read, and little memory for a long transfer.
    private static final int MOST = 10_000;

    private final List<Line> lines = new ArrayList<>();

    /// One datagram. Its fate is known later than its sending.
    static final class Line {
        /// Stands for all lines that are not kept.
        static final Line NOT_KEPT = new Line(0, "", "", "");

        private final long nanos;
        private final String from;
        private final String to;
        private final String packet;
        private String mark = "";

        private Line(long nanos, String from, String to, String packet) {
            this.nanos = nanos;
            this.from = from;
            this.to = to;
            this.packet = packet;
        }

        void mark(String fate) {
            if (this != NOT_KEPT) mark = fate;
        }

        private String text() {
            var head = "%.3f %s > %s  ".formatted(nanos / 1e9, from, to);
            return mark.isEmpty() ? head + packet : head + "%-15s  %s".formatted(packet, mark);
        }
    }

    boolean isFull() {
        return lines.size() >= MOST;
    }

    Line add(long nanos, String from, String to, Decoded packet) {
        if (isFull()) return Line.NOT_KEPT;
        var line = new Line(nanos, from, to, text(packet));
        lines.add(line);
        return line;
    }

    String text() {
        String all = lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
        return isFull() ? all + "...\n" : all;
    }

    private static String text(Decoded decoded) {
        return switch (decoded) {
            case Packet.ReadRequest(var name, var mode, var options) ->
                "RRQ " + name + " " + mode.wire() + text(options);
            case Packet.WriteRequest(var name, var mode, var options) ->
                "WRQ " + name + " " + mode.wire() + text(options);
            case Packet.Data(var block, var payload) -> "DATA " + block.value() + " (" + payload.remaining() + ")";
            case Packet.Ack(var block) -> "ACK " + block.value();
            case Packet.Error(var code, var message) -> "ERROR " + code.value() + " " + message;
            case Packet.OptionAck(var options) -> "OACK" + text(options);
            case Malformed(var reason) ->
                "malformed: " + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private static String text(Options options) {
        return options.list().stream()
                .map(o -> " " + o.name() + " " + o.value())
                .collect(Collectors.joining());
    }
}

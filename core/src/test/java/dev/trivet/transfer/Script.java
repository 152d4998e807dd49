package dev.trivet.transfer;

import dev.trivet.wire.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes down what a machine wants, in words: `DATA 1-4`, `ACK 3`, `ERROR 4`, `Completed`, `released`.
final class Script implements Actions.OfSender, Actions.OfReceiver {
    private record Line(long at, String what) {}

    private final List<Line> lines = new ArrayList<>();
    private long now;
    private long deadline = NEVER;

    void at(long now) {
        this.now = now;
    }

    /// What was wanted since the last look.
    String take() {
        String words = String.join(", ", lines.stream().map(Line::what).toList());
        lines.clear();
        return words;
    }

    /// The same with the second it happened in, a line for each.
    String takeTimed() {
        var text = new StringBuilder();
        for (var line : lines)
            text.append(seconds(line.at)).append(' ').append(line.what).append('\n');
        lines.clear();
        return text.toString();
    }

    /// `wake 1.000`, in seconds since the start, or `wake never`.
    String wake() {
        return "wake " + (deadline == NEVER ? "never" : seconds(deadline));
    }

    long deadline() {
        return deadline;
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / (double) VirtualTime.SECOND);
    }

    private void write(String what) {
        lines.add(new Line(now, what));
    }

    @Override
    public void send(Packet packet) {
        write(
                switch (packet) {
                    case Packet.Ack(var block) -> "ACK " + block.value();
                    case Packet.OptionAck _ -> "OACK";
                    case Packet.Error(var code, var _) -> "ERROR " + code.value();
                    case Packet.Data _, Packet.Request _ -> throw new AssertionError("not sent this way: " + packet);
                });
    }

    @Override
    public void sendBlocks(long first, long last) {
        write(first == last ? "DATA " + first : "DATA " + first + "-" + last);
    }

    @Override
    public void wakeAt(long deadline) {
        this.deadline = deadline;
    }

    @Override
    public void deliver(Packet.Data data) {
        write("deliver " + data.payload().remaining());
    }

    @Override
    public void commit() {
        write("commit");
    }

    @Override
    public void ended(Outcome outcome) {
        write(
                switch (outcome) {
                    case Outcome.TimedOut(boolean proven) -> "TimedOut(" + proven + ")";
                    case Outcome.PeerGone(boolean proven) -> "PeerGone(" + proven + ")";
                    default -> outcome.getClass().getSimpleName();
                });
    }

    @Override
    public void released() {
        write("released");
    }
}

package dev.trivet.engine.linux;

import java.net.InetAddress;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Sockets whose transfer is over, for another one: making, binding and closing a socket is half the cost of a small
/// file. None is used again before a good many others, so that "the probability that the same number is chosen twice in
/// immediate succession is very low" (RFC 1350 §4); what comes to one meanwhile is dropped. For one thread.
final class RestingSockets {
    /// So many rest at least: only a server with many small transfers at once uses any again.
    private static final int LEAST = 32;

    private static final int MOST = 256;

    /// After so long without use a port is given back.
    private static final long LONGEST_NANOS = 1_000_000_000;

    private record Resting(LinuxPort port, long since) {}

    private final ArrayDeque<Resting> resting = new ArrayDeque<>();

    /// @return false where there are enough already
    boolean add(LinuxPort port, long now) {
        if (resting.size() == MOST) return false;
        resting.addLast(new Resting(port, now));
        return true;
    }

    /// The one that has rested for longest.
    ///
    /// @param local where it must be bound
    @Nullable
    LinuxPort take(InetAddress local) {
        if (resting.size() < LEAST || !resting.getFirst().port().isBoundTo(local)) return null;
        return resting.removeFirst().port();
    }

    /// When the next one is to be given back; [Long#MAX_VALUE]: never.
    long nextEnd() {
        return resting.isEmpty() ? Long.MAX_VALUE : resting.getFirst().since() + LONGEST_NANOS;
    }

    void giveBack(long now) {
        while (nextEnd() <= now) resting.removeFirst().port().close();
    }
}

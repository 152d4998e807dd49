package dev.trivet.sim;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// All datagrams from one port to another. Counts them, to know which are too old to be told from new ones.
final class Flow {
    /// Half the numbers a block can have. A datagram that is overtaken by more than so many, in either direction, may
    /// carry a number that stands for another block by then; no implementation could tell, and a real network keeps
    /// no datagram for so long.
    private static final long OLDEST = 32_767;

    private final InetSocketAddress from;
    private final InetSocketAddress to;
    private @Nullable Flow back;
    private long sent;

    Flow(InetSocketAddress from, InetSocketAddress to) {
        this.from = from;
        this.to = to;
    }

    void oppositeOf(Flow other) {
        back = other;
        other.back = this;
    }

    InetSocketAddress from() {
        return from;
    }

    InetSocketAddress to() {
        return to;
    }

    void countOne() {
        sent++;
    }

    long sent() {
        return sent;
    }

    long sentBack() {
        return back == null ? 0 : back.sent;
    }

    /// @param sentThen what [#sent] was when the datagram was sent
    boolean isTooOld(long sentThen, long sentBackThen) {
        return sent - sentThen > OLDEST || sentBack() - sentBackThen > OLDEST;
    }
}

package dev.trivet.engine.linux;

import dev.trivet.engine.Route;
import dev.trivet.linux.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A route as the kernel needs it, and whether trains of datagrams come through there.
final class LinuxRoute implements Route {
    /// So often trains may have to begin anew at nearly the same block: something on the way, a firewall perhaps, may
    /// let none through. By chance that happens once in a great many blocks, and costs processor time only.
    private static final int REPEATS_MOST = 3;

    /// Blocks that got through one by one between two trains.
    private static final int NEARLY = 1;

    private final Endpoint to;
    private final Endpoint from;
    private final int interfaceIndex;
    private boolean trains = true;
    private long lastTrain;
    private long wentBackTo;
    private int repeats;

    LinuxRoute(Endpoint to, Endpoint from, int interfaceIndex) {
        this.to = to;
        this.from = from;
        this.interfaceIndex = interfaceIndex;
    }

    Endpoint to() {
        return to;
    }

    /// Its port means nothing.
    Endpoint from() {
        return from;
    }

    @Override
    public InetSocketAddress peer() {
        return to.address();
    }

    @Override
    public InetAddress local() {
        return from.address().getAddress();
    }

    @Override
    public int interfaceIndex() {
        return interfaceIndex;
    }

    /// Whether the blocks from `first` on may leave as a train. Called once for each window, or part of one.
    boolean mayTrain(long first) {
        if (first <= lastTrain) wentBack(first);
        lastTrain = first;
        return trains;
    }

    private void wentBack(long first) {
        repeats = first <= wentBackTo + NEARLY ? repeats + 1 : 1;
        wentBackTo = first;
        if (repeats >= REPEATS_MOST) trains = false;
    }

    /// The system refused one: blocks too large for the path, or a device that cannot cut.
    void noTrains() {
        trains = false;
    }

    /// Something else was sent: a transfer begins, perhaps with blocks of another size.
    void anew() {
        trains = true;
        lastTrain = 0;
        wentBackTo = 0;
        repeats = 0;
    }
}

package dev.trivet.sim;

import dev.trivet.engine.Loop;
import dev.trivet.engine.Timer;

/// A loop that the network turns.
final class DrivenLoop {
    private final Loop loop;
    private final SimulatedTransport transport;
    private long pausedUntil;

    DrivenLoop(Loop loop, SimulatedTransport transport) {
        this.loop = loop;
        this.transport = transport;
    }

    Loop loop() {
        return loop;
    }

    void pauseUntil(long time) {
        pausedUntil = Math.max(pausedUntil, time);
    }

    /// When there is something to do, or [Timer#NEVER]. In the past for what is overdue.
    long nextTurn(long now) {
        if (transport.isClosed()) return Timer.NEVER;
        long next = transport.hasArrivals() ? now : loop.nextDeadline();
        return next == Timer.NEVER ? next : Math.max(next, pausedUntil);
    }

    void turnIfDue(long now) {
        if (nextTurn(now) <= now) loop.turn(now);
    }
}

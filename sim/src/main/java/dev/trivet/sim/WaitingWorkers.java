package dev.trivet.sim;

import dev.trivet.engine.Workers;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Workers whose work can wait in virtual time, as real work waits for a disk: [#pass] and [#hang] are called by the
/// work itself, deep inside a provider if need be.
///
/// Each work has a thread, but only one thread runs at any time, the network's included, and they take turns in the
/// order of virtual time: nothing depends on the system.
public final class WaitingWorkers implements Workers {
    private final SimulatedNetwork network;
    private final Semaphore networksTurn = new Semaphore(0);
    private @Nullable Work running;
    private int unfinished;

    private static final class Work {
        private final Semaphore turn = new Semaphore(0);
        private @Nullable RuntimeException thrown;
    }

    WaitingWorkers(SimulatedNetwork network) {
        this.network = network;
    }

    @Override
    public boolean submit(Runnable what) {
        unfinished++;
        network.after(Duration.ZERO, () -> begin(what));
        return true;
    }

    /// {@return pieces of work that have not come to their end}
    public int unfinished() {
        return unfinished;
    }

    /// Lets time go by. For work only.
    ///
    /// @param time of the simulation
    public void pass(Duration time) {
        var me = running();
        network.after(time, () -> resume(me));
        stop(me);
    }

    /// Never comes back. For work only.
    public void hang() {
        stop(running());
    }

    private Work running() {
        if (running == null) throw new IllegalStateException("only work that was submitted can wait");
        return running;
    }

    private void begin(Runnable what) {
        var work = new Work();
        Thread.ofVirtual().name("simulated-work").start(() -> {
            work.turn.acquireUninterruptibly();
            perform(work, what);
        });
        resume(work);
    }

    private void perform(Work work, Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            work.thrown = e;
        } finally {
            unfinished--;
            networksTurn.release();
        }
    }

    /// On the network's thread: it waits until the work does.
    private void resume(Work work) {
        running = work;
        work.turn.release();
        networksTurn.acquireUninterruptibly();
        running = null;
        if (work.thrown != null) throw work.thrown;
    }

    private void stop(Work me) {
        networksTurn.release();
        me.turn.acquireUninterruptibly();
    }
}

package dev.trivet.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// One thread that owns its sockets, transfers and timers: no locks, blocks on its transport only.
/// Reads everything that is ready before it fires a timer, so that a pause of its own repeats nothing.
///
/// Every method but [#post] and [#stop] is for the loop's own thread: the one that runs [#run], or the one
/// that calls [#turn]. Set-up before that thread starts counts as its own.
public final class Loop {
    /// Datagrams that are read before timers fire: enough for all that thousands of clients sent during a long pause,
    /// and
    /// bounded, so that a flood cannot hold the timers back for longer than some 100 ms.
    private static final int READ_BEFORE_TIMERS = 32_768;

    /// Posted work in one turn: work that posts itself again must not keep the loop from its sockets.
    private static final int WORK_IN_A_TURN = 1_024;

    /// A deadline that is always over: look, do not wait.
    private static final long PAST = Long.MIN_VALUE;

    private final Transport transport;
    private final Consumer<? super RuntimeException> uncaught;
    private final TimerQueue timers = new TimerQueue();

    /// The only things that threads share: the work posted, and whether the loop is about to wait and needs waking.
    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile boolean stopping;

    /// A loop that does nothing until [#turn] or [#run] is called; the thread that calls it is the loop's.
    ///
    /// @param transport this loop's own
    /// @param uncaught told what arrivals, timers and posted work threw: a fault in the program, after which the
    ///     loop goes on. Called on the loop's thread
    public Loop(Transport transport, Consumer<? super RuntimeException> uncaught) {
        this.transport = transport;
        this.uncaught = uncaught;
    }

    /// {@return the sockets, for the loop's thread only}
    public Transport transport() {
        return transport;
    }

    /// {@return nanoseconds on the transport's clock, of arbitrary origin}
    public long now() {
        return transport.now();
    }

    /// Moves the timer to `deadline` ([Timer#NEVER] takes it out). Costs next to nothing where it is later than before.
    ///
    /// @param timer of this loop only
    /// @param deadline nanoseconds on the clock of [#now]
    public void schedule(Timer timer, long deadline) {
        timers.schedule(timer, deadline);
    }

    /// {@return when there is something to do next: now where posted work waits, else the earliest deadline, or
    /// [Timer#NEVER]} For a simulator, which has to know when to turn.
    public long nextDeadline() {
        return posted.isEmpty() ? timers.earliest() : Math.min(now(), timers.earliest());
    }

    /// Runs `work` on the loop, soon. Any thread; in the order of the calls.
    ///
    /// @param work must not wait
    public void post(Runnable work) {
        posted.add(work);
        if (waiting.get() && waiting.compareAndSet(true, false)) transport.wakeup();
    }

    /// Turns until [#stop], then closes the transport. The body of the loop's thread.
    ///
    /// @throws UncheckedIOException where the transport as a whole failed
    public void run() {
        try {
            while (!stopping) turn(Timer.NEVER);
        } finally {
            transport.close();
        }
    }

    /// Waits at most until `until` for something to do, then does all of it: datagrams, posted work, timers that are
    /// due.
    ///
    /// @param until nanoseconds on the clock of [#now]
    /// @throws UncheckedIOException where the transport as a whole failed
    public void turn(long until) {
        await(Math.min(until, timers.earliest()));
        runPosted();
        if (timers.earliest() > now()) return;
        for (int left = READ_BEFORE_TIMERS; left > 0; ) {
            int read = receive(PAST);
            if (read == 0) break;
            left -= read;
            runPosted();
        }
        fireDue(now());
    }

    /// Ends [#run] after the present turn. Any thread.
    public void stop() {
        stopping = true;
        transport.wakeup();
    }

    private void await(long deadline) {
        // post() adds and then looks at `waiting`, this sets `waiting` and then looks at what was added: one sees the
        // other.
        waiting.set(true);
        receive(posted.isEmpty() && !stopping ? deadline : PAST);
        waiting.setRelease(false);
    }

    private int receive(long deadline) {
        try {
            return transport.receive(deadline);
        } catch (RuntimeException thrownByArrivals) {
            uncaught.accept(thrownByArrivals);
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException("the transport failed", e);
        }
    }

    private void runPosted() {
        for (int i = 0; i < WORK_IN_A_TURN; i++) {
            Runnable work = posted.poll();
            if (work == null) return;
            perform(work);
        }
    }

    /// Each timer at most once in a turn, also where it asks for the present again.
    private void fireDue(long now) {
        for (int most = timers.size(); most > 0 && timers.earliest() <= now; most--) {
            perform(timers.take().action());
        }
    }

    private void perform(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException thrown) {
            uncaught.accept(thrown);
        }
    }
}

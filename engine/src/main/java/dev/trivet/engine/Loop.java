package dev.trivet.engine;

/// One thread that owns its sockets, transfers and timers: no locks, nothing volatile, blocks on its transport only.
/// Reads everything that is ready before it fires a timer, so that a pause of its own repeats nothing.
///
/// Every method but [#post] and [#stop] is for the loop's own thread.
public final class Loop {
    private final Transport transport;

    public Loop(Transport transport) {
        this.transport = transport;
    }

    public Transport transport() {
        return transport;
    }

    /// The transport's clock.
    public long now() {
        return transport.now();
    }

    /// Moves the timer to `deadline` ([Timer#NEVER] takes it out).
    public void schedule(Timer timer, long deadline) {
        throw new UnsupportedOperationException("next commit");
    }

    /// The earliest deadline, or [Timer#NEVER]. For a simulator, which has to know when to turn next.
    public long nextDeadline() {
        throw new UnsupportedOperationException("next commit");
    }

    /// Runs `work` on the loop, soon. Any thread; in the order of the calls.
    public void post(Runnable work) {
        throw new UnsupportedOperationException("next commit");
    }

    /// Turns until [#stop], then closes the transport. The body of the loop's thread.
    public void run() {
        throw new UnsupportedOperationException("next commit");
    }

    /// Waits at most until `until` for something to do, then does all of it: datagrams, posted work, timers that are due.
    public void turn(long until) {
        throw new UnsupportedOperationException("next commit");
    }

    /// Ends [#run] after the present turn. Any thread.
    public void stop() {
        throw new UnsupportedOperationException("next commit");
    }
}

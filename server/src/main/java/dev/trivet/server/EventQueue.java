package dev.trivet.server;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Carries events from the loops to listeners on a thread of its own. Bounded: a listener that is too slow loses
/// events, which are counted, and never slows a transfer.
final class EventQueue implements Consumer<TransferEvent> {
    /// A second of events of a storm.
    private static final int MOST = 16_384;

    /// How late an event may be told. Under load the thread comes back so often, and no loop has to wake it: a wake-up
    /// for each event would cost more than the rest of a small transfer.
    private static final long PAUSE_NANOS = 5_000_000;

    private final Queue<TransferEvent> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();

    /// Nothing came for a while: the next event must wake the thread.
    private final AtomicBoolean asleep = new AtomicBoolean();

    private final AtomicLong lost = new AtomicLong();
    private final List<Consumer<TransferEvent>> listeners;
    private final Consumer<Throwable> uncaught;
    private final Thread thread = new Thread(this::run, "trivet-events");
    private volatile boolean closing;

    EventQueue(List<Consumer<TransferEvent>> listeners, Consumer<Throwable> uncaught) {
        this.listeners = List.copyOf(listeners);
        this.uncaught = uncaught;
        thread.setDaemon(true);
    }

    void start() {
        if (!listeners.isEmpty()) thread.start();
    }

    /// Any thread; waits for nothing.
    @Override
    public void accept(TransferEvent event) {
        if (listeners.isEmpty()) return;
        if (queued.incrementAndGet() > MOST) {
            queued.decrementAndGet();
            lost.incrementAndGet();
            return;
        }
        queue.add(event);
        wake();
    }

    private void wake() {
        if (asleep.get() && asleep.compareAndSet(true, false)) LockSupport.unpark(thread);
    }

    /// Events that found the queue full.
    long lost() {
        return lost.get();
    }

    /// Lets listeners have what is queued, for a second at most.
    void close() throws InterruptedException {
        closing = true;
        wake();
        boolean started = !listeners.isEmpty();
        if (started && !Thread.currentThread().equals(thread)) thread.join(Duration.ofSeconds(1));
    }

    boolean isOwnThread() {
        return Thread.currentThread().equals(thread);
    }

    private void run() {
        while (!closing || !queue.isEmpty()) {
            Thread.interrupted(); // a listener may have left it so: then nothing here would wait
            if (tellAll()) LockSupport.parkNanos(PAUSE_NANOS);
            else sleep();
        }
    }

    /// @return false where there was nothing to tell
    private boolean tellAll() {
        boolean any = false;
        for (var event = queue.poll(); event != null; event = queue.poll()) {
            queued.decrementAndGet();
            tell(event, listeners, uncaught);
            any = true;
        }
        return any;
    }

    private void sleep() {
        asleep.set(true);
        // accept() adds and then looks at `asleep`, this sets `asleep` and then looks at what was added.
        if (queue.isEmpty() && !closing) LockSupport.park(this);
        asleep.set(false);
    }

    /// A listener's fault is not the next one's, nor the server's: not even an [AssertionError], which would end this
    /// thread, and with it all events, without a word.
    static void tell(TransferEvent event, List<Consumer<TransferEvent>> listeners, Consumer<Throwable> uncaught) {
        for (var listener : listeners) {
            try {
                listener.accept(event);
            } catch (Throwable fault) {
                uncaught.accept(fault);
            }
        }
    }
}

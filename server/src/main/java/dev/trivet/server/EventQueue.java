package dev.trivet.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Carries events from the loops to listeners on a thread of its own. Bounded: a listener that is too slow loses
/// events, which are counted, and never slows a transfer.
final class EventQueue implements Consumer<TransferEvent> {
    /// A second of events of a storm.
    private static final int MOST = 16_384;

    private final BlockingQueue<TransferEvent> queue = new ArrayBlockingQueue<>(MOST);
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
        if (!listeners.isEmpty() && !queue.offer(event)) lost.incrementAndGet();
    }

    /// Events that found the queue full.
    long lost() {
        return lost.get();
    }

    /// Lets listeners have what is queued, for a second at most.
    void close() throws InterruptedException {
        closing = true;
        boolean started = !listeners.isEmpty();
        if (started && !Thread.currentThread().equals(thread)) thread.join(Duration.ofSeconds(1));
    }

    boolean isOwnThread() {
        return Thread.currentThread().equals(thread);
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                var event = queue.poll(50, TimeUnit.MILLISECONDS);
                if (event != null) tell(event, listeners, uncaught);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

package dev.trivet.app.transfer;

import java.time.Duration;

/// A thread that does something again and again until it is closed.
public final class Ticker implements AutoCloseable {
    /// Often enough for an eye.
    public static final Duration OF_A_TERMINAL = Duration.ofMillis(200);

    private final Thread thread;

    /// @param tick first after one period
    public Ticker(Duration period, Runnable tick) {
        thread = Thread.ofPlatform().daemon().name("trivet-progress").start(() -> run(period, tick));
    }

    private static void run(Duration period, Runnable tick) {
        try {
            while (true) {
                Thread.sleep(period);
                tick.run();
            }
        } catch (InterruptedException e) {
            return; // closed
        }
    }

    /// Returns when the last tick is over, also to a thread that is interrupted.
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}

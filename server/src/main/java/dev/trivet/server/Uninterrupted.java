package dev.trivet.server;

/// Waiting that has to be done to its end, whoever interrupts it: the interrupt is kept for later.
final class Uninterrupted {
    interface Wait {
        void run() throws InterruptedException;
    }

    private Uninterrupted() {}

    static void wait(Wait wait) {
        boolean interrupted = Thread.interrupted();
        while (true) {
            try {
                wait.run();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}

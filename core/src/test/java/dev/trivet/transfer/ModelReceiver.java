package dev.trivet.transfer;

import java.util.function.LongConsumer;

/// The clients of the field, as far as windows go: what they do with a block that is not the next one, and when they
/// lose patience. In all three an ACK starts a new count: the next regular one comes after a window of blocks in order.
final class ModelReceiver {
    enum Kind {
        /// One ACK for each place where it hangs (U-Boot).
        ONCE(5.0),
        /// An ACK for every such block (EDK2).
        EACH(4.0),
        /// Silence.
        NEVER(1.0);

        private final double timerSeconds;

        Kind(double timerSeconds) {
            this.timerSeconds = timerSeconds;
        }
    }

    private final Kind kind;
    private final int window;
    private final long last;
    private final LongConsumer sendAck;
    private final VirtualTime time;
    private final VirtualTime.Alarm alarm;
    private long expected = 1;
    private int count;
    private long asked;

    /// @param last block of the file
    ModelReceiver(Kind kind, int window, long last, VirtualTime time, LongConsumer sendAck) {
        this.kind = kind;
        this.window = window;
        this.last = last;
        this.time = time;
        this.sendAck = sendAck;
        alarm = time.new Alarm(this::silence);
    }

    void receive(long block) {
        if (block == expected) {
            inOrder();
        } else if (kind == Kind.EACH || kind == Kind.ONCE && asked != expected) {
            asked = expected;
            ack();
        } else if (block == expected - 1) {
            ack();
        }
    }

    private void inOrder() {
        restartTimer();
        expected++;
        count++;
        asked = 0;
        if (expected > last || count >= window) ack();
    }

    private void ack() {
        count = 0;
        sendAck.accept(expected - 1);
    }

    private void silence() {
        if (expected > last) return;
        asked = 0;
        ack();
        restartTimer();
    }

    private void restartTimer() {
        alarm.set(time.now() + VirtualTime.nanos(kind.timerSeconds));
    }
}

package dev.trivet.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.wire.Packet;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A step may allocate 200 octets, the packet it is given included.
@DisplayName("What a step allocates")
class AllocationTest {
    private static final int STEPS = 100_000;
    private static final int MOST = 200;

    /// Takes the blocks and forgets them.
    private static final class Nowhere implements Actions.OfSender {
        private long last;

        @Override
        public void sendBlocks(long first, long last) {
            this.last = last;
        }

        @Override
        public void send(Packet packet) {}

        @Override
        public void wakeAt(long deadline) {}

        @Override
        public void ended(Outcome outcome) {
            throw new AssertionError(outcome);
        }

        @Override
        public void released() {}
    }

    @ParameterizedTest
    @CsvSource({"1,0", "1,5", "8,0", "64,5"})
    void anAckInAndBlocksOut(int window, double timeout) throws ReflectiveOperationException {
        var plain = Deal.PLAIN.window(window);
        var deal = timeout == 0 ? plain : plain.timeout(timeout);
        var actions = new Nowhere();
        var sender = new Sender(deal.terms(), Optional.empty(), true, Patience.DEFAULT, actions);
        sender.start(0);
        sender.step(new Event.ContentReady(Long.MAX_VALUE / 2, false), 0);
        run(sender, actions, deal, 0);
        long before = allocated();
        run(sender, actions, deal, STEPS * 1_000_000L);
        assertThat((allocated() - before) / STEPS).isLessThanOrEqualTo(MOST);
    }

    private static void run(Sender sender, Nowhere actions, Deal deal, long start) {
        for (int i = 1; i <= STEPS; i++) {
            var ack = new Packet.Ack(deal.rollover().number(actions.last));
            sender.step(new Event.Received(ack), start + i * 1_000_000L);
        }
    }

    /// By reflection: the core and its tests read no module but the base.
    private static long allocated() throws ReflectiveOperationException {
        Object bean = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        Method octets =
                Class.forName("com.sun.management.ThreadMXBean").getMethod("getThreadAllocatedBytes", long.class);
        return (long) octets.invoke(bean, Thread.currentThread().threadId());
    }
}

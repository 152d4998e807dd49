package dev.trivet.client;

import dev.trivet.client.TftpException.Reason;
import dev.trivet.content.Sink;
import dev.trivet.flow.Host;
import dev.trivet.flow.Job;
import dev.trivet.flow.Storing;
import dev.trivet.transfer.Event;
import dev.trivet.transfer.Receiver;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where the octets of a get go. Every method runs on the loop.
sealed interface Delivery {
    /// The size that the server told (RFC 2349), before the first octet; `then` goes on.
    void announced(long octets, Runnable then);

    /// Starts the machine.
    void start(Receiver machine);

    /// The next block, good until this returns.
    void deliver(ByteBuffer octets);

    /// That was the last.
    void commit();

    /// After a step of a transfer that goes on.
    void goOn();

    /// Octets that were delivered so far.
    long octets();

    /// What it is called when the octets find no place.
    Reason failure();

    /// Gives back what it holds.
    void close();

    /// Gathered in buffers, and stored by workers, which may wait.
    final class Stored implements Delivery {
        /// Octets that may wait for the disk: it writes while the next ones come.
        private static final long UNSTORED_MOST = 4 << 20;

        private final Sink sink;
        private final Job job;
        private final Duration deadline;
        private final Reason failure;
        private final Storing storing;

        /// @param deadline for storing a piece, and for the end of it
        Stored(GetTransfer transfer, Sink sink, Reason failure, Duration deadline) {
            this.sink = sink;
            job = transfer.job();
            this.deadline = deadline;
            this.failure = failure;
            storing = new Storing(transfer, job, deadline, sink, transfer.line().buffers());
        }

        @Override
        public void announced(long octets, Runnable then) {
            job.run(deadline, () -> told(octets), _ -> then.run(), _ -> {});
        }

        private Boolean told(long octets) throws Exception {
            sink.announced(octets);
            return true;
        }

        @Override
        public void start(Receiver machine) {
            machine.unstoredMost(UNSTORED_MOST);
            storing.start(machine);
        }

        @Override
        public void deliver(ByteBuffer octets) {
            storing.deliver(octets);
        }

        @Override
        public void commit() {
            storing.commit();
        }

        @Override
        public void goOn() {
            storing.storeNext();
        }

        @Override
        public long octets() {
            return storing.taken();
        }

        @Override
        public Reason failure() {
            return failure;
        }

        @Override
        public void close() {
            storing.close();
        }
    }

    /// Handed to somebody who does not wait, block by block: no buffer, no worker.
    final class Direct implements Delivery {
        private final Host host;
        private final Consumer<? super ByteBuffer> to;
        private @Nullable Receiver receiver;
        private long octets;
        private boolean committing;

        Direct(Host host, Consumer<? super ByteBuffer> to) {
            this.host = host;
            this.to = to;
        }

        @Override
        public void announced(long octets, Runnable then) {
            then.run();
        }

        @Override
        public void start(Receiver machine) {
            receiver = machine;
            // What was delivered is stored.
            machine.unstoredMost(Long.MAX_VALUE);
            machine.start(host.loop().now());
        }

        @Override
        public void deliver(ByteBuffer block) {
            if (!block.hasRemaining()) return;
            octets += block.remaining();
            to.accept(block);
        }

        @Override
        public void commit() {
            committing = true;
        }

        @Override
        public void goOn() {
            if (!committing || receiver == null) return;
            committing = false;
            receiver.step(Event.COMMITTED, host.loop().now());
        }

        @Override
        public long octets() {
            return octets;
        }

        @Override
        public Reason failure() {
            return Reason.FAULT;
        }

        @Override
        public void close() {}
    }
}

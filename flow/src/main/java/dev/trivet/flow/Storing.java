package dev.trivet.flow;

import dev.trivet.content.Sink;
import dev.trivet.transfer.Event;
import dev.trivet.transfer.Receiver;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of a transfer that receives: gathered in buffers on the loop, stored by one job after another. A
/// server's WRQ, a client's RRQ. Every method runs on the loop.
public final class Storing {
    private final Host host;
    private final Job job;
    private final Duration deadline;
    private final Sink sink;
    private final BufferPool buffers;
    private final ArrayDeque<ByteBuffer> full = new ArrayDeque<>();
    private List<ByteBuffer> written = List.of();
    private @Nullable ByteBuffer filling;
    private boolean outOfMemory;
    private @Nullable Receiver receiver;
    private long stored;
    private long taken;
    private boolean committing;
    private boolean closed;

    /// @param deadline for one write, or the commit
    /// @param sink is closed by [#close]
    public Storing(Host host, Job job, Duration deadline, Sink sink, BufferPool buffers) {
        this.host = host;
        this.job = job;
        this.deadline = deadline;
        this.sink = sink;
        this.buffers = buffers;
    }

    /// Starts the machine: the first answer leaves, if there is one.
    public void start(Receiver machine) {
        receiver = machine;
        machine.start(host.loop().now());
    }

    /// Octets that were delivered so far.
    public long taken() {
        return taken;
    }

    /// The octets of the next block, between position and limit, which are left alone. Where no buffer is left for them
    /// the transfer is refused after the step.
    public void deliver(ByteBuffer octets) {
        boolean first = taken == 0;
        taken += octets.remaining();
        int position = octets.position();
        while (position < octets.limit() && !outOfMemory) {
            if (filling == null) filling = buffers.take(first).orElse(null);
            first = false;
            outOfMemory = filling == null;
            if (filling == null) return;
            int part = Math.min(filling.remaining(), octets.limit() - position);
            filling.put(filling.position(), octets, position, part);
            filling.position(filling.position() + part);
            position += part;
            if (!filling.hasRemaining()) flush();
        }
    }

    /// That was all: to be committed once it is stored.
    public void commit() {
        committing = true;
        flush();
    }

    private void flush() {
        if (filling == null) return;
        full.add(filling.flip());
        filling = null;
    }

    /// After a step of a transfer that goes on: stores what has gathered, one job at a time.
    public void storeNext() {
        if (outOfMemory) host.refuse(Failures.outOfMemory());
        else if (!job.isRunning()) startJob();
    }

    private void startJob() {
        // Half of what may be acknowledged and not stored: the other half fills while this one is written.
        if (full.isEmpty() && filling != null && filling.position() >= Receiver.UNSTORED_MOST / 2) flush();
        if (!full.isEmpty()) {
            var batch = List.copyOf(full);
            written = batch;
            full.clear();
            job.run(deadline, () -> write(batch), this::stored, _ -> {});
        } else if (committing) {
            committing = false;
            job.run(deadline, this::committed, _ -> machineCommitted(), _ -> {});
        }
    }

    private List<ByteBuffer> write(List<ByteBuffer> batch) throws Exception {
        for (var buffer : batch) sink.write(buffer.duplicate());
        return batch;
    }

    private Boolean committed() throws Exception {
        sink.commit();
        return true;
    }

    private void stored(List<ByteBuffer> batch) {
        for (var buffer : batch) stored += buffer.limit();
        written.forEach(buffers::giveBack);
        written = List.of();
        machine().step(new Event.Stored(stored), host.loop().now());
        host.afterStep();
    }

    private void machineCommitted() {
        machine().step(Event.COMMITTED, host.loop().now());
        host.afterStep();
    }

    private Receiver machine() {
        if (receiver == null) throw new IllegalStateException("not started");
        return receiver;
    }

    /// Gives the buffers back, and the sink off the loop where that is possible: without a commit before, nothing of it
    /// stays. Only while no job runs.
    public void close() {
        if (closed) return;
        closed = true;
        flush();
        full.forEach(buffers::giveBack);
        full.clear();
        written.forEach(buffers::giveBack);
        written = List.of();
        if (!host.workers().submit(sink::close)) sink.close();
    }
}

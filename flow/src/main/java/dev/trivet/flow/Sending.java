package dev.trivet.flow;

import dev.trivet.content.Source;
import dev.trivet.engine.Blocks;
import dev.trivet.linux.Mapping;
import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Event;
import dev.trivet.transfer.Refusal;
import dev.trivet.transfer.Sender;
import dev.trivet.transfer.Start;
import dev.trivet.wire.Rollover;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The content of a transfer that sends: made ready off the loop ahead of the [Sender], read on the loop. A server's
/// RRQ, a client's WRQ. Every method runs on the loop.
public final class Sending implements Blocks {
    private final Host host;
    private final Job job;
    private final Duration deadline;
    private final Source source;
    private final ReadAhead ahead;
    private Source.Ready ready;
    private Terms terms = Terms.PLAIN;

    /// Octets that the blocks before the first would have had: 0 in reality.
    private long before;

    private @Nullable Sender sender;
    private @Nullable Refusal failure;

    /// @param deadline for one step of making content ready
    /// @param source is closed by [#close]
    /// @param ready what `source` has answered so far
    public Sending(Host host, Job job, Duration deadline, Source source, Source.Ready ready, ReadAhead.Pool readAhead) {
        this.host = host;
        this.job = job;
        this.deadline = deadline;
        this.source = source;
        this.ready = ready;
        ahead = new ReadAhead(readAhead);
    }

    /// Starts the machine: the first answer leaves, and blocks as it allows.
    ///
    /// @param begin where the blocks of `machine` begin
    public void start(Sender machine, Terms agreed, Start begin) {
        sender = machine;
        terms = agreed;
        before = begin.octetsBefore(agreed.blockSize());
        machine.step(readyForMachine(), host.loop().now());
        machine.start(host.loop().now());
    }

    private Event.ContentReady readyForMachine() {
        return new Event.ContentReady(before + ready.octets(), ready.end());
    }

    /// A window, or a part of it.
    public void sendBlocks(long first, long last) {
        try {
            host.port().sendBlocks(host.route(), this, first, last);
        } catch (IOException e) {
            failure = Failures.unreadable(e);
        }
    }

    /// Why content could not be read for the blocks last asked for, once: to be told to the machine after its step.
    public Optional<Refusal> failure() {
        var told = Optional.ofNullable(failure);
        failure = null;
        return told;
    }

    /// After a step of a transfer that goes on: has the next content made ready.
    public void prepareNext() {
        var machine = machine();
        long wanted = machine.wantedOctets() - before;
        if (ready.end() || ready.octets() >= wanted || job.isRunning()) return;
        source.release(machine.acknowledgedOctets() - before);
        job.run(deadline, () -> source.prepare(wanted), this::contentReady, _ -> {});
    }

    private void contentReady(Source.Ready more) {
        ready = more;
        machine().step(readyForMachine(), host.loop().now());
        host.afterStep();
    }

    /// Octets of the content that the peer has acknowledged.
    public long octets() {
        return Math.min(machine().acknowledgedOctets() - before, ready.octets());
    }

    /// Gives the content back.
    public void close() {
        ahead.close();
        source.close();
    }

    private Sender machine() {
        if (sender == null) throw new IllegalStateException("not started");
        return sender;
    }

    @Override
    public int blockSize() {
        return terms.blockSize().octets();
    }

    @Override
    public Rollover rollover() {
        return terms.rollover();
    }

    /// An unproven peer gets its one block from there too: it costs nothing.
    @Override
    public Optional<Mapping> mapping() {
        return before == 0 ? source.mapping() : Optional.empty();
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        // An unproven peer costs no buffer.
        if (!machine().proven()) return source.read(position - before, into);
        return ahead.read(source, ready.octets(), position - before, into);
    }
}

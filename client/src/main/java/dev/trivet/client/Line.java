package dev.trivet.client;

import dev.trivet.engine.Loop;
import dev.trivet.engine.Workers;
import dev.trivet.flow.BufferPool;
import dev.trivet.flow.ReadAhead;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/// A loop with what its transfers share. All but [#loop] and [#workers] is for the loop's thread.
final class Line {
    /// Enough for every packet but DATA: requests, ACKs, short errors.
    private static final int SMALL_PACKET = 8192;

    private final Loop loop;
    private final Workers workers;
    private final Executor results;
    private final BufferPool buffers = new BufferPool();
    private final ReadAhead.Pool readAhead = new ReadAhead.Pool();
    private final ByteBuffer out = ByteBuffer.allocateDirect(SMALL_PACKET);
    private final Set<ClientTransfer> transfers = new LinkedHashSet<>();
    private boolean closing;

    /// @param results runs what waits for a result: user code, which may take its time
    Line(Loop loop, Workers workers, Executor results) {
        this.loop = loop;
        this.workers = workers;
        this.results = results;
    }

    Loop loop() {
        return loop;
    }

    Workers workers() {
        return workers;
    }

    Executor results() {
        return results;
    }

    BufferPool buffers() {
        return buffers;
    }

    ReadAhead.Pool readAhead() {
        return readAhead;
    }

    /// For one packet at a time.
    ByteBuffer out() {
        return out.clear();
    }

    void begin(ClientTransfer transfer) {
        transfers.add(transfer);
        if (closing) transfer.cancel();
        else transfer.begin();
    }

    void left(ClientTransfer transfer) {
        transfers.remove(transfer);
    }

    /// The loop is over: ends what it leaves behind, which is nothing unless it failed.
    void abandon() {
        List.copyOf(transfers).forEach(ClientTransfer::forget);
    }

    /// Ends all, now and to come.
    void cancelAll() {
        closing = true;
        List.copyOf(transfers).forEach(ClientTransfer::cancel);
    }
}

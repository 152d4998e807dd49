package dev.trivet.client;

import dev.trivet.engine.Loop;
import dev.trivet.engine.Workers;
import dev.trivet.flow.BufferPool;
import dev.trivet.flow.ReadAhead;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// A loop with what its transfers share. All but what says so is for the loop's thread.
final class Line {
    /// Enough for every packet but DATA: requests, ACKs, short errors.
    private static final int SMALL_PACKET = 8192;

    /// Fetched files whose port stays open to repeat the last ACK (RFC 1350 §6). Who fetches one small file after the
    /// other would use up the ports of the system, which are 28,000, within the ten seconds of each.
    private static final int MOST_DALLYING = 1024;

    private final Loop loop;
    private final Workers workers;
    private final Workers streamWorkers;
    private final Executor results;
    private final BufferPool buffers = new BufferPool();
    private final ReadAhead.Pool readAhead = new ReadAhead.Pool();
    private final ByteBuffer out = ByteBuffer.allocateDirect(SMALL_PACKET);
    private final Set<ClientTransfer> transfers = new LinkedHashSet<>();
    private final Set<ClientTransfer> dallying = new LinkedHashSet<>();
    private final Signs signs;
    private final Set<Runnable> expected = ConcurrentHashMap.newKeySet();
    private boolean closing;
    private volatile boolean dead;

    /// @param streamWorkers run what waits for streams of the user's, who may take their time
    /// @param results runs what waits for a result: user code as well
    Line(Loop loop, Workers workers, Workers streamWorkers, Executor results) {
        this.loop = loop;
        this.workers = workers;
        this.streamWorkers = streamWorkers;
        this.results = results;
        signs = new Signs(loop);
    }

    /// Any thread: this result will come from here, or never.
    void expect(CompletableFuture<TransferReport> result) {
        Runnable failing = () -> result.completeExceptionally(Explanations.networkFailed());
        expected.add(failing);
        var _ = result.whenComplete((_, _) -> expected.remove(failing));
        if (dead) failing.run();
    }

    Loop loop() {
        return loop;
    }

    Workers workers() {
        return workers;
    }

    Workers streamWorkers() {
        return streamWorkers;
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

    Signs signs() {
        return signs;
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

    /// It is complete, and stays for a server that may not have heard so: unless others want the room.
    void dallies(ClientTransfer transfer) {
        dallying.add(transfer);
        if (dallying.size() > MOST_DALLYING) dallying.iterator().next().cancel();
    }

    void left(ClientTransfer transfer) {
        transfers.remove(transfer);
        dallying.remove(transfer);
    }

    /// The loop has failed: ends what it leaves behind.
    void abandon() {
        dead = true;
        List.copyOf(transfers).forEach(ClientTransfer::networkFailed);
        expected.forEach(Runnable::run);
    }

    /// Ends all, now and to come.
    void cancelAll() {
        closing = true;
        List.copyOf(transfers).forEach(ClientTransfer::cancel);
    }
}

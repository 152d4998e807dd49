package dev.trivet.client;

import dev.trivet.client.TftpException.Reason;
import dev.trivet.content.ContentException;
import dev.trivet.content.LocalFile;
import dev.trivet.content.Sink;
import dev.trivet.content.Source;
import dev.trivet.content.StreamSource;
import dev.trivet.engine.Workers;
import dev.trivet.transfer.Start;
import dev.trivet.wire.Mode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Fetches and sends files by TFTP. Safe for use from any thread; many transfers may run at once.
///
/// ```java
/// try (var client = TftpClient.create()) {
///     client.get(URI.create("tftp://192.0.2.1/boot.img"), Path.of("boot.img"));
/// }
/// ```
///
/// URIs are those of RFC 3617: `tftp://host[:port]/name[;mode=netascii|octet]`. `tftp://h/x` asks for `x`,
/// `tftp://h//x` for `/x`; `%41` in a name is the octet 41. Another URI is an [IllegalArgumentException].
///
/// Blocking methods throw [TftpException], and [InterruptedException] where the thread is interrupted: the transfer is
/// then cancelled. Cancelling a future, or
/// completing it otherwise (`orTimeout`), cancels its transfer. A cancelled transfer tells the server by an ERROR, and
/// stores nothing. What depends on a future runs on a virtual thread and may wait.
///
/// A transfer that fails takes its unfinished file away a moment after its future has failed: [#close] waits for that,
/// so close the client before the program ends.
///
/// Options are negotiated as far as the server goes along (RFC 2347): where it chokes on one, or large blocks do not
/// arrive, the client asks again for less. A thread runs while transfers do, and for a second after.
public final class TftpClient implements AutoCloseable {
    /// Who reads a pipe, or fills one, may take its time.
    private static final Duration STREAM_DEADLINE = Duration.ofDays(1);

    /// A local file that cannot be read or written for so long never will be.
    private static final Duration FILE_DEADLINE = Duration.ofSeconds(30);

    private final ClientSettings settings;
    private final Lines lines;
    private final Network network;
    private final InstantSource clock;
    private final Start blocksFrom;
    private final Loss loss;
    private final AtomicLong ids = new AtomicLong();

    TftpClient(ClientSettings settings, Lines lines, Network network, InstantSource clock, Start blocksFrom) {
        this.settings = settings;
        this.lines = lines;
        this.network = network;
        this.clock = clock;
        this.blocksFrom = blocksFrom;
        loss = new Loss(settings.loss(), settings.lossSeed());
    }

    /// With every default.
    ///
    /// @return a client that needs not be closed: it keeps nothing once its transfers are over
    public static TftpClient create() {
        return builder().build();
    }

    /// Starts from the defaults.
    ///
    /// @return where everything can be set
    public static ClientBuilder builder() {
        return new ClientBuilder();
    }

    /// The URI that a person typed: what RFC 3986 does not allow in a path as it stands (a space, a backslash, letters
    /// beyond ASCII, `?`, `#`) is percent-encoded.
    ///
    /// @param typed such as `tftp://192.0.2.1/a file.cfg`
    /// @return the URI for the other methods
    /// @throws IllegalArgumentException with what is wrong and an example
    public static URI uri(String typed) {
        var uri = TftpUri.typed(typed);
        return TftpUri.of(uri).uri();
    }

    /// Fetches into a file, which appears whole or not at all: an old one is replaced in one step, links are followed.
    ///
    /// @param from what to ask for, and where
    /// @param to a regular file, or a new name in a directory that exists
    /// @return what it came to
    /// @throws TftpException where it failed; what was there before is untouched
    /// @throws InterruptedException where the thread is interrupted; the transfer is cancelled
    public TransferReport get(URI from, Path to) throws TftpException, InterruptedException {
        return await(getAsync(from, to));
    }

    /// Fetches into a stream, as octets arrive. What has gone there stays there when the transfer fails.
    ///
    /// @param from what to ask for, and where
    /// @param to is flushed at the end, and not closed; used by one thread at a time
    /// @return what it came to
    /// @throws TftpException where it failed
    /// @throws InterruptedException where the thread is interrupted; the transfer is cancelled
    public TransferReport get(URI from, OutputStream to) throws TftpException, InterruptedException {
        return await(getAsync(from, to));
    }

    /// Fetches into memory: [ClientBuilder#maxBytes] at most.
    ///
    /// @param from what to ask for, and where
    /// @return the octets, and what it came to
    /// @throws TftpException where it failed
    /// @throws InterruptedException where the thread is interrupted; the transfer is cancelled
    public Fetched get(URI from) throws TftpException, InterruptedException {
        return await(getAsync(from));
    }

    /// Fetches for somebody who takes the octets as they arrive, and needs no place for them: to count, to hash, to
    /// look for something. In order and each once, as they travel: netascii is not translated. What was handed over
    /// stays so when the transfer fails.
    ///
    /// @param from what to ask for, and where
    /// @param to called on the client's loop thread: must not wait, nor keep the buffer, which is good until it
    ///     returns. What it throws ends the transfer
    /// @return what it came to
    /// @throws TftpException where it failed
    /// @throws InterruptedException where the thread is interrupted; the transfer is cancelled
    public TransferReport get(URI from, Consumer<? super ByteBuffer> to) throws TftpException, InterruptedException {
        return await(getAsync(from, to));
    }

    /// Sends a file.
    ///
    /// @param from a regular file; it must not change meanwhile
    /// @param to the name to write, and where
    /// @return what it came to
    /// @throws TftpException where it failed
    /// @throws InterruptedException where the thread is interrupted; the transfer is cancelled
    public TransferReport put(Path from, URI to) throws TftpException, InterruptedException {
        return await(putAsync(from, to));
    }

    /// Sends what is in memory.
    ///
    /// @param from must not change while the transfer runs
    /// @param to the name to write, and where
    /// @return what it came to
    /// @throws TftpException where it failed
    /// @throws InterruptedException where the thread is interrupted; the transfer is cancelled
    public TransferReport put(byte[] from, URI to) throws TftpException, InterruptedException {
        return await(putAsync(from, to));
    }

    /// Sends a stream to its end.
    ///
    /// @param from is not closed; used by one thread at a time
    /// @param to the name to write, and where
    /// @return what it came to
    /// @throws TftpException where it failed
    /// @throws InterruptedException where the thread is interrupted; the transfer is cancelled
    public TransferReport put(InputStream from, URI to) throws TftpException, InterruptedException {
        return await(putAsync(from, to));
    }

    /// Sends what a program makes as it is asked for: it needs no file and no memory. As it is: netascii is not
    /// translated.
    ///
    /// @param from asked once, where it may wait; what it gives is closed when the transfer is over
    /// @param to the name to write, and where
    /// @return what it came to
    /// @throws TftpException where it failed
    /// @throws InterruptedException where the thread is interrupted; the transfer is cancelled
    public TransferReport put(Supplier<? extends Source> from, URI to) throws TftpException, InterruptedException {
        return await(putAsync(from, to));
    }

    /// As [#get(URI, Path)], without waiting.
    ///
    /// @param from what to ask for, and where
    /// @param to as there
    /// @return fails with [TftpException]
    public CompletableFuture<TransferReport> getAsync(URI from, Path to) {
        return get(from, mode -> LocalFile.sink(to, mode, settings.durability()), Reason.LOCAL_FILE, FILE_DEADLINE);
    }

    /// As [#get(URI, OutputStream)], without waiting.
    ///
    /// @param from what to ask for, and where
    /// @param to as there
    /// @return fails with [TftpException]
    public CompletableFuture<TransferReport> getAsync(URI from, OutputStream to) {
        return get(from, mode -> new StreamSink(to, mode, Long.MAX_VALUE), Reason.LOCAL_FILE, STREAM_DEADLINE);
    }

    /// As [#get(URI)], without waiting.
    ///
    /// @param from what to ask for, and where
    /// @return fails with [TftpException]
    public CompletableFuture<Fetched> getAsync(URI from) {
        var bytes = new ByteArrayOutputStream();
        var got = get(from, mode -> new StreamSink(bytes, mode, settings.maxBytes()), Reason.TOO_LARGE, FILE_DEADLINE);
        var fetched = got.thenApply(report -> new Fetched(bytes.toByteArray(), report));
        var _ = fetched.whenComplete((_, _) -> got.cancel(false));
        return fetched;
    }

    /// As [#get(URI, Consumer)], without waiting.
    ///
    /// @param from what to ask for, and where
    /// @param to as there
    /// @return fails with [TftpException]
    public CompletableFuture<TransferReport> getAsync(URI from, Consumer<? super ByteBuffer> to) {
        return get(from, false, _ -> transfer -> new Delivery.Direct(transfer, to));
    }

    /// As [#put(Path, URI)], without waiting.
    ///
    /// @param from as there
    /// @param to the name to write, and where
    /// @return fails with [TftpException]
    public CompletableFuture<TransferReport> putAsync(Path from, URI to) {
        return put(mode -> LocalFile.source(from, mode), to, FILE_DEADLINE);
    }

    /// As [#put(byte\[\], URI)], without waiting.
    ///
    /// @param from as there; must not change while the transfer runs
    /// @param to the name to write, and where
    /// @return fails with [TftpException]
    public CompletableFuture<TransferReport> putAsync(byte[] from, URI to) {
        return put(mode -> StreamSource.of(new ByteArrayInputStream(from), mode, size(from, mode)), to, FILE_DEADLINE);
    }

    /// As [#put(InputStream, URI)], without waiting.
    ///
    /// @param from as there
    /// @param to the name to write, and where
    /// @return fails with [TftpException]
    public CompletableFuture<TransferReport> putAsync(InputStream from, URI to) {
        return put(mode -> StreamSource.of(from, mode, OptionalLong.empty()), to, STREAM_DEADLINE);
    }

    /// As [#put(Supplier, URI)], without waiting.
    ///
    /// @param from as there
    /// @param to the name to write, and where
    /// @return fails with [TftpException]
    public CompletableFuture<TransferReport> putAsync(Supplier<? extends Source> from, URI to) {
        return put(_ -> from.get(), to, FILE_DEADLINE);
    }

    /// Cancels what still runs, and waits until threads and sockets are given back. Later calls throw
    /// [IllegalStateException].
    @Override
    public void close() {
        lines.close();
    }

    // --- both directions

    /// Opens content, where it may wait.
    interface Opening<T> {
        T open(Mode mode) throws ContentException;
    }

    /// Opens where a fetched file goes, where that may wait.
    private interface Place {
        Function<GetTransfer, Delivery> open(Mode mode) throws TftpException;
    }

    /// Makes the transfer, where it may wait.
    private interface Making {
        ClientTransfer make(Line line, Order order, Runnable left) throws TftpException;
    }

    CompletableFuture<TransferReport> get(URI from, Opening<Sink> opening, Reason contentFailure, Duration deadline) {
        return get(from, isStream(deadline), mode -> {
            var sink = open(opening, mode);
            return transfer -> new Delivery.Stored(transfer, sink, contentFailure, deadline);
        });
    }

    private CompletableFuture<TransferReport> get(URI from, boolean stream, Place place) {
        return start(from, false, stream, (line, order, left) -> {
            var to = place.open(order.mode());
            var attempts =
                    new Attempts(settings, order.candidates().getFirst().way().fits(), OptionalLong.of(0));
            return new GetTransfer(line, order, attempts, to, left);
        });
    }

    CompletableFuture<TransferReport> put(Opening<Source> opening, URI to, Duration deadline) {
        return start(to, true, isStream(deadline), (line, order, left) -> {
            var source = open(opening, order.mode());
            var ready = ready(source);
            var attempts =
                    new Attempts(settings, order.candidates().getFirst().way().fits(), source.length());
            return new PutTransfer(line, order, attempts, source, ready, deadline, left);
        });
    }

    private static <T> T open(Opening<T> opening, Mode mode) throws TftpException {
        try {
            return opening.open(mode);
        } catch (ContentException e) {
            throw Explanations.localFile(e.refusal());
        }
    }

    /// The beginning, so that the first answer can be met at once.
    private static Source.Ready ready(Source source) throws TftpException {
        try {
            return source.prepare(1);
        } catch (ContentException e) {
            source.close();
            throw Explanations.localFile(e.refusal());
        }
    }

    private static OptionalLong size(byte[] octets, Mode mode) {
        return mode == Mode.OCTET ? OptionalLong.of(octets.length) : OptionalLong.empty();
    }

    /// A stream is the user's code, and may wait for ever: it gets threads of its own.
    private static boolean isStream(Duration deadline) {
        return deadline.equals(STREAM_DEADLINE);
    }

    private CompletableFuture<TransferReport> start(URI uri, boolean put, boolean stream, Making making) {
        var parsed = TftpUri.of(uri);
        var result = new CompletableFuture<TransferReport>();
        var wish = new ClientEvent.Wish(ids.incrementAndGet(), put, uri);
        Line line;
        try {
            line = lines.enter();
        } catch (IOException e) {
            result.completeExceptionally(Explanations.noWay(parsed.host(), e));
            return result;
        }
        line.expect(result);
        var transfer = new AtomicReference<ClientTransfer>();
        // Whoever completes it from outside, by cancel, orTimeout or otherwise, wants no transfer any more.
        var _ = result.whenComplete((_, _) -> line.loop().post(() -> {
            var running = transfer.get();
            if (running != null) running.unwanted();
        }));
        var workers = stream ? line.streamWorkers() : line.workers();
        Runnable work = () -> prepare(line, workers, parsed, wish, result, making, transfer);
        if (!workers.submit(work)) work.run();
        return result;
    }

    private void prepare(
            Line line,
            Workers workers,
            TftpUri uri,
            ClientEvent.Wish wish,
            CompletableFuture<TransferReport> result,
            Making making,
            AtomicReference<ClientTransfer> started) {
        try {
            var order = new Order(
                    wish,
                    uri,
                    uri.mode().orElse(settings.mode()),
                    Order.Candidate.of(uri, network),
                    settings,
                    network,
                    clock,
                    workers,
                    loss,
                    blocksFrom,
                    result);
            var transfer = making.make(line, order, () -> lines.leave(line));
            line.loop().post(() -> {
                started.set(transfer);
                if (result.isDone()) transfer.cancel();
                else line.begin(transfer);
            });
        } catch (TftpException e) {
            lines.leave(line);
            line.results().execute(() -> result.completeExceptionally(e));
        } catch (RuntimeException | Error fault) {
            lines.leave(line);
            line.results().execute(() -> result.completeExceptionally(fault));
            throw fault;
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws TftpException, InterruptedException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TftpException known) throw known;
            throw new IllegalStateException("a fault in Trivet", e.getCause());
        }
    }
}

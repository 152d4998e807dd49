package dev.trivet.client;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// Fetches and sends files by TFTP. Safe for use from any thread; many transfers may run at once.
///
/// URIs are those of RFC 3617: `tftp://host[:port]/name[;mode=netascii|octet]`. `tftp://h/x` asks for `x`,
/// `tftp://h//x` for `/x`; `%41` in a name is the octet 41.
///
/// Blocking methods throw [TftpException], and [InterruptedException] where the thread is interrupted: the transfer is
/// then cancelled. Cancelling a future cancels its transfer: the server is told by an ERROR, and nothing is stored.
public final class TftpClient implements AutoCloseable {
    private final ClientSettings settings;

    TftpClient(ClientSettings settings) {
        this.settings = settings;
    }

    /// With every default.
    public static TftpClient create() {
        return builder().build();
    }

    public static ClientBuilder builder() {
        return new ClientBuilder();
    }

    /// The URI that a person typed: what RFC 3986 does not allow in a URI as it stands (a space, a backslash, letters
    /// beyond ASCII, an IPv6 zone) is percent-encoded first.
    ///
    /// @throws IllegalArgumentException with what is wrong and an example
    public static URI uri(String typed) {
        return URI.create(typed);
    }

    /// Fetches into a file, which appears whole or not at all: an old one is replaced in one step.
    public TransferReport get(URI from, Path to) throws TftpException, InterruptedException {
        throw new UnsupportedOperationException(settings.toString());
    }

    /// Fetches into a stream, as octets arrive. The stream is not closed.
    public TransferReport get(URI from, OutputStream to) throws TftpException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Fetches into memory: [ClientBuilder#maxBytes] at most.
    public Fetched get(URI from) throws TftpException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Sends a file.
    public TransferReport put(Path from, URI to) throws TftpException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Sends what is in memory.
    ///
    /// @param from must not change while the transfer runs
    public TransferReport put(byte[] from, URI to) throws TftpException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// Sends a stream to its end. It is not closed.
    public TransferReport put(InputStream from, URI to) throws TftpException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /// As [#get(URI, Path)]; fails with [TftpException].
    public CompletableFuture<TransferReport> getAsync(URI from, Path to) {
        throw new UnsupportedOperationException();
    }

    /// As [#get(URI)]; fails with [TftpException].
    public CompletableFuture<Fetched> getAsync(URI from) {
        throw new UnsupportedOperationException();
    }

    /// As [#get(URI, OutputStream)]; fails with [TftpException].
    public CompletableFuture<TransferReport> getAsync(URI from, OutputStream to) {
        throw new UnsupportedOperationException();
    }

    /// As [#put(Path, URI)]; fails with [TftpException].
    public CompletableFuture<TransferReport> putAsync(Path from, URI to) {
        throw new UnsupportedOperationException();
    }

    /// As [#put(byte\[\], URI)]; fails with [TftpException].
    public CompletableFuture<TransferReport> putAsync(byte[] from, URI to) {
        throw new UnsupportedOperationException();
    }

    /// As [#put(InputStream, URI)]; fails with [TftpException].
    public CompletableFuture<TransferReport> putAsync(InputStream from, URI to) {
        throw new UnsupportedOperationException();
    }

    /// Cancels what still runs and waits until threads and sockets are given back. Later calls fail.
    @Override
    public void close() {}
}

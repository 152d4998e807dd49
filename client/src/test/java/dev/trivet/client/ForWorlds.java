package dev.trivet.client;

import dev.trivet.content.ContentException;
import dev.trivet.content.Sink;
import dev.trivet.content.Source;
import dev.trivet.transfer.Start;
import dev.trivet.wire.Mode;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// What nobody but a simulation may do with a client: begin late, and use content that is neither file nor stream.
public final class ForWorlds {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private ForWorlds() {}

    /// Opens content; may fail.
    @FunctionalInterface
    public interface Opening<T> {
        T open(Mode mode) throws ContentException;
    }

    public static ClientBuilder blocksFrom(ClientBuilder builder, Start start) {
        return builder.blocksFrom(start);
    }

    public static CompletableFuture<TransferReport> get(TftpClient client, URI from, Opening<Sink> sink) {
        return client.get(from, sink::open, TftpException.Reason.LOCAL_FILE, DEADLINE);
    }

    public static CompletableFuture<TransferReport> put(TftpClient client, Opening<Source> source, URI to) {
        return client.put(source::open, to, DEADLINE);
    }
}

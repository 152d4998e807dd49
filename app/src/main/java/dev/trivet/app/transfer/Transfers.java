package dev.trivet.app.transfer;

import dev.trivet.client.ClientEvent;
import dev.trivet.client.TransferReport;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/// What `get` and `put` need of a TFTP client. Each call waits for its transfer; an interrupt cancels it.
interface Transfers extends AutoCloseable {
    TransferReport get(URI from, Path to) throws TransferFailure, InterruptedException;

    /// The stream is flushed at the end, and not closed.
    TransferReport get(URI from, OutputStream to) throws TransferFailure, InterruptedException;

    TransferReport put(Path from, URI to) throws TransferFailure, InterruptedException;

    TransferReport put(InputStream from, URI to) throws TransferFailure, InterruptedException;

    @Override
    void close();

    /// Makes the client of one command.
    @FunctionalInterface
    interface Opener {
        /// @param listener hears of every transfer, on a thread that must not wait
        Transfers open(RequestSettings settings, Consumer<ClientEvent> listener);
    }
}

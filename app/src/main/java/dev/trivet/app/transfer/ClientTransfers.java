package dev.trivet.app.transfer;

import dev.trivet.client.ClientEvent;
import dev.trivet.client.TftpClient;
import dev.trivet.client.TftpException;
import dev.trivet.client.TransferReport;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/// [Transfers] by the library's client.
final class ClientTransfers implements Transfers {
    private final TftpClient client;

    private ClientTransfers(TftpClient client) {
        this.client = client;
    }

    static ClientTransfers open(RequestSettings settings, Consumer<ClientEvent> listener) {
        return new ClientTransfers(settings.client().onEvent(listener).build());
    }

    @Override
    public TransferReport get(URI from, Path to) throws TransferFailure, InterruptedException {
        return explained(() -> client.get(from, to));
    }

    @Override
    public TransferReport get(URI from, OutputStream to) throws TransferFailure, InterruptedException {
        return explained(() -> client.get(from, to));
    }

    @Override
    public TransferReport put(Path from, URI to) throws TransferFailure, InterruptedException {
        return explained(() -> client.put(from, to));
    }

    @Override
    public TransferReport put(InputStream from, URI to) throws TransferFailure, InterruptedException {
        return explained(() -> client.put(from, to));
    }

    @Override
    public void close() {
        client.close();
    }

    private static TransferReport explained(Call call) throws TransferFailure, InterruptedException {
        try {
            return call.run();
        } catch (TftpException e) {
            var failure = new TransferFailure(e.reason(), e.code(), String.valueOf(e.getMessage()), e.remedy());
            failure.initCause(e);
            throw failure;
        }
    }

    private interface Call {
        TransferReport run() throws TftpException, InterruptedException;
    }
}

package dev.trivet.app.transfer;

import dev.trivet.client.ClientEvent;
import dev.trivet.client.TransferReport;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.Terms;
import dev.trivet.negotiation.WindowSize;
import dev.trivet.wire.Rollover;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// A client without a network: what it finds under a URI, and what goes wrong there, is told before.
final class FakeTransfers implements Transfers {
    static final Terms TERMS = new Terms(
            new BlockSize(1428), new WindowSize(32), Rollover.TO_ZERO, Optional.empty(), OptionalLong.empty());

    /// Happens in place of a transfer.
    @FunctionalInterface
    interface Trouble {
        void strike(Consumer<ClientEvent> listener) throws TransferFailure, InterruptedException;
    }

    final Map<URI, byte[]> server = new HashMap<>();
    final Map<URI, Trouble> troubles = new HashMap<>();
    final List<RequestSettings> opened = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    boolean closed;

    private Consumer<ClientEvent> listener = _ -> {};

    Transfers open(RequestSettings settings, Consumer<ClientEvent> hears) {
        opened.add(settings);
        listener = hears;
        return this;
    }

    FakeTransfers has(String uri, String content) {
        server.put(URI.create(uri), content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    FakeTransfers fails(String uri, TransferFailure failure) {
        troubles.put(URI.create(uri), _ -> {
            throw failure;
        });
        return this;
    }

    @Override
    public TransferReport get(URI from, Path to) throws TransferFailure, InterruptedException {
        try {
            var content = found(from);
            Files.write(to, content);
            return report(from, content.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public TransferReport get(URI from, OutputStream to) throws TransferFailure, InterruptedException {
        try {
            var content = found(from);
            // As blocks come: one octet each.
            for (byte octet : content) to.write(octet);
            to.flush();
            return report(from, content.length);
        } catch (IOException e) {
            throw TransferFailure.local(String.valueOf(e.getMessage()), "");
        }
    }

    @Override
    public TransferReport put(Path from, URI to) throws TransferFailure, InterruptedException {
        try {
            return stored(to, Files.readAllBytes(from));
        } catch (IOException e) {
            throw TransferFailure.local("no such file", "");
        }
    }

    @Override
    public TransferReport put(InputStream from, URI to) throws TransferFailure, InterruptedException {
        try {
            return stored(to, from.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private byte[] found(URI uri) throws TransferFailure, InterruptedException {
        strike(uri);
        return server.get(uri);
    }

    private TransferReport stored(URI uri, byte[] content) throws TransferFailure, InterruptedException {
        strike(uri);
        server.put(uri, content);
        return report(uri, content.length);
    }

    private void strike(URI uri) throws TransferFailure, InterruptedException {
        asked.add(uri.toString());
        var trouble = troubles.get(uri);
        if (trouble != null) trouble.strike(listener);
    }

    private static TransferReport report(URI uri, int octets) {
        var address = new InetSocketAddress("192.0.2.1", 50_000);
        return new TransferReport(uri, address, TERMS, octets, Duration.ofMillis(500), Duration.ofMillis(2), 3, 1);
    }
}

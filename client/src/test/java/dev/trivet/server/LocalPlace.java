package dev.trivet.server;

import dev.trivet.client.ForWorlds;
import dev.trivet.client.TftpClient;
import dev.trivet.client.TransferReport;
import dev.trivet.content.ContentException;
import dev.trivet.content.ContentRequest;
import dev.trivet.content.Peer;
import dev.trivet.content.Resolution;
import dev.trivet.content.Sink;
import dev.trivet.content.Source;
import dev.trivet.content.WritePolicy;
import dev.trivet.sim.SimulatedFile;
import dev.trivet.wire.Mode;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// Where the local file of a client lies in a world.
sealed interface LocalPlace {
    void put(SimulatedFile file);

    Optional<SimulatedFile> file();

    /// Sources, sinks or part files that stayed; empty: nothing.
    String left();

    CompletableFuture<TransferReport> get(TftpClient client, URI from);

    CompletableFuture<TransferReport> put(TftpClient client, URI to);

    void close();

    static LocalPlace onDisk() {
        return new OnDisk(DirectoryStore.open(WritePolicy.OVERWRITE, InstantSource.system()));
    }

    static LocalPlace inMemory(World world, TrivetSide side) {
        var memory = new MemoryContent(WritePolicy.OVERWRITE);
        if (world.contents().isHuge()) world.contents().former().ifPresent(memory::expect);
        return new InMemory(memory.troubled(side.trouble(), side.troubleAt()));
    }

    /// By the client's own sources and sinks.
    record OnDisk(DirectoryStore store) implements LocalPlace {
        @Override
        public void put(SimulatedFile file) {
            store.put(World.NAME, file);
        }

        @Override
        public Optional<SimulatedFile> file() {
            return store.file(World.NAME);
        }

        @Override
        public String left() {
            return store.left();
        }

        @Override
        public CompletableFuture<TransferReport> get(TftpClient client, URI from) {
            return client.getAsync(from, store.path(World.NAME));
        }

        @Override
        public CompletableFuture<TransferReport> put(TftpClient client, URI to) {
            return client.putAsync(store.path(World.NAME), to);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /// With the troubles of a plan.
    record InMemory(MemoryContent memory) implements LocalPlace {
        @Override
        public void put(SimulatedFile file) {
            memory.put(World.NAME, file);
        }

        @Override
        public Optional<SimulatedFile> file() {
            return memory.file(World.NAME);
        }

        @Override
        public String left() {
            return memory.left();
        }

        @Override
        public CompletableFuture<TransferReport> get(TftpClient client, URI from) {
            return ForWorlds.get(client, from, this::sink);
        }

        private Sink sink(Mode mode) throws ContentException {
            return switch (memory.write(request(mode)).orElseThrow()) {
                case Resolution.Accepted accepted -> accepted.sink();
                case Resolution.Refused(var refusal) -> throw new ContentException(refusal);
                case Resolution.Found found -> throw new IllegalStateException("a source: " + found);
            };
        }

        @Override
        public CompletableFuture<TransferReport> put(TftpClient client, URI to) {
            return ForWorlds.put(client, this::source, to);
        }

        private Source source(Mode mode) throws ContentException {
            return switch (memory.read(request(mode)).orElseThrow()) {
                case Resolution.Found found -> found.source();
                case Resolution.Refused(var refusal) -> throw new ContentException(refusal);
                case Resolution.Accepted accepted -> throw new IllegalStateException("a sink: " + accepted);
            };
        }

        private static ContentRequest request(Mode mode) {
            var peer = Peer.of(new InetSocketAddress(World.CLIENT, 1));
            return new ContentRequest(peer, World.NAME, mode, OptionalLong.empty());
        }

        @Override
        public void close() {}
    }
}

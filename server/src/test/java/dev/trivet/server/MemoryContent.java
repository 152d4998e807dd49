package dev.trivet.server;

import dev.trivet.content.ContentException;
import dev.trivet.content.ContentRequest;
import dev.trivet.content.Provider;
import dev.trivet.content.Resolution;
import dev.trivet.content.Sink;
import dev.trivet.content.Source;
import dev.trivet.content.WritePolicy;
import dev.trivet.netascii.NetasciiDecoder;
import dev.trivet.netascii.NetasciiEncoder;
import dev.trivet.sim.SimulatedFile;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Files in memory, under the contract of [Provider]: reads, and writes by each policy. Counts what is open.
final class MemoryContent implements Provider, Store {
    private final WritePolicy policy;
    private final Map<String, SimulatedFile> files = new HashMap<>();
    private final Map<String, List<SimulatedFile>> formers = new HashMap<>();
    private final List<String> commits = new ArrayList<>();
    private int open;
    private int chunk = 1 << 20;
    private long full = Long.MAX_VALUE;
    private long changed = Long.MAX_VALUE;
    private boolean commitsFail;
    private Optional<SimulatedFile> expected = Optional.empty();

    MemoryContent(WritePolicy policy) {
        this.policy = policy;
    }

    MemoryContent put(String name, byte[] octets) {
        return put(name, SimulatedFile.of(octets));
    }

    MemoryContent put(String name, SimulatedFile file) {
        files.put(name, file);
        return this;
    }

    /// How much one call makes ready; default 1 MiB.
    MemoryContent chunk(int octets) {
        chunk = octets;
        return this;
    }

    /// Uploads are too large to be kept: each is held against this file as it comes.
    MemoryContent expect(SimulatedFile file) {
        expected = Optional.of(file);
        return this;
    }

    /// From then on there is no room: the write of this octet of a file fails, and every later one.
    MemoryContent full(long atOctet) {
        full = atOctet;
        return this;
    }

    /// No commit succeeds.
    MemoryContent commitsFail() {
        commitsFail = true;
        return this;
    }

    /// Whoever reads beyond this octet of a file finds that the file has changed.
    MemoryContent changed(long atOctet) {
        changed = atOctet;
        return this;
    }

    /// What a plan says.
    MemoryContent troubled(WorldPlan.Trouble trouble, long atOctet) {
        return switch (trouble) {
            case NONE -> this;
            case DISK_FULL -> full(atOctet);
            case COMMIT_FAILS -> commitsFail();
            case FILE_CHANGES -> changed(atOctet);
        };
    }

    @Override
    public Provider provider() {
        return this;
    }

    @Override
    public Optional<SimulatedFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    @Override
    public List<SimulatedFile> formers(String name) {
        return formers.getOrDefault(name, List.of());
    }

    @Override
    public String left() {
        return open == 0 ? "" : "sources and sinks that are open: " + open;
    }

    @Override
    public void close() {}

    /// The octets of that name, if there are any.
    Optional<byte[]> stored(String name) {
        return Optional.ofNullable(files.get(name)).map(SimulatedFile::octets);
    }

    /// Names in the order in which uploads got them.
    List<String> commits() {
        return commits;
    }

    /// Sources and sinks that were not closed.
    int open() {
        return open;
    }

    @Override
    public Optional<Resolution> read(ContentRequest request) {
        var file = files.get(request.name());
        if (file == null) return Optional.empty();
        boolean octet = request.mode() == Mode.OCTET;
        var wire = octet ? file : SimulatedFile.of(netascii(file.octets()));
        open++;
        return Optional.of(new Resolution.Found(new MemorySource(wire), request.name(), List.of()));
    }

    @Override
    public Optional<Resolution> write(ContentRequest request) {
        if (policy == WritePolicy.NONE) return refused(ErrorCode.ACCESS_VIOLATION, "Writing is not allowed");
        if (policy == WritePolicy.CREATE && files.containsKey(request.name()))
            return refused(ErrorCode.FILE_ALREADY_EXISTS, "File already exists");
        open++;
        return Optional.of(
                new Resolution.Accepted(new MemorySink(request.name(), request.mode()), request.name(), List.of()));
    }

    private static Optional<Resolution> refused(ErrorCode code, String text) {
        return Optional.of(new Resolution.Refused(refusal(code, text)));
    }

    static Refusal refusal(ErrorCode code, String text) {
        return new Refusal(code, text, text, "");
    }

    /// As it goes over the wire.
    static byte[] netascii(byte[] text) {
        var encoder = new NetasciiEncoder();
        var into = ByteBuffer.allocate(2 * text.length);
        encoder.encode(ByteBuffer.wrap(text), into);
        byte[] wire = new byte[into.flip().remaining()];
        into.get(wire);
        return wire;
    }

    private final class MemorySource implements Source {
        private final SimulatedFile file;
        private boolean closed;

        MemorySource(SimulatedFile file) {
            this.file = file;
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(file.length());
        }

        @Override
        public Ready prepare(long position) throws ContentException {
            if (closed) throw new IllegalStateException("closed");
            if (position > changed) throw new ContentException(refusal(ErrorCode.NOT_DEFINED, "The file has changed"));
            long whole = (position + chunk - 1) / chunk * chunk;
            long end = file.length();
            return new Ready(Math.min(whole, end), whole >= end);
        }

        @Override
        public int read(long position, ByteBuffer into) {
            if (closed) throw new IllegalStateException("closed");
            return file.read(position, into);
        }

        @Override
        public void close() {
            if (closed) throw new IllegalStateException("closed twice");
            closed = true;
            open--;
        }
    }

    private final class MemorySink implements Sink {
        private final String name;
        private final ByteArrayOutputStream part = new ByteArrayOutputStream();
        private long length;
        private boolean asExpected = true;
        private final Optional<NetasciiDecoder> decoder;
        private boolean committed;
        private boolean closed;

        MemorySink(String name, Mode mode) {
            this.name = name;
            decoder = mode == Mode.NETASCII ? Optional.of(new NetasciiDecoder()) : Optional.empty();
        }

        @Override
        public void write(ByteBuffer octets) throws ContentException {
            if (closed || committed) throw new IllegalStateException("closed or committed");
            if (part.size() + octets.remaining() > full)
                throw new ContentException(refusal(ErrorCode.DISK_FULL, "Disk full"));
            if (expected.isPresent()) {
                asExpected &= expected.get().has(length, octets);
                length += octets.remaining();
                return;
            }
            var text = ByteBuffer.allocate(octets.remaining() + 1);
            if (decoder.isPresent()) decoder.get().decode(octets, text);
            else text.put(octets);
            keep(text);
        }

        private void keep(ByteBuffer text) {
            part.write(text.array(), 0, text.flip().remaining());
        }

        private SimulatedFile stored() {
            boolean whole =
                    asExpected && length == expected.map(SimulatedFile::length).orElse(-1L);
            return whole ? expected.orElseThrow() : SimulatedFile.of(part.toByteArray());
        }

        @Override
        public void commit() throws ContentException {
            if (closed || committed) throw new IllegalStateException("closed or committed");
            var rest = ByteBuffer.allocate(1);
            decoder.ifPresent(d -> d.finish(rest));
            keep(rest);
            if (commitsFail) throw new ContentException(refusal(ErrorCode.NOT_DEFINED, "Cannot store the file"));
            var former = files.get(name);
            if (policy == WritePolicy.CREATE && former != null)
                throw new ContentException(refusal(ErrorCode.FILE_ALREADY_EXISTS, "File already exists"));
            if (policy == WritePolicy.VERSION && former != null)
                formers.computeIfAbsent(name, _ -> new ArrayList<>()).add(former);
            files.put(name, stored());
            commits.add(name);
            committed = true;
        }

        @Override
        public void close() {
            if (closed) throw new IllegalStateException("closed twice");
            closed = true;
            open--;
        }
    }
}

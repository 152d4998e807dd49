package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.linux.Linux;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// A directory that is served, as tests ask it.
record Served(DirectoryProvider provider) implements AutoCloseable {
    static final Peer PEER = Peer.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 2070));

    /// The kinds of tree that this system has; every test of a rule runs over all of them.
    static Stream<Tree.Kind> kinds() throws IOException {
        return Stream.of(Tree.Kind.values()).filter(Served::isHere);
    }

    private static boolean isHere(Tree.Kind kind) {
        try {
            return switch (kind) {
                case LINUX -> Linux.available();
                case SECURE -> SecureDirectory.isAvailable(Path.of(System.getProperty("java.io.tmpdir")));
                case PATHS -> true;
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Served by(Tree.Kind kind, Root root) throws IOException {
        return new Served(DirectoryProvider.open(root, kind));
    }

    Resolution read(String name) {
        return read(name, Mode.OCTET, OptionalLong.empty());
    }

    Resolution read(String name, Mode mode, OptionalLong size) {
        return provider.read(new ContentRequest(PEER, name, mode, size)).orElseThrow();
    }

    Resolution.Found found(String name) {
        return (Resolution.Found) read(name);
    }

    /// The content of a name, as text; a refusal as its error number, for one line in a test.
    String content(String name) {
        return switch (read(name)) {
            case Resolution.Found found -> new String(octets(found.source()), StandardCharsets.UTF_8);
            case Resolution.Refused refused ->
                "ERROR " + refused.refusal().code().value();
            case Resolution.Accepted _ -> throw new AssertionError("a read is not accepted");
        };
    }

    Refusal refusal(String name) {
        return ((Resolution.Refused) read(name)).refusal();
    }

    Resolution write(String name) {
        return write(name, Mode.OCTET, OptionalLong.empty());
    }

    Resolution write(String name, Mode mode, OptionalLong size) {
        return provider.write(new ContentRequest(PEER, name, mode, size)).orElseThrow();
    }

    Sink sink(String name) {
        var resolution = write(name);
        assertThat(resolution).as("write of %s", name).isInstanceOf(Resolution.Accepted.class);
        return ((Resolution.Accepted) resolution).sink();
    }

    ErrorCode writeRefused(String name) {
        var resolution = write(name);
        if (resolution instanceof Resolution.Accepted accepted) accepted.sink().close();
        assertThat(resolution).as("write of %s", name).isInstanceOf(Resolution.Refused.class);
        return ((Resolution.Refused) resolution).refusal().code();
    }

    /// All of it, as a transfer would: prepared ahead, read in blocks.
    static byte[] octets(Source source) {
        try (source) {
            var all = new ByteArrayOutputStream();
            var block = ByteBuffer.allocateDirect(1428);
            long position = 0;
            while (true) {
                var ready = source.prepare(position + 4L * block.capacity());
                while (position < ready.octets()) position += block(source, position, block, all);
                source.release(position);
                if (ready.end()) return all.toByteArray();
            }
        } catch (IOException | ContentException e) {
            throw new AssertionError(e);
        }
    }

    private static int block(Source source, long position, ByteBuffer block, ByteArrayOutputStream all)
            throws IOException {
        int count = source.read(position, block.clear());
        var octets = new byte[count];
        block.flip().get(octets);
        all.writeBytes(octets);
        return count;
    }

    static void put(Sink sink, String text) throws ContentException {
        try (sink) {
            sink.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            sink.commit();
        }
    }

    @Override
    public void close() {
        provider.close();
    }
}

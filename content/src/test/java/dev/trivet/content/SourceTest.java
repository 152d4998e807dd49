package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.wire.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// ```
/// root/  image (2.5 MiB, random)   text "a\nb\rc\r\n"   big (17 MiB of text)   new-image
/// ```
@ParameterizedClass
@MethodSource("dev.trivet.content.Served#kinds")
class SourceTest {
    private static final int MIB = 1024 * 1024;
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    private final Tree.Kind kind;

    @TempDir
    Path root;

    byte[] image = {};
    Instant now = Instant.parse("2026-11-21T00:00:00Z");
    Served served;

    SourceTest(Tree.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void tree() throws IOException {
        image = new byte[5 * MIB / 2];
        new Random(1).nextBytes(image);
        Files.write(root.resolve("image"), image);
        Files.setLastModifiedTime(root.resolve("image"), FileTime.from(THEN));
        Files.writeString(root.resolve("text"), "a\nb\rc\r\n");
        InstantSource clock = () -> now;
        served = Served.by(kind, Root.at(root).clock(clock));
    }

    @AfterEach
    void close() {
        served.close();
    }

    private Source source(String name) {
        return served.found(name).source();
    }

    private Source text(String name, boolean withSize) {
        var size = withSize ? OptionalLong.of(0) : OptionalLong.empty();
        return ((Resolution.Found) served.read(name, Mode.NETASCII, size)).source();
    }

    private static byte[] read(Source source, long position, int octets) throws IOException {
        var buffer = ByteBuffer.allocateDirect(octets);
        var read = new byte[source.read(position, buffer)];
        buffer.flip().get(read);
        return read;
    }

    @Test
    void aFileIsSentAsItIs() {
        assertThat(source("image").length()).hasValue(image.length);
        assertThat(Served.octets(source("image"))).isEqualTo(image);
    }

    @Test
    void chunksOfOneMebibyteAreReadyAtOnce() throws Exception {
        try (var source = source("image")) {
            assertThat(source.prepare(0)).isEqualTo(new Source.Ready(0, false));
            assertThat(source.prepare(1)).isEqualTo(new Source.Ready(MIB, false));
            assertThat(source.prepare(MIB)).isEqualTo(new Source.Ready(MIB, false));
            assertThat(source.prepare(2L * MIB + 1)).isEqualTo(new Source.Ready(image.length - 1, false));
            assertThat(source.prepare(Long.MAX_VALUE)).isEqualTo(new Source.Ready(image.length, true));
            assertThat(read(source, image.length - 3, 10)).hasSize(3);
            assertThat(read(source, image.length, 10)).isEmpty();
        }
    }

    @Test
    void theEndOfAFileThatChangedIsNeverReady() throws Exception {
        var file = Files.write(root.resolve("config"), new byte[200_000]);
        try (var source = source("config")) {
            assertThat(source.prepare(1)).isEqualTo(new Source.Ready(199_999, false));
            Files.write(file, new byte[200_001]);
            assertThatThrownBy(() -> source.prepare(200_000))
                    .isInstanceOfSatisfying(
                            ContentException.class,
                            e -> assertThat(e.refusal().text()).isEqualTo("File changed while it was sent"));
        }
    }

    @Test
    void aSmallFileIsSentAsItWasWhateverBecomesOfIt() throws Exception {
        var old = new byte[20_000];
        Arrays.fill(old, (byte) 'o');
        var file = Files.write(root.resolve("phone"), old);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        try (var source = source("phone")) {
            assertThat(source.prepare(1)).isEqualTo(new Source.Ready(20_000, true));
            Files.write(file, new byte[10]);
            assertThat(Served.octets(source)).isEqualTo(old);
        }
    }

    @Test
    void anEmptyFileIsReadyAtOnce() throws Exception {
        Files.createFile(root.resolve("empty"));
        try (var source = source("empty")) {
            assertThat(source.length()).hasValue(0);
            assertThat(source.prepare(512)).isEqualTo(new Source.Ready(0, true));
        }
    }

    @Test
    void allTransfersOfAVersionShareItsDescriptor() throws Exception {
        var sources = new ArrayList<Source>();
        for (int i = 0; i < 100; i++) sources.add(source("image"));
        assertThat(served.provider().openVersions()).isEqualTo(1);
        sources.removeLast().close();
        assertThat(sources.getFirst().prepare(1).octets()).isEqualTo(MIB);
        sources.forEach(Source::close);
        assertThat(served.provider().openVersions()).isZero();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // its file keys do not tell a replaced file from a changed one
    void aFileThatIsReplacedByRenameIsSentToItsEnd() throws Exception {
        try (var source = source("image")) {
            source.prepare(1);
            Files.writeString(root.resolve("new-image"), "new");
            Files.move(root.resolve("new-image"), root.resolve("image"), StandardCopyOption.ATOMIC_MOVE);
            assertThat(served.content("image")).isEqualTo("new");
            assertThat(Served.octets(source)).isEqualTo(image);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatIsDeletedIsSentToItsEnd() throws Exception {
        var source = source("image");
        source.prepare(1);
        Files.delete(root.resolve("image"));
        assertThat(served.content("image")).isEqualTo("ERROR 1");
        assertThat(Served.octets(source)).isEqualTo(image);
    }

    @Test
    void aFileThatChangesInPlaceEndsTheTransfersOfTheOldVersionAndOnlyThose() throws Exception {
        try (var old = source("image")) {
            old.prepare(1);
            Files.writeString(root.resolve("image"), "x", StandardOpenOption.WRITE);
            Files.setLastModifiedTime(root.resolve("image"), FileTime.from(THEN.plusSeconds(1)));
            try (var fresh = source("image")) {
                assertThatThrownBy(() -> old.prepare(2L * MIB)).isInstanceOfSatisfying(ContentException.class, e -> {
                    assertThat(e.refusal().code().value()).isZero();
                    assertThat(e.refusal().text()).isEqualTo("File changed while it was sent");
                });
                assertThat(fresh.prepare(Long.MAX_VALUE).end()).isTrue();
                assertThat(read(fresh, 0, 1)).containsExactly('x');
            }
        }
    }

    @Test
    void aFileThatIsTruncatedIsNoticedByWhoeverReads() throws Exception {
        try (var source = source("image")) {
            source.prepare(1);
            Files.write(root.resolve("image"), new byte[10]);
            assertThatThrownBy(() -> read(source, 0, 100)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> source.prepare(2L * MIB)).isInstanceOf(ContentException.class);
        }
    }

    @Test
    void aClosedSourceTouchesNothing() {
        var source = source("image");
        source.close();
        assertThatThrownBy(() -> read(source, 0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> source.prepare(1)).isInstanceOf(ContentException.class);
    }

    @Test
    void netasciiIsEncodedAcrossPieces() throws Exception {
        assertThat(new String(Served.octets(text("text", false)), StandardCharsets.US_ASCII))
                .isEqualTo("a\r\nb\r\0c\r\0\r\n");
        // every octet doubles: 200,000 of them end in the middle of pieces of every size
        Files.writeString(root.resolve("lines"), "\n".repeat(100_001) + "x");
        assertThat(new String(Served.octets(text("lines", false)), StandardCharsets.US_ASCII))
                .isEqualTo("\r\n".repeat(100_001) + "x");
    }

    @Test
    void theNetasciiLengthIsTrueAndToldOnlyWhereAskedFor() throws Exception {
        try (var asked = text("text", true);
                var notAsked = text("text", false)) {
            assertThat(asked.length()).hasValue(11);
            assertThat(notAsked.length()).isEmpty();
        }
        Files.writeString(root.resolve("text"), "\n\n");
        Files.setLastModifiedTime(root.resolve("text"), FileTime.from(THEN));
        try (var changed = text("text", true)) {
            assertThat(changed.length()).hasValue(4);
        }
    }

    @Test
    void aLargeFileIsNotScannedForItsNetasciiLength() throws Exception {
        Files.write(root.resolve("big"), new byte[16 * MIB + 1]);
        try (var source = text("big", true)) {
            assertThat(source.length()).isEmpty();
        }
    }

    @Test
    void netasciiIsKeptUntilItIsReleased() throws Exception {
        Files.writeString(root.resolve("lines"), "0123456789abcde\n".repeat(20_000));
        try (var source = text("lines", false)) {
            assertThat(source.prepare(200_000).octets()).isGreaterThanOrEqualTo(200_000);
            assertThat(read(source, 17, 17)).asString(StandardCharsets.US_ASCII).isEqualTo("0123456789abcde\r\n");
            source.release(150_000);
            assertThat(read(source, 150_000, 4)).hasSize(4);
            assertThatThrownBy(() -> read(source, 0, 4)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aChunkIsReadThroughAgainOnlyAfterSomeTime() throws Exception {
        var file = new CountingFile(10L * MIB);
        var version = new FileVersion(file, file.state(), new Snapshots(), () -> now);
        assertThat(version.warm(0, MIB)).isTrue();
        assertThat(version.warm(0, MIB)).isTrue();
        assertThat(file.readThrough).isEqualTo(MIB);
        now = now.plus(Duration.ofMinutes(1));
        assertThat(version.warm(0, 2L * MIB)).isTrue();
        assertThat(file.readThrough).isEqualTo(3L * MIB);
        now = now.minus(Duration.ofHours(1)); // the clock was set back
        assertThat(version.warm(0, MIB)).isTrue();
        assertThat(file.readThrough).isEqualTo(4L * MIB);
    }

    @Test
    void aFileOfTheLargestSizeCostsNoMemoryToRemember() throws Exception {
        var file = new CountingFile(Long.MAX_VALUE);
        var version = new FileVersion(file, file.state(), new Snapshots(), () -> now);
        long position = Long.MAX_VALUE - MIB;
        assertThat(version.warm(position, Long.MAX_VALUE - 1)).isTrue();
        assertThat(file.readThrough).isGreaterThan(0);
        try (var source = new FileSource(version, "large", () -> {})) {
            assertThat(source.prepare(1)).isEqualTo(new Source.Ready(MIB, false));
        }
    }

    @Test
    void octetsInMemoryAreReadyFromTheStart() throws Exception {
        try (var source = BytesSource.of("content".getBytes(StandardCharsets.US_ASCII))) {
            assertThat(source.length()).hasValue(7);
            assertThat(source.prepare(1)).isEqualTo(new Source.Ready(7, true));
            assertThat(read(source, 5, 10)).asString(StandardCharsets.US_ASCII).isEqualTo("nt");
            assertThat(read(source, 9, 10)).isEmpty();
        }
    }

    /// A file of zeros that counts what is read through.
    private static final class CountingFile implements OpenFile {
        private final FileState state;
        long readThrough;

        CountingFile(long size) {
            this.state = new FileState(FileState.Kind.REGULAR, "counting", size, THEN, FileState.NO_PERMISSIONS);
        }

        @Override
        public FileState state() {
            return state;
        }

        @Override
        public int read(ByteBuffer into, long position) {
            throw new AssertionError("only read through");
        }

        @Override
        public long readThrough(long position, long octets) {
            readThrough += octets;
            return octets;
        }

        @Override
        public boolean isBeingWritten() {
            return false;
        }

        @Override
        public boolean tryLockShared() {
            return true;
        }

        @Override
        public void close() {}
    }
}

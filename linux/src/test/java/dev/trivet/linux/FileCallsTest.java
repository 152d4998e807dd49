package dev.trivet.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// ```
/// dir/  file "0123456789"
/// ```
@EnabledIf(value = "dev.trivet.linux.Linux#available", disabledReason = "needs Linux with openat2")
class FileCallsTest {
    @TempDir
    Path dir;

    Path path;

    @BeforeEach
    void aFileOfTenOctets() throws IOException {
        path = Files.writeString(dir.resolve("file"), "0123456789");
    }

    private Fd open(OpenHow how) throws IOException {
        return DirectoryCalls.open(path.toString().getBytes(StandardCharsets.UTF_8), how);
    }

    private Fd open() throws IOException {
        return open(new OpenHow(OpenHow.O_RDWR | OpenHow.O_CLOEXEC, 0, 0));
    }

    @Test
    void readsByPositionIntoDirectAndHeapBuffers() throws IOException {
        try (var file = open()) {
            for (var buffer : new ByteBuffer[] {ByteBuffer.allocateDirect(8), ByteBuffer.allocate(8)}) {
                buffer.position(2).limit(6);
                assertThat(FileCalls.read(file, buffer, 3)).isEqualTo(4);
                assertThat(buffer.position()).isEqualTo(6);
                assertThat(StandardCharsets.US_ASCII.decode(buffer.position(2)).toString())
                        .isEqualTo("3456");
            }
        }
    }

    @Test
    void readsLessAtTheEndOfTheFileAndNothingBehindIt() throws IOException {
        try (var file = open()) {
            assertThat(FileCalls.read(file, ByteBuffer.allocateDirect(8), 7)).isEqualTo(3);
            assertThat(FileCalls.read(file, ByteBuffer.allocateDirect(8), 10)).isZero();
            assertThat(FileCalls.readThrough(file, 4, 1000)).isEqualTo(6);
        }
    }

    @Test
    void writesAllOfABufferByPosition() throws IOException {
        byte[] large = new byte[3 * Scratch.COPY_OCTETS + 5];
        Arrays.fill(large, (byte) 'x');
        try (var file = open()) {
            FileCalls.write(file, ByteBuffer.wrap(large), 2);
            FileCalls.write(
                    file,
                    ByteBuffer.allocateDirect(2).put((byte) 'a').put((byte) 'b').flip(),
                    0);
            FileCalls.force(file);
            FileCalls.forceContent(file);
        }
        assertThat(Files.readAllBytes(path))
                .hasSize(large.length + 2)
                .startsWith('a', 'b', 'x')
                .endsWith('x');
    }

    @Test
    void tellsStatusAsTheSystemDoes() throws IOException {
        var time = Instant.parse("2024-02-29T12:34:56.123456789Z");
        Files.setLastModifiedTime(path, FileTime.from(time));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-x--x"));
        try (var file = open()) {
            var status = FileCalls.status(file);
            assertThat(status.kind()).isEqualTo(FileStatus.Kind.REGULAR);
            assertThat(status.permissions()).isEqualTo(0651);
            assertThat(status.size()).isEqualTo(10);
            assertThat(status.modified()).isEqualTo(time);
            assertThat(status.inode()).isEqualTo(Files.getAttribute(path, "unix:ino"));
            assertThat(status.owner()).isEqualTo(Files.getAttribute(path, "unix:uid"));
            assertThat(status.group()).isEqualTo(Files.getAttribute(path, "unix:gid"));
        }
    }

    @Test
    void setsSizeAndPermissions() throws IOException {
        try (var file = open()) {
            FileCalls.setSize(file, 4);
            FileCalls.setPermissions(file, 0600);
            FileCalls.setOwner(file, -1, -1);
        }
        assertThat(path).hasContent("0123");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    @NeedsRoot
    void setsTheOwner() throws IOException {
        try (var file = open()) {
            FileCalls.setOwner(file, 12345, 54321);
            assertThat(FileCalls.status(file))
                    .extracting(FileStatus::owner, FileStatus::group)
                    .containsExactly(12345, 54321);
        }
    }

    @Test
    void aLockIsHeldUntilTheDescriptorIsClosed() throws IOException {
        try (var other = open()) {
            try (var file = open()) {
                assertThat(FileCalls.tryLock(file)).isTrue();
                assertThat(FileCalls.tryLock(other)).isFalse();
            }
            assertThat(FileCalls.tryLock(other)).isTrue();
        }
    }

    @Test
    void sharedLocksAgreeWithEachOtherOnly() throws IOException {
        try (var file = open();
                var reader = open(new OpenHow(OpenHow.O_RDONLY, 0, 0));
                var other = open()) {
            assertThat(FileCalls.tryLockShared(file)).isTrue();
            assertThat(FileCalls.tryLockShared(reader)).isTrue();
            assertThat(FileCalls.tryLock(other)).isFalse();
        }
    }

    @Test
    void aLockMeetsTheLocksOfTheJdk() throws IOException {
        try (var file = open();
                var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            assertThat(FileCalls.tryLock(file)).isTrue();
            assertThat(channel.tryLock()).isNull();
        }
    }

    @Test
    void freeSpaceIsThatOfTheFileSystem() throws IOException {
        try (var file = open()) {
            long asTheJdkSees = Files.getFileStore(path).getUsableSpace();
            assertThat(FileCalls.freeOctets(file)).isBetween(asTheJdkSees / 2, asTheJdkSees * 2);
        }
    }

    @Test
    void anErrorNamesCallAndNumberButNoPath() throws IOException {
        try (var file = open(new OpenHow(OpenHow.O_RDONLY, 0, 0))) {
            assertThatThrownBy(() -> FileCalls.write(file, ByteBuffer.wrap(new byte[1]), 0))
                    .isInstanceOfSatisfying(LinuxException.class, e -> {
                        assertThat(e.call()).isEqualTo("pwrite");
                        assertThat(e.errno()).isEqualTo(Errno.EBADF);
                        assertThat(e.number()).isEqualTo(9);
                    })
                    .hasMessage("pwrite: EBADF (9)");
        }
    }

    @Test
    void aClosedDescriptorIsNeverUsedAgain() throws IOException {
        var file = open();
        file.close();
        file.close();
        assertThatThrownBy(() -> FileCalls.status(file)).isInstanceOf(IllegalStateException.class);
    }
}

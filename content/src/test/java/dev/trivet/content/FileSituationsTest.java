package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trivet.explain.Explanation;
import dev.trivet.explain.Situation;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Those that `SituationsTest` of the server cannot produce on every machine: root may read everything, a disk is
/// rarely full, and few are Windows.
@DisplayName("Situations of files and file systems, told in their own words")
class FileSituationsTest {
    private static final String USER = "user " + System.getProperty("user.name");

    @TempDir
    Path root;

    private static Explanation thrown(ThrowingCallable call) {
        return catchThrowableOfType(ContentException.class, call).refusal().explanation();
    }

    private static void assertTold(Explanation told, Situation situation, String cause, String remedy) {
        assertThat(told).isEqualTo(new Explanation(situation, cause, remedy));
    }

    @Test
    void nameThatWindowsKeepsForItself() {
        assertTold(
                thrown(() -> PathName.parse("boot/NUL.txt", true)),
                Situation.NAME_RESERVED,
                "Windows keeps the name \"NUL.txt\" for itself",
                "give the file, and the client, another name");
    }

    @Test
    void directoryOnTheWayThatLetsNobodyThrough() throws IOException {
        var closed = Files.createDirectory(root.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-------"));
        var rights = new Rights(directory -> !directory.equals(closed), _ -> false);
        var told = rights.notReadable("closed/deep/a", closed.resolve("deep/a"), "Permission denied")
                .refusal()
                .explanation();
        assertThat(told.situation()).isEqualTo(Situation.DIRECTORY_CLOSED);
        assertThat(told.cause())
                .startsWith("\"closed/deep/a\" may not be opened: \"" + closed + "\" (rw------- ")
                .endsWith(") does not let " + USER + " through");
        assertThat(told.remedy())
                .isEqualTo("give that directory x for " + USER + " (chmod o+x), or run the server as somebody who may");
    }

    @Test
    @NeedsAnOrdinaryUser
    void directoryOnTheWayThatReallyLetsNobodyThrough() throws IOException {
        var closed = Files.createDirectories(root.resolve("closed"));
        Files.writeString(closed.resolve("a"), "octets");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-------"));
        try (var provider = DirectoryProvider.open(Root.at(root))) {
            assertThat(Asking.of(provider).refusedRead("closed/a").situation()).isEqualTo(Situation.DIRECTORY_CLOSED);
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void fileThatItsRightsWouldAllow() {
        var rights = new Rights(_ -> true, _ -> true);
        assertTold(
                rights.notReadable("a", root.resolve("a"), "Permission denied")
                        .refusal()
                        .explanation(),
                Situation.NOT_READABLE_BY_POLICY,
                "\"a\" may not be opened: Permission denied",
                "its rights would allow it: SELinux (ls -Z, restorecon -R) or AppArmor may forbid it");
    }

    @Test
    void diskThatIsFull() throws Exception {
        try (var tree = Tree.open(Root.at(root), Tree.Kind.best(root))) {
            var directory = new FaultyDirectory(tree.root().directory());
            directory.roomOctets = 10;
            var part = Part.create(new Place(directory, "a", Optional.empty(), false), "a");
            try (var sink = new FileSink(part, new Commit(Root.at(root).write(WritePolicy.CREATE)), Mode.OCTET)) {
                var told = thrown(() -> sink.write(ByteBuffer.allocate(100)));
                assertThat(told.situation()).isEqualTo(Situation.DISK_FULL);
                assertThat(told.cause()).startsWith("\"a\" cannot be stored: ").doesNotContain("{", "}");
                assertThat(told.remedy()).isEqualTo("make room, or set a quota higher");
            }
        }
    }

    @Test
    void fileThatCannotBeReadAnyMore() throws Exception {
        Files.write(root.resolve("a"), new byte[100_000]);
        try (var tree = Tree.open(Root.at(root), Tree.Kind.best(root));
                var file = tree.read(PathName.parse("a", false))) {
            var state = file.state();
            var version = new FileVersion(new TornFile(file), state, new Snapshots(), InstantSource.system());
            var source = new NetasciiSource(version, "a", OptionalLong.empty(), () -> {});
            assertTold(
                    thrown(() -> source.prepare(1)),
                    Situation.READ_FAILED,
                    "\"a\" cannot be read: java.io.IOException: Input/output error",
                    "look at the disk, or the network file system");
        }
    }

    /// A file on a disk that fails.
    private record TornFile(OpenFile file) implements OpenFile {
        @Override
        public FileState state() throws IOException {
            return file.state();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            throw new IOException("Input/output error");
        }

        @Override
        public long readThrough(long position, long octets) throws IOException {
            throw new IOException("Input/output error");
        }

        @Override
        public boolean isBeingWritten() throws IOException {
            return file.isBeingWritten();
        }

        @Override
        public boolean tryLockShared() throws IOException {
            return file.tryLockShared();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}

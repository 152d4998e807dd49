package dev.trivet.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// ```
/// outside  "secret"
/// dir/     file "content"   sub/
///          inner -> file    up -> ../outside    absolute -> /...outside
/// ```
@EnabledIf(value = "dev.trivet.linux.Linux#available", disabledReason = "needs Linux with openat2")
class DirectoryCallsTest {
    @TempDir
    Path temp;

    Path dir;
    Fd root;

    @BeforeEach
    void tree() throws IOException {
        var outside = Files.writeString(temp.resolve("outside"), "secret");
        dir = Files.createDirectory(temp.resolve("dir"));
        Files.writeString(dir.resolve("file"), "content");
        Files.createDirectory(dir.resolve("sub"));
        Files.createSymbolicLink(dir.resolve("inner"), Path.of("file"));
        Files.createSymbolicLink(dir.resolve("up"), Path.of("../outside"));
        Files.createSymbolicLink(dir.resolve("absolute"), outside);
        root = DirectoryCalls.open(octets(dir.toString()), OpenHow.DIRECTORY_PATH);
    }

    @AfterEach
    void close() {
        root.close();
    }

    private static byte[] octets(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private void refused(String name, OpenHow how, Errno errno) {
        assertThatThrownBy(() -> DirectoryCalls.open(root, octets(name), how).close())
                .isInstanceOfSatisfying(
                        LinuxException.class, e -> assertThat(e.errno()).isEqualTo(errno));
    }

    @Test
    void opensBeneathAndNowhereElse() throws IOException {
        DirectoryCalls.open(root, octets("file"), OpenHow.READ_BENEATH).close();
        DirectoryCalls.open(root, octets("sub/../inner"), OpenHow.READ_BENEATH).close();
        refused("up", OpenHow.READ_BENEATH, Errno.EXDEV);
        refused("absolute", OpenHow.READ_BENEATH, Errno.EXDEV);
        refused("../outside", OpenHow.READ_BENEATH, Errno.EXDEV);
        refused("nothing", OpenHow.READ_BENEATH, Errno.ENOENT);
        refused("x".repeat(5000), OpenHow.READ_BENEATH, Errno.ENAMETOOLONG);
    }

    @Test
    void byNameNoLinkIsFollowed() throws IOException {
        refused("inner", OpenHow.READ_NAME, Errno.ELOOP);
        refused("inner", OpenHow.DIRECTORY_NAME, Errno.ENOTDIR);
        DirectoryCalls.open(root, octets("sub"), OpenHow.DIRECTORY_NAME).close();
        assertThat(DirectoryCalls.status(root, octets("inner")).kind()).isEqualTo(FileStatus.Kind.LINK);
        assertThat(DirectoryCalls.readLink(root, octets("up"))).isEqualTo(octets("../outside"));
    }

    @Test
    void listsNamesWithTheirKinds() throws IOException {
        var found = new TreeMap<String, FileStatus.Kind>();
        try (var readable = DirectoryCalls.open(root, octets("."), OpenHow.READ_DIRECTORY)) {
            DirectoryCalls.list(readable, (name, kind) -> {
                found.put(new String(name, StandardCharsets.UTF_8), kind);
                return true;
            });
        }
        assertThat(found).containsOnlyKeys("absolute", "file", "inner", "sub", "up");
        assertThat(found.get("sub")).isIn(FileStatus.Kind.DIRECTORY, FileStatus.Kind.UNKNOWN);
    }

    @Test
    void listsMoreThanOneCallHolds() throws IOException {
        var expected = new TreeSet<String>();
        for (int i = 0; i < 1500; i++) {
            var name = "%04d-".formatted(i) + "n".repeat(i % 200);
            expected.add(name);
            Files.createFile(dir.resolve("sub").resolve(name));
        }
        var found = new TreeSet<String>();
        try (var readable = DirectoryCalls.open(root, octets("sub"), OpenHow.READ_DIRECTORY)) {
            DirectoryCalls.list(readable, (name, _) -> found.add(new String(name, StandardCharsets.UTF_8)));
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void aListingEndsWhenAsked() throws IOException {
        var found = new TreeSet<String>();
        try (var readable = DirectoryCalls.open(root, octets("."), OpenHow.READ_DIRECTORY)) {
            DirectoryCalls.list(readable, (name, _) -> {
                found.add(new String(name, StandardCharsets.UTF_8));
                return found.size() < 2;
            });
        }
        assertThat(found).hasSize(2);
    }

    @Test
    void aNewNameNeverReplaces() throws IOException {
        Files.writeString(dir.resolve("part"), "new");
        assertThatThrownBy(() -> DirectoryCalls.renameToNew(root, octets("part"), octets("file")))
                .isInstanceOfSatisfying(
                        LinuxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST));
        assertThat(dir.resolve("file")).hasContent("content");
        DirectoryCalls.renameToNew(root, octets("part"), octets("fresh"));
        assertThat(dir.resolve("fresh")).hasContent("new");
        assertThat(dir.resolve("part")).doesNotExist();
    }

    @Test
    void linksRenamesAndUnlinks() throws IOException {
        DirectoryCalls.link(root, octets("file"), octets("second"));
        Files.writeString(dir.resolve("part"), "new");
        DirectoryCalls.rename(root, octets("part"), octets("file"));
        assertThat(dir.resolve("file")).hasContent("new");
        assertThat(dir.resolve("second")).hasContent("content");
        DirectoryCalls.unlink(root, octets("second"));
        assertThat(dir.resolve("second")).doesNotExist();
    }

    @Test
    void aNewFileTakesTheUmaskAndNoNameThatIsTaken() throws IOException {
        DirectoryCalls.open(root, octets("made"), OpenHow.newFile(0600)).close();
        assertThat(DirectoryCalls.status(root, octets("made")).permissions()).isEqualTo(0600);
        refused("made", OpenHow.newFile(0600), Errno.EEXIST);
        refused("inner", OpenHow.newFile(0600), Errno.EEXIST);
    }

    @Test
    void writableIsWhatTheProcessMayWrite() {
        assertThat(DirectoryCalls.writable(root, octets("file"))).isTrue();
        assertThat(DirectoryCalls.writable(root, octets("nothing"))).isFalse();
    }

    @Test
    void aNameNeedNotBeText() throws IOException {
        byte[] name = {'a', (byte) 0xFF};
        DirectoryCalls.open(root, name, OpenHow.newFile(0666)).close();
        assertThat(DirectoryCalls.status(root, name).size()).isZero();
        assertThatThrownBy(() -> DirectoryCalls.status(root, new byte[] {'a', 0, 'b'}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

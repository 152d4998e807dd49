package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// ```
/// secret "secret"
/// root/  file "inside"  sub/deep/file "deep"
/// ```
@DisplayName("Names that try everything")
@ParameterizedClass
@MethodSource("dev.trivet.content.Served#kinds")
@DisabledOnOs(OS.WINDOWS) // making links needs a privilege there
class HostileNamesTest {
    private static final int NAMES = 5_000;
    private static final int MOST_PIECES = 9;
    private static final int UPLOADS = 300;

    /// Spellings of "one up" in one system or another, and what may stand around them. `\uDCC0\uDCAE` is the overlong
    /// UTF-8 form of a dot, as the octets C0 AE arrive.
    private static final List<String> PIECES = List.of(
            "..",
            "..",
            "..",
            ".",
            "",
            "...",
            ". .",
            "..\u00A0",
            "%2e%2e",
            "..%2f",
            "%2e%2e%5c",
            "..%c0%af",
            "..%00",
            "..;",
            "\uDCC0\uDCAE\uDCC0\uDCAE",
            "\uFF0E\uFF0E",
            "\u2024\u2024",
            "~",
            "sub",
            "deep",
            "file",
            "secret",
            "SUB",
            "C:",
            "link",
            "sub\\..",
            "\u202E..",
            "..\n",
            "..\u0001",
            "\uDCFF");

    private static final List<String> BETWEEN = List.of("/", "/", "/", "//", "\\", "\\\\", "/./", "\u2215", "%2f", "");

    private final Tree.Kind kind;

    @TempDir
    Path temp;

    Path root;
    Served served;

    HostileNamesTest(Tree.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void tree() throws IOException {
        temp = temp.toRealPath();
        Files.writeString(temp.resolve("secret"), "secret");
        root = Files.createDirectory(temp.resolve("root"));
        Files.writeString(root.resolve("file"), "inside");
        Files.createDirectories(root.resolve("sub/deep"));
        Files.writeString(root.resolve("sub/deep/file"), "deep");
        Files.createSymbolicLink(root.resolve("link"), Path.of(".."));
        served = Served.by(kind, Root.at(root).write(WritePolicy.OVERWRITE).ignoreCase(true));
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void noSpellingOfDotsReadsWhatIsOutside() {
        for (long seed = 0; seed < NAMES; seed++) {
            var name = name(new SplittableRandom(seed));
            assertThat(served.content(name)).as("seed %d: %s", seed, name).isIn("inside", "deep", "ERROR 1", "ERROR 2");
        }
    }

    @Test
    void noSpellingOfDotsWritesThere() throws Exception {
        for (long seed = 0; seed < NAMES / 10; seed++) {
            var name = name(new SplittableRandom(seed));
            if (served.write(name) instanceof Resolution.Accepted accepted) Served.put(accepted.sink(), "written");
        }
        assertThat(temp.resolve("secret")).hasContent("secret");
        assertThat(names(temp)).containsExactly("root", "secret");
        assertThat(temp.resolveSibling("secret")).doesNotExist();
    }

    private static String name(SplittableRandom random) {
        var name = new StringBuilder(random.nextInt(4) == 0 ? "/" : "");
        int pieces = 1 + random.nextInt(MOST_PIECES);
        for (int i = 0; i < pieces; i++) name.append(one(PIECES, random)).append(one(BETWEEN, random));
        return name.append(one(List.of("secret", "root/file", "file", ""), random))
                .toString();
    }

    private static String one(List<String> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }

    @Test
    void namesWithoutEndAreRefused() {
        for (var name : List.of(
                "x".repeat(256),
                "x".repeat(60_000),
                "x/".repeat(5_000) + "file",
                "../".repeat(5_000) + "secret",
                "sub/../".repeat(5_000) + "../secret",
                "./".repeat(20_000) + "../secret",
                "\uDCFF".repeat(60_000)))
            assertThat(served.content(name)).as(name.substring(0, 20)).isIn("ERROR 1", "ERROR 2", "ERROR 0");
        assertThat(served.content("sub/../".repeat(500) + "file")).isEqualTo("inside");
    }

    @Test
    void aSocketIsRefused() throws IOException {
        var at = UnixDomainSocketAddress.of(root.resolve("socket"));
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(at);
            assertThat(served.content("socket")).isEqualTo("ERROR 2");
            assertThat(served.writeRefused("socket")).isNotNull();
        }
    }

    /// Nobody can tell a hard link from the file: who may make one in the root decides what is served.
    @Test
    void aHardLinkInTheRootIsAFileOfTheRoot() throws IOException {
        Files.createLink(root.resolve("hard"), temp.resolve("secret"));
        assertThat(served.content("hard")).isEqualTo("secret");
    }

    /// Replaced by rename, so what the other name holds stays.
    @Test
    void anUploadOverAHardLinkLeavesTheOtherNameAlone() throws Exception {
        Files.createLink(root.resolve("hard"), temp.resolve("secret"));
        Served.put(served.sink("hard"), "new");
        assertThat(root.resolve("hard")).hasContent("new");
        assertThat(temp.resolve("secret")).hasContent("secret");
    }

    @Test
    void anUploadWhileItsDirectoryIsSwappedForALinkNeverStandsOutside() throws Exception {
        assumeTrue(kind != Tree.Kind.PATHS, "paths leave a gap: see PathDirectory");
        Files.createDirectories(temp.resolve("outside/deep"));
        var over = new AtomicBoolean();
        var swapper = Thread.ofPlatform().start(() -> swap(over));
        try {
            for (int i = 0; i < UPLOADS; i++) upload("sub/deep/up" + i % 10);
        } finally {
            over.set(true);
            swapper.join();
        }
        assertThat(upload("sub/deep/after")).isTrue();
        assertThat(names(temp.resolve("outside/deep"))).isEmpty();
        assertThat(names(temp.resolve("outside"))).containsExactly("deep");
    }

    private boolean upload(String name) {
        if (!(served.write(name) instanceof Resolution.Accepted accepted)) return false;
        try {
            Served.put(accepted.sink(), "up");
            return true;
        } catch (ContentException e) {
            return false;
        }
    }

    private void swap(AtomicBoolean over) {
        try {
            while (!over.get()) {
                Files.move(root.resolve("sub"), temp.resolve("kept"), StandardCopyOption.ATOMIC_MOVE);
                Files.createSymbolicLink(root.resolve("sub"), Path.of("../outside"));
                Files.delete(root.resolve("sub"));
                Files.move(temp.resolve("kept"), root.resolve("sub"), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static TreeSet<String> names(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            var names = new TreeSet<String>();
            list.forEach(path -> names.add(path.getFileName().toString()));
            return names;
        }
    }
}

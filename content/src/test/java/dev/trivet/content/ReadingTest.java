package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.linux.DirectoryCalls;
import dev.trivet.linux.OpenHow;
import dev.trivet.wire.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// ```
/// root/  hello "hello"   empty   Boot/BCD "bcd"   Boot/x64/wim "wim"
///        .hello.0123456789abcdef.trivet-part
/// ```
@ParameterizedClass
@MethodSource("dev.trivet.content.Served#kinds")
class ReadingTest {
    private final Tree.Kind kind;

    @TempDir
    Path temp;

    Path root;
    Served served;

    ReadingTest(Tree.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void tree() throws IOException {
        root = Files.createDirectories(temp.resolve("root"));
        Files.createDirectories(root.resolve("Boot/x64"));
        Files.writeString(root.resolve("hello"), "hello");
        Files.createFile(root.resolve("empty"));
        Files.writeString(root.resolve("Boot/BCD"), "bcd");
        Files.writeString(root.resolve("Boot/x64/wim"), "wim");
        Files.writeString(root.resolve(".hello.0123456789abcdef.trivet-part"), "half");
        Files.writeString(temp.resolve("outside"), "secret");
        served = Served.by(kind, Root.at(root));
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void aNameIsAFileOfTheRootWithOrWithoutALeadingSlash() {
        assertThat(served.content("hello")).isEqualTo("hello");
        assertThat(served.content("/hello")).isEqualTo("hello");
        assertThat(served.content("Boot/x64/wim")).isEqualTo("wim");
        assertThat(served.content("empty")).isEmpty();
        assertThat(served.found("/Boot/BCD").name()).isEqualTo("Boot/BCD");
        assertThat(served.found("hello").steps()).isEmpty();
    }

    @Test
    void dotsAreTakenBackInsideTheRoot() {
        assertThat(served.content("Boot/../hello")).isEqualTo("hello");
        assertThat(served.content("./Boot/./x64/../BCD")).isEqualTo("bcd");
    }

    @Test
    void aNameThatLeavesTheRootIsRefusedWhetherOrNotSomethingIsThere() {
        for (var name : Set.of("../outside", "/../outside", "Boot/../../outside", "..", "../nothing", "a/../../b"))
            assertThat(served.content(name)).as(name).isEqualTo("ERROR 2");
    }

    @Test
    void percentSignsAreNeverDecoded() {
        assertThat(served.content("%2e%2e/outside")).isEqualTo("ERROR 1");
        assertThat(served.content("Boot%2FBCD")).isEqualTo("ERROR 1");
    }

    @Test
    void whatIsMissingIsNotFoundAndWhatIsNoFileIsDenied() {
        assertThat(served.content("nothing")).isEqualTo("ERROR 1");
        assertThat(served.content("nothing/at/all")).isEqualTo("ERROR 1");
        assertThat(served.content("Boot")).isEqualTo("ERROR 2");
        assertThat(served.content("Boot/")).isEqualTo("ERROR 2");
        assertThat(served.content("/")).isEqualTo("ERROR 2");
        assertThat(served.content("Boot/..")).isEqualTo("ERROR 2");
    }

    @Test
    void aFileIsNoDirectory() {
        assertThat(served.content("hello/")).isEqualTo("ERROR 1");
        assertThat(served.content("hello/.")).isEqualTo("ERROR 1");
        assertThat(served.content("hello/x")).isEqualTo("ERROR 1");
    }

    @Test
    void emptyControlledAndOverlongNamesAreRefused() {
        for (var name :
                Set.of("", "a\0b", "a\nb", "a\u001Bb", "a\u007Fb", "a\u009Bb", "x".repeat(60_000), "é".repeat(200)))
            assertThat(served.content(name)).as("%d characters", name.length()).isEqualTo("ERROR 2");
        assertThat(served.content("x/".repeat(2040) + "x")).isEqualTo("ERROR 1");
        assertThat(served.content("x".repeat(255))).isEqualTo("ERROR 1");
    }

    @Test
    void thePeerLearnsNoPathAndTheOperatorLearnsTheName() {
        for (var name : Set.of("nothing", "../outside", "Boot", "x".repeat(60_000))) {
            var refusal = served.refusal(name);
            assertThat(refusal.text()).isIn("File not found", "Access violation");
        }
        assertThat(served.refusal("nothing").cause()).startsWith("\"nothing\" not found");
        assertThat(served.refusal("a\u001B[2Jb").cause()).doesNotContain("\u001B");
    }

    @Test
    void unfinishedUploadsAreNeverServed() {
        assertThat(served.content(".hello.0123456789abcdef.trivet-part")).isEqualTo("ERROR 1");
        assertThat(served.refusal(".hello.0123456789abcdef.trivet-par").cause()).doesNotContain("trivet-part");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @EnabledIf(value = "dev.trivet.linux.Linux#available", disabledReason = "needs Linux with openat2")
    void aNameThatIsNoTextIsFoundByItsOctetsWhereTheSystemCan() throws IOException {
        byte[] octets = {'a', (byte) 0xE4, 'b'};
        try (var directory =
                DirectoryCalls.open(root.toString().getBytes(StandardCharsets.UTF_8), OpenHow.DIRECTORY_PATH)) {
            DirectoryCalls.open(directory, octets, OpenHow.newFile(0644)).close();
        }
        assertThat(served.content("a\uDCE4b")).isEqualTo(kind == Tree.Kind.LINUX ? "" : "ERROR 1");
        assertThat(served.content("a\uD800b")).isEqualTo("ERROR 2");
    }

    @Test
    @NeedsAnOrdinaryUser
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatMayNotBeReadIsDenied() throws IOException {
        Files.setPosixFilePermissions(root.resolve("hello"), Set.of());
        assertThat(served.content("hello")).isEqualTo("ERROR 2");
    }

    @Test
    void aRootThatIsMissingOrNoDirectoryStopsTheStart() {
        assertThatThrownBy(() -> Served.by(kind, Root.at(temp.resolve("nothing"))))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Served.by(kind, Root.at(temp.resolve("outside"))))
                .isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> Root.at(root).keepVersions(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesAreOffByDefaultAndTheOperatorLearnsTheSwitch() {
        var refused = (Resolution.Refused) served.write("new");
        assertThat(refused.refusal().code()).isEqualTo(ErrorCode.ACCESS_VIOLATION);
        assertThat(refused.refusal().remedy()).contains("--write create");
    }
}

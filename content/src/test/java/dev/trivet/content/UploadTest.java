package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.linux.DirectoryCalls;
import dev.trivet.linux.FileCalls;
import dev.trivet.linux.OpenHow;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
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
/// root/   config "old", of 2026-01-02 03:04:05   sub/
/// other/  (links may lead here)
/// ```
@ParameterizedClass
@MethodSource("dev.trivet.content.Served#kinds")
class UploadTest {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String VERSION = "config.20260102T030405Z";

    private final Tree.Kind kind;

    @TempDir
    Path temp;

    Path root;
    Path other;
    Path config;
    Served served;

    UploadTest(Tree.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void tree() throws IOException {
        temp = temp.toRealPath();
        root = Files.createDirectory(temp.resolve("root"));
        other = Files.createDirectory(temp.resolve("other"));
        Files.createDirectory(root.resolve("sub"));
        config = Files.writeString(root.resolve("config"), "old");
        Files.setLastModifiedTime(config, FileTime.from(THEN));
        served = Served.by(kind, Root.at(root).write(WritePolicy.CREATE).followLinksTo(List.of(other)));
    }

    @AfterEach
    void close() {
        served.close();
    }

    private void serve(WritePolicy policy) throws IOException {
        serve(Root.at(root).write(policy).followLinksTo(List.of(other)));
    }

    private void serve(Root by) throws IOException {
        served.close();
        served = Served.by(kind, by);
    }

    private static Set<String> names(Path directory) throws IOException {
        var names = new TreeSet<String>();
        try (var list = Files.list(directory)) {
            list.forEach(path -> names.add(path.getFileName().toString()));
        }
        return names;
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void commitRefused(Sink sink, ErrorCode code) {
        try (sink) {
            assertThatThrownBy(sink::commit)
                    .isInstanceOfSatisfying(
                            ContentException.class,
                            e -> assertThat(e.refusal().code()).isEqualTo(code));
        }
    }

    // what may be written

    @Test
    void createMakesNewNamesOnly() throws Exception {
        Served.put(served.sink("new"), "content");
        Served.put(served.sink("/sub/new"), "");
        assertThat(root.resolve("new")).hasContent("content");
        assertThat(root.resolve("sub/new")).isEmptyFile();
        assertThat(served.writeRefused("config")).isEqualTo(ErrorCode.FILE_ALREADY_EXISTS);
        assertThat(config).hasContent("old");
        assertThat(names(root)).containsExactly("config", "new", "sub");
    }

    @Test
    void overwriteReplacesWhatIsThereOnlyAtTheCommit() throws Exception {
        serve(WritePolicy.OVERWRITE);
        try (var sink = served.sink("config")) {
            sink.write(octets("ne"));
            assertThat(config).hasContent("old");
            sink.write(octets("w"));
            assertThat(config).hasContent("old");
            sink.commit();
        }
        assertThat(config).hasContent("new");
        assertThat(names(root)).containsExactly("config", "sub");
    }

    @Test
    void anUploadThatIsNotCommittedLeavesNothing() throws Exception {
        serve(WritePolicy.OVERWRITE);
        var sink = served.sink("config");
        sink.write(octets("half"));
        assertThat(names(root)).hasSize(3).anyMatch(name -> name.matches("\\.config\\.[0-9a-f]{16}\\.trivet-part"));
        sink.close();
        sink.close();
        assertThat(config).hasContent("old");
        assertThat(names(root)).containsExactly("config", "sub");
    }

    @Test
    void noDirectoryIsMadeAndNoneReplaced() throws Exception {
        serve(WritePolicy.OVERWRITE);
        for (var name :
                List.of("nothing/new", "config/new", "sub", "sub/", "config/", "new/", "..", "../new", "/", "a\0b"))
            assertThat(served.writeRefused(name)).as(name).isEqualTo(ErrorCode.ACCESS_VIOLATION);
        assertThat(served.writeRefused(".config.0123456789abcdef.trivet-part")).isEqualTo(ErrorCode.ACCESS_VIOLATION);
        assertThat(names(root)).containsExactly("config", "sub");
        assertThat(temp.resolve("new")).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFifoIsNotReplaced() throws Exception {
        serve(WritePolicy.OVERWRITE);
        assertThat(new ProcessBuilder("mkfifo", root.resolve("fifo").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(served.writeRefused("fifo")).isEqualTo(ErrorCode.ACCESS_VIOLATION);
    }

    @Test
    void aTargetThatBecomesADirectoryMeanwhileIsNotReplaced() throws Exception {
        for (var policy : List.of(WritePolicy.CREATE, WritePolicy.OVERWRITE, WritePolicy.VERSION)) {
            serve(policy);
            var sink = served.sink("new");
            Files.createDirectory(root.resolve("new"));
            commitRefused(
                    sink, policy == WritePolicy.CREATE ? ErrorCode.FILE_ALREADY_EXISTS : ErrorCode.ACCESS_VIOLATION);
            Files.delete(root.resolve("new"));
        }
        assertThat(names(root)).containsExactly("config", "sub");
    }

    @Test
    @NeedsAnOrdinaryUser
    @DisabledOnOs(OS.WINDOWS)
    void whatTheProcessMayNotWriteIsNotReplaced() throws Exception {
        serve(WritePolicy.OVERWRITE);
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("r--r--r--"));
        assertThat(served.writeRefused("config")).isEqualTo(ErrorCode.ACCESS_VIOLATION);
        Files.setPosixFilePermissions(root.resolve("sub"), PosixFilePermissions.fromString("r-xr-xr-x"));
        assertThat(served.writeRefused("sub/new")).isEqualTo(ErrorCode.ACCESS_VIOLATION);
    }

    @Test
    void aLongNameStillHasAPart() throws Exception {
        var name = "é".repeat(127);
        Served.put(served.sink(name), "content");
        assertThat(root.resolve(name)).hasContent("content");
    }

    @Test
    void aNameTooLongForItsVersionsIsRefusedBeforeItIsReplaced() throws Exception {
        Files.writeString(root.resolve("x".repeat(250)), "old");
        serve(WritePolicy.VERSION);
        assertThat(served.writeRefused("x".repeat(250))).isEqualTo(ErrorCode.ACCESS_VIOLATION);
    }

    @Test
    void unfinishedUploadsAreNotServed() throws Exception {
        try (var sink = served.sink("new")) {
            sink.write(octets("half"));
            var part = names(root).stream().filter(PartName::is).findFirst().orElseThrow();
            assertThat(served.content(part)).isEqualTo("ERROR 1");
            assertThat(served.content("new")).isEqualTo("ERROR 1");
        }
    }

    // two writers

    @Test
    void withCreateTheFirstCommitWins() throws Exception {
        var first = served.sink("new");
        var second = served.sink("new");
        first.write(octets("first"));
        second.write(octets("second"));
        second.commit();
        commitRefused(first, ErrorCode.FILE_ALREADY_EXISTS);
        second.close();
        assertThat(root.resolve("new")).hasContent("second");
        assertThat(names(root)).containsExactly("config", "new", "sub");
    }

    @Test
    void withOverwriteTheLastCommitStandsWhole() throws Exception {
        serve(WritePolicy.OVERWRITE);
        var first = served.sink("config");
        var second = served.sink("config");
        first.write(octets("the first one"));
        second.write(octets("second"));
        Served.put(first, "!");
        Served.put(second, "!");
        assertThat(config).hasContent("second!");
    }

    @Test
    void withVersionsEachFormerContentStays() throws Exception {
        serve(WritePolicy.VERSION);
        var first = served.sink("config");
        var second = served.sink("config");
        Served.put(first, "first");
        Files.setLastModifiedTime(config, FileTime.from(THEN));
        Served.put(second, "second");
        assertThat(config).hasContent("second");
        assertThat(root.resolve(VERSION)).hasContent("old");
        assertThat(root.resolve(VERSION + "-2")).hasContent("first");
    }

    // versions

    @Test
    void aVersionIsNamedByItsModificationTime() throws Exception {
        serve(WritePolicy.VERSION);
        Served.put(served.sink("config"), "new");
        assertThat(config).hasContent("new");
        assertThat(root.resolve(VERSION)).hasContent("old");
        assertThat(Files.getLastModifiedTime(root.resolve(VERSION)).toInstant()).isEqualTo(THEN);
        assertThat(names(root)).containsExactly("config", VERSION, "sub");
        assertThat(served.content(VERSION)).isEqualTo("old");
    }

    @Test
    void aNewNameHasNoVersion() throws Exception {
        serve(WritePolicy.VERSION);
        Served.put(served.sink("new"), "content");
        assertThat(names(root)).containsExactly("config", "new", "sub");
    }

    @Test
    void aVersionThatACrashLeftBehindIsNotKeptTwice() throws Exception {
        serve(WritePolicy.VERSION);
        Files.createLink(root.resolve(VERSION), config);
        Served.put(served.sink("config"), "new");
        assertThat(names(root)).containsExactly("config", VERSION, "sub");
    }

    @Test
    void onlyTheLatestVersionsAreKeptAndNothingElseIsTouched() throws Exception {
        serve(Root.at(root).write(WritePolicy.VERSION).keepVersions(2));
        var stay = List.of(
                "config.20200101T000000Z.txt", "config.2020", "config2.20200101T000000Z", "config.20200101T000000Z-x");
        for (var name : stay) Files.writeString(root.resolve(name), "mine");
        Files.createDirectory(root.resolve("config.20190101T000000Z"));
        for (int i = 0; i < 12; i++) {
            Files.setLastModifiedTime(config, FileTime.from(THEN)); // numbers are told apart as numbers: -10 after -9
            Served.put(served.sink("config"), "content " + i);
        }
        assertThat(config).hasContent("content 11");
        assertThat(names(root)).containsAll(stay).contains("config.20190101T000000Z");
        assertThat(names(root).stream().filter(name -> name.startsWith("config.20260102")))
                .hasSize(2);
    }

    @Test
    void noVersionIsKeptWhereNoneIsWanted() throws Exception {
        serve(Root.at(root).write(WritePolicy.VERSION).keepVersions(0));
        Served.put(served.sink("config"), "new");
        assertThat(names(root)).containsExactly("config", "sub");
    }

    // modes, owners, links

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aReplacedFileKeepsItsModeAndANewOneHasThatOfTheUmask() throws Exception {
        serve(WritePolicy.OVERWRITE);
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r-----"));
        Served.put(served.sink("config"), "new");
        assertThat(mode(config)).isEqualTo("rw-r-----");
        Served.put(served.sink("new"), "new");
        assertThat(mode(root.resolve("new"))).isEqualTo(mode(Files.createFile(root.resolve("by-jdk"))));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPrivateFileIsNotReadableWhileItIsReplaced() throws Exception {
        serve(WritePolicy.OVERWRITE);
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        try (var _ = served.sink("config")) {
            var part = names(root).stream().filter(PartName::is).findFirst().orElseThrow();
            assertThat(mode(root.resolve(part))).isEqualTo("rw-------");
        }
    }

    @Test
    @NeedsRoot
    @DisabledOnOs(OS.WINDOWS)
    void aReplacedFileKeepsItsOwner() throws Exception {
        serve(WritePolicy.OVERWRITE);
        Files.setAttribute(config, "unix:uid", 12345);
        Files.setAttribute(config, "unix:gid", 54321);
        Served.put(served.sink("config"), "new");
        assertThat(config).hasContent("new");
        assertThat(Files.getAttribute(config, "unix:uid")).isEqualTo(12345);
        assertThat(Files.getAttribute(config, "unix:gid")).isEqualTo(54321);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anUploadThroughALinkStandsAtItsTarget() throws Exception {
        serve(WritePolicy.VERSION);
        var target = Files.writeString(other.resolve("real"), "old");
        Files.setLastModifiedTime(target, FileTime.from(THEN));
        Files.createSymbolicLink(root.resolve("link"), target);
        Files.createSymbolicLink(root.resolve("sub/inner"), Path.of("../config"));
        try (var sink = served.sink("link")) {
            assertThat(names(other)).anyMatch(PartName::is);
            sink.write(octets("new"));
            sink.commit();
        }
        Served.put(served.sink("sub/inner"), "newer");
        assertThat(Files.isSymbolicLink(root.resolve("link"))).isTrue();
        assertThat(names(other)).containsExactly("real", "real.20260102T030405Z");
        assertThat(target).hasContent("new");
        assertThat(config).hasContent("newer");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkToNothingIsFilledAtItsTarget() throws Exception {
        Files.createSymbolicLink(root.resolve("link"), Path.of("sub/real"));
        Served.put(served.sink("link"), "content");
        assertThat(root.resolve("sub/real")).hasContent("content");
        assertThat(Files.isSymbolicLink(root.resolve("link"))).isTrue();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void noUploadLeavesTheRoot() throws Exception {
        serve(Root.at(root).write(WritePolicy.OVERWRITE));
        Files.writeString(other.resolve("file"), "theirs");
        Files.createSymbolicLink(root.resolve("file"), other.resolve("file"));
        Files.createSymbolicLink(root.resolve("new"), other.resolve("new"));
        Files.createSymbolicLink(root.resolve("directory"), Path.of("../other"));
        for (var name : List.of("file", "new", "directory/file", "directory/new"))
            assertThat(served.writeRefused(name)).as(name).isEqualTo(ErrorCode.ACCESS_VIOLATION);
        assertThat(names(other)).containsExactly("file");
        assertThat(other.resolve("file")).hasContent("theirs");
    }

    // names

    @Test
    @DisabledOnOs({OS.WINDOWS, OS.MAC})
    void aSlipOfTheClientNeverGetsIntoANewName() throws Exception {
        var accepted = (Resolution.Accepted) served.write("sub\\new\uDCFF");
        Served.put(accepted.sink(), "content");
        assertThat(accepted.name()).isEqualTo("sub/new");
        assertThat(accepted.steps()).containsExactly(Variants.FF_STEP, Variants.BACKSLASH_STEP);
        assertThat(root.resolve("sub/new")).hasContent("content");
        assertThat(served.writeRefused("nothing\\new")).isEqualTo(ErrorCode.ACCESS_VIOLATION);
        Served.put(served.sink("/root/sub/other"), "content");
        assertThat(root.resolve("sub/other")).hasContent("content");
    }

    @Test
    @DisabledOnOs({OS.WINDOWS, OS.MAC})
    void whereTheCaseIsIgnoredOneNameIsOneFile() throws Exception {
        serve(Root.at(root).write(WritePolicy.CREATE).ignoreCase(true));
        assertThat(served.writeRefused("CONFIG")).isEqualTo(ErrorCode.FILE_ALREADY_EXISTS);
        serve(Root.at(root).write(WritePolicy.OVERWRITE).ignoreCase(true));
        Served.put(served.sink("CONFIG"), "new");
        Served.put(served.sink("SUB/New"), "content");
        assertThat(config).hasContent("new");
        assertThat(root.resolve("sub/New")).hasContent("content");
        assertThat(names(root)).containsExactly("config", "sub");
    }

    // content

    @Test
    void netasciiIsDecodedAcrossBlocks() throws Exception {
        var sink = ((Resolution.Accepted) served.write("text", Mode.NETASCII, OptionalLong.empty())).sink();
        try (sink) {
            for (var block : List.of("a\r", "\nb\r", "\0c", "\r\n\r")) sink.write(octets(block));
            sink.commit();
        }
        assertThat(Files.readString(root.resolve("text"))).isEqualTo("a\nb\rc\n\r");
    }

    @Test
    void aLargeUploadIsForcedOnTheWayAndWhole() throws Exception {
        var block = ByteBuffer.allocateDirect(64 * 1024);
        try (var sink = served.sink("large")) {
            for (int i = 0; i < 200; i++) {
                block.clear().put(0, (byte) i);
                sink.write(block);
                assertThat(block.hasRemaining()).isFalse();
            }
            sink.commit();
        }
        var stored = Files.readAllBytes(root.resolve("large"));
        assertThat(stored).hasSize(200 * 64 * 1024);
        for (int i = 0; i < 200; i++) assertThat(stored[i * 64 * 1024]).isEqualTo((byte) i);
    }

    @Test
    void withoutForcingTheNameIsGivenAllTheSame() throws Exception {
        serve(Root.at(root).write(WritePolicy.VERSION).durability(Durability.RENAME));
        Served.put(served.sink("config"), "new");
        assertThat(config).hasContent("new");
        assertThat(root.resolve(VERSION)).hasContent("old");
    }

    @Test
    void anUploadThatCannotFitIsRefusedBeforeItsFirstBlock() throws Exception {
        var refused = (Resolution.Refused) served.write("new", Mode.OCTET, OptionalLong.of(Long.MAX_VALUE));
        assertThat(refused.refusal().code()).isEqualTo(ErrorCode.DISK_FULL);
        assertThat(names(root)).containsExactly("config", "sub");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // a directory with open files stays there
    void aDirectoryThatIsRemovedMeanwhileFailsTheUploadOnly() throws Exception {
        var sink = served.sink("sub/new");
        sink.write(octets("content"));
        for (var name : names(root.resolve("sub")))
            Files.delete(root.resolve("sub").resolve(name));
        Files.delete(root.resolve("sub"));
        commitRefused(sink, ErrorCode.NOT_DEFINED);
        assertThat(names(root)).containsExactly("config");
    }

    // what a crash leaves behind

    @Test
    void leftoversAreRemovedAndNothingElse() throws Exception {
        var left = List.of(".a.0123456789abcdef.trivet-part", "sub/.b.fedcba9876543210.trivet-part");
        for (var name : left) Files.writeString(root.resolve(name), "half");
        Files.writeString(other.resolve(".c.0123456789abcdef.trivet-part"), "half");
        var stay = List.of(
                ".trivet-part",
                "a.0123456789abcdef.trivet-part",
                ".a.0123.trivet-part",
                ".a.0123456789ABCDEF.trivet-part");
        for (var name : stay) Files.writeString(root.resolve(name), "mine");
        Files.createDirectory(root.resolve(".d.0123456789abcdef.trivet-part"));
        try (var sink = served.sink("new")) {
            sink.write(octets("still "));
            assertThat(served.provider().cleanLeftovers()).isEqualTo(3);
            assertThat(served.provider().cleanLeftovers()).isZero();
            sink.write(octets("arriving"));
            sink.commit();
        }
        assertThat(root.resolve("new")).hasContent("still arriving");
        assertThat(names(root)).containsAll(stay).contains("config", ".d.0123456789abcdef.trivet-part");
        for (var name : left) assertThat(root.resolve(name)).doesNotExist();
        assertThat(names(other)).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void cleaningFollowsNoLink() throws Exception {
        serve(Root.at(root).write(WritePolicy.CREATE));
        Files.createSymbolicLink(root.resolve("link"), other);
        Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
        Files.writeString(other.resolve(".c.0123456789abcdef.trivet-part"), "theirs");
        Files.createSymbolicLink(root.resolve(".e.0123456789abcdef.trivet-part"), config);
        assertThat(served.provider().cleanLeftovers()).isZero();
        assertThat(names(other)).hasSize(1);
    }

    @Test
    @EnabledIf(value = "dev.trivet.linux.Linux#available", disabledReason = "needs Linux with openat2")
    void cleaningDoesNotLoseTheLocksOfItsOwnProcess() throws Exception {
        try (var _ = served.sink("new")) {
            assertThat(served.provider().cleanLeftovers()).isZero();
            var part = names(root).stream().filter(PartName::is).findFirst().orElseThrow();
            var path = root.resolve(part).toString().getBytes(StandardCharsets.UTF_8);
            // this kind of lock sees those of its own process as those of others
            try (var asAnother = DirectoryCalls.open(path, new OpenHow(OpenHow.O_RDONLY, 0, 0))) {
                assertThat(FileCalls.tryLockShared(asAnother)).isFalse();
            }
        }
    }

    @Test
    void partsOfAnotherServerOfThisMachineStay() throws Exception {
        try (var second = Served.by(kind, Root.at(root).write(WritePolicy.CREATE));
                var sink = served.sink("new")) {
            sink.write(octets("content"));
            assertThat(second.provider().cleanLeftovers()).isZero();
            sink.commit();
        }
        assertThat(root.resolve("new")).hasContent("content");
    }
}

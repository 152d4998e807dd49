package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ```
/// here/   file "old"   dir/   link -> ../elsewhere/file   dangling -> nowhere
/// elsewhere/   file "elsewhere"
/// ```
@DisplayName("One file of this machine, by its path")
class LocalFileTest {
    @TempDir
    Path root;

    private Path here;
    private Path elsewhere;

    @BeforeEach
    void tree() throws IOException {
        here = Files.createDirectories(root.resolve("here"));
        elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        Files.createDirectory(here.resolve("dir"));
        Files.writeString(here.resolve("file"), "old");
        Files.writeString(elsewhere.resolve("file"), "elsewhere");
        Files.createSymbolicLink(here.resolve("link"), Path.of("../elsewhere/file"));
        Files.createSymbolicLink(here.resolve("dangling"), Path.of("nowhere"));
    }

    // --- read

    @Test
    void aRegularFileIsReadAsItIs() throws Exception {
        try (var source = LocalFile.source(here.resolve("file"), Mode.OCTET)) {
            assertThat(source.length()).hasValue(3);
            assertThat(content(source)).isEqualTo("old");
        }
    }

    @Test
    void aTextTravelsAsNetasciiAndItsLengthIsNotKnown() throws Exception {
        Files.writeString(here.resolve("text"), "a\nb\r");
        try (var source = LocalFile.source(here.resolve("text"), Mode.NETASCII)) {
            assertThat(source.length()).isEmpty();
            assertThat(content(source)).isEqualTo("a\r\nb\r\0");
        }
    }

    @Test
    void linksAreFollowedOutOfTheDirectory() throws Exception {
        try (var source = LocalFile.source(here.resolve("link"), Mode.OCTET)) {
            assertThat(content(source)).isEqualTo("elsewhere");
        }
    }

    @Test
    void whatCannotBeReadIsNamedWithItsReason() {
        refused(() -> source("missing"), ErrorCode.FILE_NOT_FOUND, "missing\" does not exist");
        refused(() -> source("dangling"), ErrorCode.FILE_NOT_FOUND, "dangling\" does not exist");
        refused(() -> source("dir"), ErrorCode.ACCESS_VIOLATION, "dir\" is not a regular file");
        refused(() -> source("file/x"), ErrorCode.NOT_DEFINED, "cannot be used: Not a directory");
        refused(() -> source("/"), ErrorCode.ACCESS_VIOLATION, "is not a regular file");
    }

    @Test
    @NeedsAnOrdinaryUser
    void whatMayNotBeReadIsNamedWithItsReason() throws IOException {
        Files.setPosixFilePermissions(here.resolve("file"), PosixFilePermissions.fromString("---------"));
        refused(() -> source("file"), ErrorCode.ACCESS_VIOLATION, "file\" may not be opened");
    }

    private Source source(String name) throws ContentException {
        return LocalFile.source(here.resolve(name), Mode.OCTET);
    }

    // --- written

    @Test
    void aNewFileAppearsWholeAndOnlyWhenItIsCommitted() throws Exception {
        try (var sink = sink("new")) {
            write(sink, "new");
            assertThat(here.resolve("new")).doesNotExist();
            sink.commit();
            assertThat(here.resolve("new")).hasContent("new");
        }
        assertThat(here.resolve("new")).hasContent("new");
        assertNoPart(here);
    }

    @Test
    void anOldFileIsReplacedInOneStepAndItsRightsAreKept() throws Exception {
        var rights = PosixFilePermissions.fromString("rw-r-----");
        Files.setPosixFilePermissions(here.resolve("file"), rights);
        try (var sink = sink("file")) {
            write(sink, "new");
            assertThat(here.resolve("file")).hasContent("old");
            sink.commit();
        }
        assertThat(here.resolve("file")).hasContent("new");
        assertThat(Files.getPosixFilePermissions(here.resolve("file"))).isEqualTo(rights);
        assertNoPart(here);
    }

    @Test
    void whatIsNotCommittedLeavesTheOldFileAndNoPart() throws Exception {
        try (var sink = sink("file")) {
            write(sink, "new");
        }
        assertThat(here.resolve("file")).hasContent("old");
        assertNoPart(here);
    }

    @Test
    void anEmptyFileIsAFile() throws Exception {
        try (var sink = sink("file")) {
            sink.commit();
        }
        assertThat(here.resolve("file")).isEmptyFile();
    }

    @Test
    void netasciiIsStoredAsALocalText() throws Exception {
        try (var sink = LocalFile.sink(here.resolve("text"), Mode.NETASCII, Durability.RENAME)) {
            write(sink, "a\r");
            write(sink, "\nb\r\0");
            sink.commit();
        }
        assertThat(here.resolve("text")).hasContent("a\nb\r");
    }

    @Test
    void aLinkStaysAndTheFileBehindItIsReplaced() throws Exception {
        try (var sink = sink("link")) {
            write(sink, "new");
            sink.commit();
        }
        assertThat(here.resolve("link")).isSymbolicLink();
        assertThat(elsewhere.resolve("file")).hasContent("new");
        assertNoPart(here);
        assertNoPart(elsewhere);
    }

    @Test
    void aDirectoryBehindALinkIsWrittenInto() throws Exception {
        Files.createSymbolicLink(here.resolve("way"), elsewhere);
        try (var sink = sink("way/new")) {
            write(sink, "new");
            sink.commit();
        }
        assertThat(elsewhere.resolve("new")).hasContent("new");
    }

    @Test
    void whatCannotBeWrittenIsRefusedBeforeAnythingComes() throws Exception {
        refused(() -> sink("dir"), ErrorCode.ACCESS_VIOLATION, "dir\" is not a regular file");
        refused(() -> sink("missing/file"), ErrorCode.FILE_NOT_FOUND, "missing\": the directory is missing");
        refused(() -> sink("file/x"), ErrorCode.ACCESS_VIOLATION, "file\" is not a directory");
        refused(
                () -> sink("dangling"),
                ErrorCode.ACCESS_VIOLATION,
                "dangling\" may not be opened: it is a link that leads nowhere");
        refused(() -> sink("/"), ErrorCode.ACCESS_VIOLATION, "is not a regular file");
        assertNoPart(here);
    }

    @Test
    @NeedsAnOrdinaryUser
    void whatMayNotBeWrittenIsRefusedBeforeAnythingComes() throws Exception {
        Files.setPosixFilePermissions(here.resolve("file"), PosixFilePermissions.fromString("r--r--r--"));
        refused(() -> sink("file"), ErrorCode.ACCESS_VIOLATION, "it may not be written");
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("r-xr-xr-x"));
        refused(
                () -> LocalFile.sink(elsewhere.resolve("new"), Mode.OCTET, Durability.RENAME),
                ErrorCode.ACCESS_VIOLATION,
                "");
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Sink sink(String name) throws ContentException {
        return LocalFile.sink(here.resolve(name), Mode.OCTET, Durability.RENAME);
    }

    private static void write(Sink sink, String octets) throws ContentException {
        sink.write(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static void assertNoPart(Path directory) throws IOException {
        try (var all = Files.list(directory)) {
            assertThat(all.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
    }

    private static void refused(ThrowingCallable opening, ErrorCode code, String cause) {
        assertThatThrownBy(opening).isInstanceOfSatisfying(ContentException.class, e -> {
            assertThat(e.refusal().code()).isEqualTo(code);
            assertThat(e.refusal().cause()).contains(cause);
        });
    }

    private static String content(Source source) throws Exception {
        var ready = source.prepare(Long.MAX_VALUE);
        assertThat(ready.end()).isTrue();
        var octets = ByteBuffer.allocate((int) ready.octets());
        assertThat(List.of(source.read(0, octets))).containsExactly((int) ready.octets());
        return new String(octets.array(), StandardCharsets.ISO_8859_1);
    }
}

package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trivet.explain.Situation;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// ```
/// root/   config "the old content", writable for everyone
/// spool/  (empty)
/// ```
@ParameterizedClass
@MethodSource("dev.trivet.content.Served#kinds")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
class InPlaceTest {
    private final Tree.Kind kind;

    @TempDir
    Path temp;

    Path root;
    Path spooled;
    Path config;
    Tree tree;
    Spool spool;
    FaultyDirectory directory;

    InPlaceTest(Tree.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void tree() throws IOException {
        temp = temp.toRealPath();
        root = Files.createDirectory(temp.resolve("root"));
        spooled = Files.createDirectory(temp.resolve("spool"));
        config = Files.writeString(root.resolve("config"), "the old content");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-rw-"));
        tree = Tree.open(Root.at(root), kind);
        directory = new FaultyDirectory(tree.root().directory());
        spool = Spool.open(spooled, kind);
    }

    @AfterEach
    void close() throws IOException {
        spool.close();
        tree.close();
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Sink sink(Root by) throws Exception {
        var target = new Place(directory, "config", Optional.of(directory.entry("config")), false);
        var part = Part.begin(spool.place(target), "config", true, OptionalInt.empty());
        return new FileSink(part, new InPlace(by, spool, target), Mode.OCTET);
    }

    private Root existing() {
        return Root.at(root).write(WritePolicy.EXISTING);
    }

    private static void put(Sink sink, String text) throws ContentException {
        sink.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        sink.commit();
    }

    private List<Path> spooledFiles() throws IOException {
        try (var files = Files.list(spooled)) {
            return files.toList();
        }
    }

    private static Refusal refusal(Sink sink) {
        return catchThrowableOfType(ContentException.class, sink::commit).refusal();
    }

    @Test
    void theFileIsWrittenInPlaceAndNothingIsLeftOver() throws Exception {
        var before = directory.entry("config");
        try (var sink = sink(existing())) {
            put(sink, "new");
        }
        assertThat(config).hasContent("new");
        assertThat(directory.entry("config").isSameFile(before)).isTrue();
        assertThat(directory.entry("config").mode()).isEqualTo("0666");
        assertThat(spooledFiles()).isEmpty();
    }

    @Test
    void aLongerUploadMakesTheFileLonger() throws Exception {
        var text = "0123456789".repeat(20_000);
        try (var sink = sink(existing())) {
            put(sink, text);
        }
        assertThat(config).hasContent(text);
    }

    @Test
    void untilTheCommitTheOldContentStands() throws Exception {
        try (var sink = sink(existing())) {
            sink.write(ByteBuffer.wrap(new byte[100]));
            assertThat(config).hasContent("the old content");
            assertThat(spooledFiles()).hasSize(1);
        }
        assertThat(config).hasContent("the old content");
        assertThat(spooledFiles()).isEmpty();
    }

    @Test
    void itIsForcedToDiskBeforeTheLastAckWhereItShallLast() throws Exception {
        try (var sink = sink(existing())) {
            put(sink, "new");
        }
        assertThat(directory.calls).containsExactly("size 3", "force all");
        directory.calls.clear();
        try (var sink = sink(existing().durability(Durability.RENAME))) {
            put(sink, "newer");
        }
        assertThat(directory.calls).containsExactly("size 5");
    }

    @Test
    void aDiskThatFillsUpInTheMiddleLeavesTheUploadInTheSpoolAndSaysWhere() throws Exception {
        try (var sink = sink(existing())) {
            sink.write(ByteBuffer.wrap("all of the new content".getBytes(StandardCharsets.UTF_8)));
            directory.roomOctets = 10;
            var refusal = refusal(sink);
            assertThat(refusal.code()).isEqualTo(ErrorCode.DISK_FULL);
            assertThat(refusal.situation()).isEqualTo(Situation.INCOMPLETE_DISK_FULL);
            assertThat(refusal.cause())
                    .startsWith(
                            "\"config\" is incomplete now: the disk was full while the upload was copied into it (no"
                                    + " room); all of the upload is in " + spooled + "/config.");
        }
        var kept = spooledFiles();
        assertThat(kept).singleElement().satisfies(file -> assertThat(file).hasContent("all of the new content"));
        assertThat(spool.cleanLeftovers(() -> true)).isZero();
        assertThat(kept.getFirst()).exists();
    }

    @Test
    void aDiskThatFailsInTheMiddleLeavesItThereAsWell() throws Exception {
        try (var sink = sink(existing())) {
            sink.write(ByteBuffer.wrap(new byte[100]));
            directory.writesFail = true;
            var refusal = refusal(sink);
            assertThat(refusal.situation()).isEqualTo(Situation.INCOMPLETE);
            assertThat(refusal.cause())
                    .startsWith("\"config\" is incomplete now: copying the upload into it failed (java.io.IOException:"
                            + " Input/output error); all of the upload is in " + spooled + "/config.");
        }
        assertThat(spooledFiles()).hasSize(1);
    }

    @Test
    void theNextUploadOfTheFileTakesThePlaceOfWhatWasKept() throws Exception {
        for (int i = 0; i < 3; i++) {
            directory.roomOctets = 10;
            try (var sink = sink(existing())) {
                sink.write(ByteBuffer.wrap(new byte[100]));
                assertThatThrownBy(sink::commit).hasMessageContaining("incomplete");
            }
            assertThat(spooledFiles()).hasSize(1);
        }
        directory.roomOctets = Long.MAX_VALUE;
        try (var sink = sink(existing())) {
            put(sink, "whole");
        }
        assertThat(config).hasContent("whole");
        assertThat(spooledFiles()).isEmpty();
    }

    @Test
    void whoHoldsTheFileLockedIsNotOverwritten() throws Exception {
        try (var other = directory.write("config");
                var sink = sink(existing())) {
            assertThat(other.tryLock()).isTrue();
            sink.write(ByteBuffer.wrap(new byte[100]));
            var refusal = refusal(sink);
            assertThat(refusal.text()).isEqualTo("File is in use");
            assertThat(refusal.situation()).isEqualTo(Situation.FILE_LOCKED);
            assertThat(refusal.cause())
                    .isEqualTo("\"config\" cannot be written in place: another program holds it locked");
            assertThat(config).hasContent("the old content");
        }
        assertThat(spooledFiles()).isEmpty();
    }

    @Test
    void withWorldAccessTheModeOfTheOpenedFileCounts() throws Exception {
        try (var sink = sink(existing().worldAccess(true))) {
            sink.write(ByteBuffer.wrap(new byte[100]));
            Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-r--"));
            assertThat(refusal(sink).text()).isEqualTo("File must have global write permissions");
        }
        assertThat(config).hasContent("the old content");
    }

    @Test
    void aLinkPutInItsPlaceMeanwhileIsNotFollowed() throws Exception {
        var secret = Files.writeString(temp.resolve("secret"), "secret");
        try (var sink = sink(existing())) {
            sink.write(ByteBuffer.wrap(new byte[100]));
            Files.delete(config);
            Files.createSymbolicLink(config, secret);
            assertThatThrownBy(sink::commit).isInstanceOf(ContentException.class);
        }
        assertThat(secret).hasContent("secret");
    }

    @Test
    void whoAsksForTheFileWhileItIsWrittenIsToldToAskAgain() throws Exception {
        try (var served = Served.by(kind, existing().spool(spooled))) {
            try (var writer = directory.write("config")) {
                assertThat(writer.tryLock()).isTrue();
                var refusal = served.refusal("config");
                assertThat(refusal.text()).isEqualTo("File is being written");
                assertThat(refusal.situation()).isEqualTo(Situation.BEING_WRITTEN);
                assertThat(refusal.cause()).isEqualTo("\"config\" is being written in place");
                assertThat(served.provider().openVersions()).isZero();
            }
            assertThat(served.content("config")).isEqualTo("the old content");
        }
    }

    @Test
    void whatADeadServerLeftInTheSpoolIsCleaned() throws Exception {
        Files.writeString(spooled.resolve(".config.0123456789abcdef.trivet-part"), "half");
        try (var served = Served.by(kind, existing().spool(spooled))) {
            assertThat(served.provider().cleanLeftovers()).isEqualTo(1);
        }
        assertThat(spooledFiles()).isEmpty();
    }

    @Test
    void aSpoolThatIsMissingStopsTheStart() {
        assertThatThrownBy(() -> Served.by(kind, existing().spool(temp.resolve("nowhere"))))
                .hasMessageContaining("nowhere");
    }

    @Test
    void aDirectoryThatTakesNewNamesNeedsNoSpool() throws Exception {
        try (var served = Served.by(kind, existing().spool(spooled))) {
            var accepted = (Resolution.Accepted) served.write("config");
            assertThat(accepted.steps()).isEmpty();
            Served.put(accepted.sink(), "new");
        }
        assertThat(config).hasContent("new");
    }

    @Test
    @NeedsAnOrdinaryUser
    void aFileThatMayBeWrittenInADirectoryThatMayNotGoesThroughTheSpool() throws Exception {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r-xr-xr-x"));
        try (var served = Served.by(kind, existing())) {
            var refusal = ((Resolution.Refused) served.write("config")).refusal();
            assertThat(refusal.remedy()).contains("--spool");
        }
        for (var policy : List.of(WritePolicy.EXISTING, WritePolicy.OVERWRITE)) {
            try (var served = Served.by(kind, existing().write(policy).spool(spooled))) {
                var accepted = (Resolution.Accepted) served.write("config");
                assertThat(accepted.steps()).containsExactly(Resolution.Accepted.NOT_ATOMIC);
                Served.put(accepted.sink(), "new by " + policy);
                assertThat(config).hasContent("new by " + policy);
                assertThat(served.write("fresh")).isInstanceOf(Resolution.Refused.class);
            }
        }
        try (var served = Served.by(kind, existing().write(WritePolicy.VERSION).spool(spooled))) {
            assertThat(served.writeRefused("config")).isEqualTo(ErrorCode.ACCESS_VIOLATION);
        }
        assertThat(spooledFiles()).isEmpty();
    }
}

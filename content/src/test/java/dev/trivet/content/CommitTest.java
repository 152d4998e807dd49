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
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// ```
/// root/  config "old", of 2026-01-02 03:04:05
/// ```
@ParameterizedClass
@MethodSource("dev.trivet.content.Served#kinds")
class CommitTest {
    private static final String VERSION = "config.20260102T030405Z";
    private static final int MIB = 1024 * 1024;

    private final Tree.Kind kind;

    @TempDir
    Path root;

    Tree tree;
    FaultyDirectory directory;

    CommitTest(Tree.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void tree() throws IOException {
        Files.writeString(root.resolve("config"), "old");
        Files.setLastModifiedTime(root.resolve("config"), FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        tree = Tree.open(Root.at(root), kind);
        directory = new FaultyDirectory(tree.root().directory());
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private Sink sink(Root by) throws Exception {
        var place = new Place(directory, "config", Optional.of(directory.entry("config")), false);
        return new FileSink(Part.create(place, "config"), new Commit(by), Mode.OCTET);
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private long partsLeft() throws IOException {
        try (var names = Files.list(root)) {
            return names.filter(name -> PartName.is(name.getFileName().toString()))
                    .count();
        }
    }

    @Test
    void aFullDiskEndsTheUploadAndKeepsNothing() throws Exception {
        directory.roomOctets = 10;
        try (var sink = sink(Root.at(root).write(WritePolicy.OVERWRITE))) {
            sink.write(octets("0123456789"));
            assertThatThrownBy(() -> sink.write(octets("x")))
                    .isInstanceOfSatisfying(
                            ContentException.class,
                            e -> assertThat(e.refusal().code()).isEqualTo(ErrorCode.DISK_FULL));
        }
        assertThat(root.resolve("config")).hasContent("old");
        assertThat(partsLeft()).isZero();
    }

    @Test
    void aRenameThatFailsKeepsTheOldContent() throws Exception {
        directory.renameFails = true;
        try (var sink = sink(Root.at(root).write(WritePolicy.OVERWRITE))) {
            sink.write(octets("new"));
            assertThatThrownBy(sink::commit)
                    .isInstanceOf(ContentException.class)
                    .hasMessageContaining("the disk broke");
        }
        assertThat(root.resolve("config")).hasContent("old");
        assertThat(partsLeft()).isZero();
    }

    @Test
    void withoutHardLinksTheOldContentIsCopied() throws Exception {
        directory.hardLinks = false;
        try (var sink = sink(Root.at(root).write(WritePolicy.VERSION))) {
            sink.write(octets("new"));
            sink.commit();
        }
        assertThat(root.resolve("config")).hasContent("new");
        assertThat(root.resolve(VERSION)).hasContent("old");
        assertThat(partsLeft()).isZero();
    }

    @Test
    void aVersionIsKeptBeforeTheNameIsGivenAway() throws Exception {
        try (var sink = sink(Root.at(root).write(WritePolicy.VERSION))) {
            sink.write(octets("new"));
            sink.commit();
        }
        assertThat(directory.calls).containsExactly("force all", "link " + VERSION, "rename config", "force directory");
    }

    @Test
    void contentIsForcedEveryEightMebibytesThenWholeThenItsName() throws Exception {
        try (var sink = sink(Root.at(root).write(WritePolicy.OVERWRITE))) {
            for (int i = 0; i < 17; i++) sink.write(ByteBuffer.allocate(MIB));
            sink.commit();
        }
        assertThat(directory.calls)
                .containsExactly("force content", "force content", "force all", "rename config", "force directory");
    }

    @Test
    void withDurabilityRenameNothingIsForced() throws Exception {
        try (var sink = sink(Root.at(root).write(WritePolicy.OVERWRITE).durability(Durability.RENAME))) {
            for (int i = 0; i < 17; i++) sink.write(ByteBuffer.allocate(MIB));
            sink.commit();
        }
        assertThat(directory.calls).containsExactly("rename config");
    }
}

package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// tftpd-hpa's model of permissions: what everyone may read or write, no new names, and a umask of the server's own.
@ParameterizedClass
@MethodSource("dev.trivet.content.Served#kinds")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
class WorldAccessTest {
    private final Tree.Kind kind;

    @TempDir
    Path root;

    Path image;
    Served served;

    WorldAccessTest(Tree.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void file() throws IOException {
        image = Files.writeString(root.resolve("image"), "old");
        serve(Root.at(root).write(WritePolicy.EXISTING).worldAccess(true));
    }

    @AfterEach
    void close() {
        served.close();
    }

    private void serve(Root by) throws IOException {
        if (served != null) served.close();
        served = Served.by(kind, by);
    }

    private void mode(String permissions) throws IOException {
        Files.setPosixFilePermissions(image, PosixFilePermissions.fromString(permissions));
    }

    private String modeOf(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(name)));
    }

    private Refusal writeRefusal(String name) {
        return ((Resolution.Refused) served.write(name)).refusal();
    }

    @Test
    void onlyWhatEveryoneMayReadIsServed() throws Exception {
        mode("rw-r--r--");
        assertThat(served.content("image")).isEqualTo("old");
        mode("rw-r-----");
        var refusal = served.refusal("image");
        assertThat(refusal.code()).isEqualTo(ErrorCode.ACCESS_VIOLATION);
        assertThat(refusal.text()).isEqualTo("File must have global read permissions");
        assertThat(refusal.cause()).contains("\"image\"").contains("0640");
        assertThat(refusal.remedy()).contains("chmod o+r");
        assertThat(served.provider().openVersions()).isZero();
    }

    @Test
    void withoutTheRuleTheServersOwnRightsCount() throws Exception {
        mode("rw-------");
        serve(Root.at(root));
        assertThat(served.content("image")).isEqualTo("old");
    }

    @Test
    void whatWasOpenedBeforeAChangeOfModeDoesNotOpenTheFileForOthers() throws Exception {
        mode("rw-r--r--");
        var source = served.found("image").source();
        mode("rw-------");
        assertThat(served.refusal("image").text()).isEqualTo("File must have global read permissions");
        assertThat(Served.octets(source)).asString().isEqualTo("old");
    }

    @Test
    void aLinkIsJudgedByItsTarget() throws Exception {
        mode("rw-------");
        Files.createSymbolicLink(root.resolve("link"), Path.of("image"));
        assertThat(served.refusal("link").text()).isEqualTo("File must have global read permissions");
    }

    @Test
    void onlyWhatEveryoneMayWriteIsReplacedAndKeepsItsMode() throws Exception {
        mode("rw-r--r--");
        var refusal = writeRefusal("image");
        assertThat(refusal.code()).isEqualTo(ErrorCode.ACCESS_VIOLATION);
        assertThat(refusal.text()).isEqualTo("File must have global write permissions");
        assertThat(refusal.cause()).contains("0644");
        assertThat(refusal.remedy()).contains("chmod o+w");
        mode("rw-rw-rw-");
        Served.put(served.sink("image"), "new");
        assertThat(image).hasContent("new");
        assertThat(modeOf("image")).isEqualTo("rw-rw-rw-");
    }

    @Test
    void theModeAtTheCommitCounts() throws Exception {
        mode("rw-rw-rw-");
        try (var sink = served.sink("image")) {
            sink.write(ByteBuffer.wrap(new byte[] {1}));
            mode("rw-r--r--");
            assertThatThrownBy(sink::commit).hasMessageContaining("0644");
        }
        assertThat(image).hasContent("old");
    }

    @Test
    void existingTakesNoNewNames() throws Exception {
        for (var name : new String[] {"fresh", "nowhere/fresh"}) {
            var refusal = writeRefusal(name);
            assertThat(refusal.code()).as(name).isEqualTo(ErrorCode.FILE_NOT_FOUND);
            assertThat(refusal.text()).isEqualTo("File not found");
            assertThat(refusal.remedy()).contains("--write overwrite");
        }
        try (var names = Files.list(root)) {
            assertThat(names).containsExactly(image);
        }
    }

    @Test
    void existingMakesNoNameThatWentMissingMeanwhile() throws Exception {
        mode("rw-rw-rw-");
        try (var sink = served.sink("image")) {
            sink.write(ByteBuffer.wrap(new byte[] {1}));
            Files.delete(image);
            assertThatThrownBy(sink::commit).hasMessageContaining("does not exist");
        }
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void aRuleMayLetNewNamesIn() throws Exception {
        serve(Root.at(root)
                .write(WritePolicy.EXISTING)
                .rules(Rule.names("logs-*").write(WritePolicy.CREATE)));
        Served.put(served.sink("logs-1"), "text");
        assertThat(root.resolve("logs-1")).hasContent("text");
        assertThat(served.writeRefused("other")).isEqualTo(ErrorCode.FILE_NOT_FOUND);
    }

    @Test
    void aNewFileGetsTheUmaskExactlyWhateverThatOfTheProcessIs() throws Exception {
        serve(Root.at(root).write(WritePolicy.OVERWRITE).umask(0));
        Served.put(served.sink("open"), "x");
        assertThat(modeOf("open")).isEqualTo("rw-rw-rw-");
        serve(Root.at(root).write(WritePolicy.OVERWRITE).umask(0137));
        Served.put(served.sink("closed"), "x");
        assertThat(modeOf("closed")).isEqualTo("rw-r-----");
    }

    @Test
    void whatIsReplacedKeepsItsModeWhateverTheUmaskSays() throws Exception {
        mode("rwxr-x--x");
        serve(Root.at(root).write(WritePolicy.OVERWRITE).umask(0));
        Served.put(served.sink("image"), "new");
        assertThat(modeOf("image")).isEqualTo("rwxr-x--x");
    }

    @Test
    void aUmaskOutOfRangeIsNone() {
        assertThatThrownBy(() -> Root.at(root).umask(01000)).hasMessageContaining("0 to 0777");
    }
}

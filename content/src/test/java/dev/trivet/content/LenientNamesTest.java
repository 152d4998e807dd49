package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.wire.Mode;
import dev.trivet.wire.WireText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// ```
/// tftpboot/  Boot/BCD "bcd"   boot/ (empty)   pxelinux.0 "pxe"   both/README "1"   both/readme "2"
///            menu.c32 "menu"
/// ```
@ParameterizedClass
@MethodSource("dev.trivet.content.Served#kinds")
@DisabledOnOs({OS.WINDOWS, OS.MAC}) // their file systems ignore the case themselves
class LenientNamesTest {
    private final Tree.Kind kind;

    @TempDir
    Path temp;

    Path root;
    Served served;

    LenientNamesTest(Tree.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void tree() throws IOException {
        root = temp.toRealPath().resolve("tftpboot");
        Files.createDirectories(root.resolve("Boot"));
        Files.createDirectories(root.resolve("boot"));
        Files.createDirectories(root.resolve("both"));
        Files.writeString(root.resolve("Boot/BCD"), "bcd");
        Files.writeString(root.resolve("pxelinux.0"), "pxe");
        Files.writeString(root.resolve("menu.c32"), "menu");
        Files.writeString(root.resolve("both/README"), "1");
        Files.writeString(root.resolve("both/readme"), "2");
        served = Served.by(kind, Root.at(root));
    }

    @AfterEach
    void close() {
        served.close();
    }

    private void ignoreCase() throws IOException {
        served.close();
        served = Served.by(kind, Root.at(root).ignoreCase(true));
    }

    private void isFound(String asked, String content, String name, String... steps) {
        var found = served.found(asked);
        assertThat(new String(Served.octets(found.source()), StandardCharsets.UTF_8))
                .isEqualTo(content);
        assertThat(found.name()).isEqualTo(name);
        assertThat(found.steps()).containsExactly(steps);
    }

    @Test
    void aBackslashIsReadAsASlashOnlyAfterAMiss() throws IOException {
        isFound("Boot\\BCD", "bcd", "Boot/BCD", Variants.BACKSLASH_STEP);
        isFound("\\Boot\\BCD", "bcd", "Boot/BCD", Variants.BACKSLASH_STEP);
        Files.writeString(root.resolve("Boot\\BCD"), "itself");
        isFound("Boot\\BCD", "itself", "Boot\\BCD");
    }

    @Test
    void doubledSlashesAreReadAsOne() {
        isFound("Boot//BCD", "bcd", "Boot/BCD", Variants.DOUBLED_STEP);
        isFound("//pxelinux.0", "pxe", "pxelinux.0", Variants.DOUBLED_STEP);
    }

    @Test
    void thePathOfTheRootInFrontIsDropped() {
        isFound(root + "/Boot/BCD", "bcd", "Boot/BCD", Variants.PREFIX_STEP);
        isFound(root.toString().substring(1) + "/pxelinux.0", "pxe", "pxelinux.0", Variants.PREFIX_STEP);
        isFound("tftpboot/pxelinux.0", "pxe", "pxelinux.0", Variants.PREFIX_STEP);
        isFound("/tftpboot/Boot/BCD", "bcd", "Boot/BCD", Variants.PREFIX_STEP);
    }

    @Test
    void octetsFfAtTheEndAreDropped() {
        isFound(
                WireText.decode(new byte[] {'m', 'e', 'n', 'u', '.', 'c', '3', '2', -1}),
                "menu",
                "menu.c32",
                Variants.FF_STEP);
        isFound("menu.c32\uDCFF\uDCFF", "menu", "menu.c32", Variants.FF_STEP);
    }

    @Test
    void stepsGoTogether() {
        isFound(
                "\\tftpboot\\Boot\\BCD\uDCFF",
                "bcd",
                "Boot/BCD",
                Variants.FF_STEP,
                Variants.BACKSLASH_STEP,
                Variants.PREFIX_STEP);
    }

    @Test
    void withoutLeniencyTheNameCountsAsItStands() throws Exception {
        served.close();
        served = Served.by(kind, Root.at(root).lenientNames(false).write(WritePolicy.CREATE));
        for (var name : new String[] {"Boot\\BCD", "tftpboot/pxelinux.0", root + "/pxelinux.0", "menu.c32\uDCFF"})
            assertThat(served.content(name)).as(name).isEqualTo("ERROR 1");
        isFound("/Boot/BCD", "bcd", "Boot/BCD");
        assertThat(served.provider().lenientSteps()).containsExactly(Variants.DOUBLED_STEP);
        Served.put(served.sink("Boot\\NEW"), "itself");
        assertThat(root.resolve("Boot\\NEW")).hasContent("itself");
    }

    @Test
    void noStepLeadsOutOfTheRoot() {
        assertThat(served.content("..\\..\\etc\\passwd")).isEqualTo("ERROR 2");
        assertThat(served.content("tftpboot/../../etc/passwd")).isEqualTo("ERROR 2");
        assertThat(served.content("\uDCFF")).isEqualTo("ERROR 1");
    }

    @Test
    void otherCaseIsNotTheSameByDefaultAndTheOperatorLearnsTheSwitch() {
        var refusal = served.refusal("Boot/bcd");
        assertThat(refusal.code().value()).isEqualTo(1);
        assertThat(refusal.text()).isEqualTo("File not found");
        assertThat(refusal.cause()).isEqualTo("\"Boot/bcd\" not found; \"Boot/BCD\" exists (case)");
        assertThat(refusal.remedy()).isEqualTo("start with --ignore-case");
    }

    @Test
    void otherCaseIsFoundWhereTheCaseIsIgnored() throws IOException {
        ignoreCase();
        isFound("PXELINUX.0", "pxe", "pxelinux.0", Variants.CASE_STEP);
        isFound("BOOT/bcd", "bcd", "Boot/BCD", Variants.CASE_STEP);
        isFound("boot\\bcd", "bcd", "Boot/BCD", Variants.BACKSLASH_STEP, Variants.CASE_STEP);
        isFound("both/readme", "2", "both/readme");
    }

    @Test
    void anAmbiguousNameIsRefusedWithItsSpellings() throws IOException {
        ignoreCase();
        var refusal = served.refusal("both/ReadMe");
        assertThat(refusal.code().value()).isEqualTo(2);
        assertThat(refusal.text()).isEqualTo("Access violation");
        assertThat(refusal.cause()).contains("\"both/README\"", "\"both/readme\"");
    }

    @Test
    void theLogNamesTheNearestNameAndThePeerDoesNotLearnIt() {
        assertThat(served.refusal("pxelinux.O").cause())
                .isEqualTo("\"pxelinux.O\" not found; nearest name: \"pxelinux.0\"");
        assertThat(served.refusal("Boto/BCD").cause()).endsWith("nearest name: \"Boot\"");
        assertThat(served.refusal("menu.c3").text()).isEqualTo("File not found");
        assertThat(served.refusal("something-else").cause()).isEqualTo("\"something-else\" not found");
    }

    @Test
    void aFloodOfMissesGetsFewHints() throws IOException {
        var now = new AtomicReference<>(Instant.parse("2026-11-21T00:00:00Z"));
        served.close();
        served = Served.by(kind, Root.at(root).clock(now::get));
        for (int i = 0; i < 20; i++)
            assertThat(served.refusal("pxelinux.O").cause()).contains("nearest");
        assertThat(served.refusal("pxelinux.O").cause()).isEqualTo("\"pxelinux.O\" not found");
        now.set(now.get().plusSeconds(1));
        assertThat(served.refusal("pxelinux.O").cause()).contains("nearest");
    }

    @Test
    void unfinishedUploadsAreNoCandidates() throws IOException {
        Files.writeString(root.resolve(".X.0123456789abcdef.trivet-part"), "half");
        ignoreCase();
        assertThat(served.content(".x.0123456789abcdef.trivet-part")).isEqualTo("ERROR 1");
        assertThat(served.refusal(".x.0123456789abcdef.trivet-part").cause()).doesNotContain(".X.");
    }

    @Test
    void theStepsThatAreOnAreTold() throws IOException {
        assertThat(served.provider().lenientSteps()).hasSize(4).doesNotContain(Variants.CASE_STEP);
        ignoreCase();
        assertThat(served.provider().lenientSteps()).contains(Variants.CASE_STEP);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aRootOfTheWholeSystemHasNoNameToDrop() throws IOException {
        served.close();
        served = Served.by(kind, Root.at(Path.of("/")));
        assertThat(served.content(root + "/pxelinux.0")).isEqualTo("pxe");
    }

    @Test
    void editsAreCounted() {
        assertThat(OtherNames.edits("boot", "boot", 9)).isZero();
        assertThat(OtherNames.edits("boot", "boto", 9)).isEqualTo(2);
        assertThat(OtherNames.edits("", "abc", 9)).isEqualTo(3);
        assertThat(OtherNames.edits("kitten", "sitting", 9)).isEqualTo(3);
        assertThat(OtherNames.edits("kitten", "sitting", 3)).isEqualTo(3);
        assertThat(OtherNames.edits("a", "abcdef", 2)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aChainTakesTheFirstAnswer() throws IOException {
        Provider silent = new Provider() {
            @Override
            public Optional<Resolution> read(ContentRequest request) {
                return Optional.empty();
            }

            @Override
            public Optional<Resolution> write(ContentRequest request) {
                return Optional.empty();
            }
        };
        var request = new ContentRequest(Served.PEER, "menu.c32", Mode.OCTET, OptionalLong.empty());
        var answer = new Chain(List.of(silent, served.provider())).read(request);
        assertThat(answer).containsInstanceOf(Resolution.Found.class);
        ((Resolution.Found) answer.orElseThrow()).source().close();
        assertThat(new Chain(List.of(silent)).read(request)).isEmpty();
        assertThat(new Chain(List.of(silent, served.provider())).write(request))
                .containsInstanceOf(Resolution.Refused.class);
    }
}

package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// ```
/// outside/ secret "secret"      root-2/ file "second"
/// root/    file "inside"        sub/deep/ file "deep"      etc/passwd "ours"
/// ```
@ParameterizedClass
@MethodSource("dev.trivet.content.Served#kinds")
@DisabledOnOs(OS.WINDOWS) // making links needs a privilege there, and paths do not begin with a slash
class PathStyleTest {
    private final Tree.Kind kind;

    @TempDir
    Path temp;

    Path root;
    Path outside;
    Served served;

    PathStyleTest(Tree.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void tree() throws IOException {
        temp = temp.toRealPath();
        outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        root = Files.createDirectory(temp.resolve("root"));
        Files.writeString(root.resolve("file"), "inside");
        Files.createDirectories(root.resolve("sub/deep"));
        Files.writeString(root.resolve("sub/deep/file"), "deep");
        Files.createDirectory(root.resolve("etc"));
        Files.writeString(root.resolve("etc/passwd"), "ours");
        Files.writeString(Files.createDirectory(temp.resolve("root-2")).resolve("file"), "second");
    }

    @AfterEach
    void close() {
        if (served != null) served.close();
    }

    private void serve(PathStyle style) throws IOException {
        close();
        served = Served.by(kind, Root.at(root).pathStyle(style).write(WritePolicy.OVERWRITE));
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }

    private String textOf(String name) {
        return served.refusal(name).text();
    }

    // --- chroot

    @Test
    void behindChrootDotsStopAtTheRoot() throws IOException {
        serve(PathStyle.CHROOT);
        for (var name :
                List.of("file", "/file", "../file", "/../../../file", "sub/../../file", "sub/deep/../../../file"))
            assertThat(served.content(name)).as(name).isEqualTo("inside");
        assertThat(served.content("../../../../etc/passwd")).isEqualTo("ours");
        assertThat(served.content("../outside/secret")).isEqualTo("ERROR 1");
        assertThat(served.content("..")).isEqualTo("ERROR 2");
        serve(PathStyle.STRICT);
        assertThat(served.content("../file")).isEqualTo("ERROR 2");
    }

    @Test
    void behindChrootAbsoluteLinksStartAtTheRoot() throws IOException {
        link("absolute", "/sub/deep/file");
        link("passwd", "/etc/passwd");
        link("directory", "/sub");
        link("chain", "directory/deep/link");
        link("sub/deep/link", "/absolute");
        serve(PathStyle.CHROOT);
        assertThat(served.content("absolute")).isEqualTo("deep");
        assertThat(served.content("passwd")).isEqualTo("ours");
        assertThat(served.content("directory/deep/file")).isEqualTo("deep");
        assertThat(served.content("chain")).isEqualTo("deep");
    }

    @Test
    void behindChrootNoLinkLeadsOut() throws IOException {
        link("up", "../outside/secret");
        link("far-up", "../../../../../../" + outside.getFileName() + "/secret");
        link("absolute", outside + "/secret");
        link("whole", root + "/file");
        link("above", "..");
        link("loop", "/loop");
        serve(PathStyle.CHROOT);
        for (var name : List.of("up", "far-up", "absolute", "whole", "above/outside/secret"))
            assertThat(served.content(name)).as(name).isEqualTo("ERROR 1");
        assertThat(served.content("above/file")).isEqualTo("inside");
        assertThat(served.content("loop")).isEqualTo("ERROR 2");
    }

    @Test
    void behindChrootUploadsStayInsideToo() throws Exception {
        link("directory", "/sub");
        link("out", outside.toString());
        serve(PathStyle.CHROOT);
        Served.put(served.sink("../../directory/new"), "text");
        assertThat(root.resolve("sub/new")).hasContent("text");
        Served.put(served.sink("/../escaped"), "text");
        assertThat(root.resolve("escaped")).hasContent("text");
        assertThat(served.writeRefused("out/new")).isEqualTo(ErrorCode.ACCESS_VIOLATION);
        assertThat(outside).isDirectoryNotContaining("glob:**new");
        assertThat(temp.resolve("escaped")).doesNotExist();
    }

    @Test
    void behindChrootNothingOutsideCanBeNamed() {
        assertThatThrownBy(() -> Served.by(
                        kind, Root.at(root).pathStyle(PathStyle.CHROOT).followLinksTo(List.of(outside))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("follow-links-to");
    }

    // --- absolute

    @Test
    void absoluteNamesArePathsOfThisMachineIntoTheRoot() throws Exception {
        serve(PathStyle.ABSOLUTE);
        assertThat(served.content(root + "/file")).isEqualTo("inside");
        assertThat(served.content(root + "//sub/./deep/file")).isEqualTo("deep");
        assertThat(served.content(root + "/nothing")).isEqualTo("ERROR 1");
        Served.put(served.sink(root + "/new"), "text");
        assertThat(root.resolve("new")).hasContent("text");
    }

    @Test
    void otherNamesAreRefusedInTheWordsOfTftpdHpa() throws IOException {
        serve(PathStyle.ABSOLUTE);
        assertThat(textOf("file")).isEqualTo("Only absolute filenames allowed");
        assertThat(textOf("../file")).isEqualTo("Only absolute filenames allowed");
        assertThat(textOf(root + "/sub/../file")).isEqualTo("Reverse path not allowed");
        assertThat(textOf(root + "/..")).isEqualTo("Reverse path not allowed");
        assertThat(textOf("/etc/passwd")).isEqualTo("Forbidden directory");
        assertThat(textOf(outside + "/secret")).isEqualTo("Forbidden directory");
        assertThat(served.refusal("file").code()).isEqualTo(ErrorCode.ACCESS_VIOLATION);
        assertThat(served.refusal("/etc/passwd").cause()).contains(root.toString());
        assertThat(served.writeRefused("file")).isEqualTo(ErrorCode.ACCESS_VIOLATION);
        assertThat(root.resolve("new")).doesNotExist();
    }

    /// tftpd-hpa 5.2 compares texts: there `/srv/tftp-secret` begins with `/srv/tftp`.
    @Test
    void theDirectoryIsComparedByComponent() throws IOException {
        serve(PathStyle.ABSOLUTE);
        assertThat(textOf(temp + "/root-2/file")).isEqualTo("Forbidden directory");
    }

    @Test
    void theDirectoryMayBeNamedAsTheOperatorDid() throws IOException {
        var named = Files.createSymbolicLink(temp.resolve("named"), root);
        served = Served.by(kind, Root.at(named).pathStyle(PathStyle.ABSOLUTE));
        assertThat(served.content(named + "/file")).isEqualTo("inside");
        assertThat(served.content(root + "/file")).isEqualTo("inside");
    }

    @Test
    void anyOfTheRootsMayBeMeant() throws IOException {
        var first = Root.at(root).pathStyle(PathStyle.ABSOLUTE);
        try (var roots = Roots.open(List.of(first, first.path(temp.resolve("root-2"))))) {
            assertThat(answer(roots, root + "/file")).isEqualTo("Found file");
            assertThat(answer(roots, temp + "/root-2/file")).isEqualTo("Found file");
            assertThat(answer(roots, temp + "/root-2/nothing")).isEqualTo("File not found");
            assertThat(answer(roots, outside + "/secret")).isEqualTo("Forbidden directory");
            assertThat(answer(roots, "file")).isEqualTo("Only absolute filenames allowed");
        }
    }

    private static String answer(Roots roots, String name) {
        var request = new ContentRequest(Served.PEER, name, Mode.OCTET, OptionalLong.empty());
        return switch (roots.read(request).orElseThrow()) {
            case Resolution.Found found -> {
                found.source().close();
                yield "Found " + found.name();
            }
            case Resolution.Refused refused -> refused.refusal().text();
            case Resolution.Accepted _ -> throw new AssertionError("a read is not accepted");
        };
    }

    @Test
    void theWholeMachineIsARootAsWell() throws IOException {
        served = Served.by(kind, Root.at(Path.of("/")).pathStyle(PathStyle.ABSOLUTE));
        assertThat(served.content(root + "/file")).isEqualTo("inside");
        assertThat(textOf("file")).isEqualTo("Only absolute filenames allowed");
    }

    @Test
    void slipsAreForgivenInAbsoluteNamesToo() throws IOException {
        serve(PathStyle.ABSOLUTE);
        assertThat(served.content((root + "/sub/deep/file").replace('/', '\\'))).isEqualTo("deep");
        assertThat(served.content(root + "/file\uDCFF")).isEqualTo("inside");
        assertThat(served.content((outside + "/secret").replace('/', '\\'))).isEqualTo("ERROR 2");
    }

    @Test
    void aPrefixBesidesAbsoluteNamesMeansNothing() {
        assertThatThrownBy(() -> Served.by(
                        kind, Root.at(root).pathStyle(PathStyle.ABSOLUTE).prefix("boot/")))
                .hasMessageContaining("leave prefix out");
    }
}

package dev.trivet.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapCommandTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makeRules() throws IOException {
        file = folder.resolve("tftp.map");
        Files.writeString(file, """
                # What clients put in front is dropped
                ri ^[a-z]:
                rg \\\\ /
                P ^/
                rE ^/ mine/
                a \\.pvt$ keep\\ off,\\ \\i
                """);
    }

    @Test
    void eachStepIsShownInPlainWords() {
        var run = run("C:\\boot\\x");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualToNormalizingNewlines("""
                read "C:\\boot\\x" asked for by 192.0.2.34
                line 2: ri ^[a-z]: matches "C:" in "C:\\boot\\x"
                line 2: "C:\\boot\\x" becomes "\\boot\\x"
                line 3: rg \\\\ / matches "\\" in "\\boot\\x"
                line 3: "\\boot\\x" becomes "/boot/x"
                line 5: rE ^/ mine/ matches "/" in "/boot/x"
                line 5: "mine/boot/x" is no file that could be had: "/boot/x" stays
                result: "/boot/x"
                """);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void withVerboseAlsoWhatDoesNotApply() {
        assertThat(run("x", "--verbose").out())
                .contains("line 2: ri ^[a-z]: does not apply to \"x\"")
                .contains("line 4: P ^/ is passed over: it is for uploads only (P)")
                .contains("result: unchanged, \"x\"");
    }

    @Test
    void aRefusalHasAnExitCodeOfItsOwn() {
        var run = run("a.pvt", "--client", "2001:db8::7");
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out())
                .contains("refuses with \"keep off, 2001:db8::7\"")
                .contains("result: error 2, \"keep off, 2001:db8::7\": line 6 of ");
    }

    @Test
    void filesBeneathTheRootAreFound() throws IOException {
        Files.createDirectory(folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/x"), "");
        var run = run("/x", "--root", folder.toString());
        assertThat(run.out()).contains("ends the rules with \"mine/x\"").endsWith("result: \"mine/x\"\n");
        assertThat(run("/x", "--put", "--root", folder.toString()).out()).contains("result: \"mine/x\"");
        assertThat(run("/x", "--root", folder.resolve("none").toString()).exitCode())
                .isEqualTo(3);
    }

    @Test
    void allMistakesAreToldWithTheirPlaces() throws IOException {
        Files.writeString(file, "r (\nq x\n");
        var run = run("x");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(file + ":1:3: this ( is never closed"),
                        line -> assertThat(line).startsWith(file + ":2:1: 'q' is no letter"));
    }

    @Test
    void aFileThatCannotBeReadIsTold() {
        var run = Commands.run("map", folder.resolve("none").toString(), "x");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("there is no such file");
    }

    @Test
    void wrongFlagsAreTold() {
        assertThat(run("x", "--steps", "0").exitCode()).isEqualTo(2);
        assertThat(run("x", "--client", "example.net").err()).contains("is not an IP address");
    }

    @Test
    void theStepLimitHolds() throws IOException {
        Files.writeString(file, "s .\n");
        var run = run("x", "--steps", "3");
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out()).contains("Remap table failure").contains("within 3 steps");
    }

    /// Each line of the page that shows what comes of a name is run.
    @Test
    void theExamplesOfThePageAreRight() throws IOException {
        var lines = Files.readAllLines(Path.of("../docs/map-files.md"), StandardCharsets.UTF_8);
        var letters = new ArrayList<String>();
        for (var line : lines) {
            if (!line.startsWith("| `") || line.split("(?<!\\\\)\\|").length < 5) continue;
            check(line, letters);
        }
        assertThat(letters)
                .containsAll(List.of("r", "rg", "rgg", "ri", "re", "rE", "rs", "a", "j", "rG", "rP", "r4", "r6", "a~"));
    }

    private void check(String row, List<String> letters) throws IOException {
        var cells = row.split("(?<!\\\\)\\|");
        var rules = code(cells[3]).replace("; ", "\n");
        var example = code(cells[4]).split(" → ", 2);
        Files.writeString(file, rules + "\n");
        Files.writeString(folder.resolve("there"), "");
        var words = new ArrayList<>(List.of(example[0].split(" ")));
        words.addAll(List.of("--root", folder.toString()));
        var out = run(words.toArray(String[]::new)).out();
        assertThat(out.lines().reduce((_, last) -> last).orElse(""))
                .as(row)
                .startsWith("result: ")
                .contains("\"" + example[1] + "\"");
        letters.add(rules.split(" ")[0]);
    }

    private static String code(String cell) {
        var text = cell.strip();
        return text.substring(1, text.length() - 1).replace("\\|", "|");
    }

    private Commands.Run run(String... nameAndFlags) {
        var words = new ArrayList<>(List.of("map", file.toString()));
        words.addAll(List.of(nameAndFlags));
        return Commands.run(words.toArray(String[]::new));
    }
}

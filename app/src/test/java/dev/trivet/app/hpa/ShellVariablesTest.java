package dev.trivet.app.hpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellVariablesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            A="tftp"                  | A=tftp
            A=tftp                    | A=tftp
            A='a "b" $c'              | A=a "b" $c
            A="a 'b' \\$c \\"d\\" \\\\ \\n" | A=a 'b' $c "d" \\ \\n
            A=a\\ b                    | A=a b
            A="a"'b'c                 | A=abc
            A="tftp" B="/srv" C=":69" | A=tftp,B=/srv,C=:69
            A=1; B=2                  | A=1,B=2
            export A="x"              | A=x
            A=x # B=y                 | A=x
            A="x # y"                 | A=x # y
            A=x#y                     | A=x#y
            A=                        | A=
            A=1 A=2                   | A=2
            """)
    void assignmentsAreReadAsAShellReadsThem(String text, String found) {
        var read = ShellVariables.in(text);
        assertThat(read.problems()).isEmpty();
        var told = read.variables().entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue().value())
                .collect(Collectors.joining(","));
        assertThat(told).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            A=$B            | '$B' needs a shell
            A="$(id -un)"   | '$(id' needs a shell
            A="x`id`"       | '`id`' needs a shell
            A="${B:-c}"     | '${B:-c}' needs a shell
            A=a&b           | '&' needs a shell
            . /etc/other    | '.' is a command for a shell
            if [ -r /x ]    | 'if' is a command for a shell
            A="x            | the quote that opens here is never closed
            A='x            | the quote that opens here is never closed
            """)
    void whatNeedsAShellIsRefusedWithItsLine(String text, String told) {
        assertThat(ShellVariables.in("# one\n" + text + "\nC=3\n").problems())
                .first()
                .asString()
                .startsWith("2: " + told);
    }

    @Test
    void linesAreCountedThroughQuotesAndJoinedLines() {
        var read = ShellVariables.in("A=\"x\ny\"\nB=a\\\nb\n\nC=3\n");
        assertThat(read.problems()).isEmpty();
        assertThat(read.variables().get("A")).isEqualTo(new ShellVariables.Variable("x\ny", 1));
        assertThat(read.variables().get("B")).isEqualTo(new ShellVariables.Variable("ab", 3));
        assertThat(read.variables().get("C")).isEqualTo(new ShellVariables.Variable("3", 6));
    }

    @Test
    void aLineIsToldOnce() {
        assertThat(ShellVariables.in("A=$(date) $B\nC=$D\n").problems()).hasSize(2);
    }
}

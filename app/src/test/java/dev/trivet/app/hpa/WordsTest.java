package dev.trivet.app.hpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -l -s /srv                                | --listen --secure : /srv
            -lsv /srv                                 | --listen --secure --verbose : /srv
            -lsB1468 /srv                             | --listen --secure --blocksize=1468 : /srv
            -lsB 1468 /srv                            | --listen --secure --blocksize=1468 : /srv
            --listen --secure /srv                    | --listen --secure : /srv
            /srv --listen -s                          | --listen --secure : /srv
            /a -- -l --secure                         | : /a -l --secure
            --blocksize=1468 /srv                     | --blocksize=1468 : /srv
            --block 1468 /srv                         | --blocksize=1468 : /srv
            --blo=1468 /srv                           | --blocksize=1468 : /srv
            --user -l /srv                            | --user=-l : /srv
            --mapfile /m /srv                         | --map-file=/m : /srv
            --map /m /srv                             | --map-file=/m : /srv
            --sec --cre --perm --umask 022 --pid /p / | --secure --create --permissive --umask=022 --pidfile=/p : /
            --ref blksize -r tsize /srv               | --refuse=blksize --refuse=tsize : /srv
            --s --f --l /srv                          | --secure --foreground --listen : /srv
            --max-bl 65535 /srv                       | --max-blocksize=65535 : /srv
            --c --ch /srv                             | --create --secure : /srv
            --chroot --ro --reject tsize /srv         | --secure --read-only --refuse=tsize : /srv
            --normalize=root --normalize /srv         | --normalize=root --normalize : /srv
            -vvv --verbosity 5 -4 -6 /srv             | --verbose --verbose --verbose --verbosity=5 --ipv4 --ipv6 : /srv
            -                                         | : -
            """)
    void flagsAreReadAsGetoptReadsThem(String typed, String meant) throws UsageException {
        var words = Words.of(List.of(typed.split(" ")));
        var flags = words.given().stream()
                .map(given -> given.flag() + (given.value().isEmpty() ? "" : "=" + given.value()))
                .collect(Collectors.joining(" "));
        assertThat((flags + " : " + String.join(" ", words.directories())).strip())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --blocksiez 1468 /srv | unknown option --blocksiez; is --blocksize meant?
            --secrue /srv         | unknown option --secrue; is --secure meant?
            --tftp-root=/srv      | unknown option --tftp-root; in.tftpd --help names them all
            -lsx /srv             | unknown option -x in '-lsx'
            -x                    | unknown option -x;
            --ver                 | --ver is ambiguous: it may be --verbose, --verbosity, --version
            --p                   | --p is ambiguous: it may be --permissive, --pidfile, --port-range
            --user                | --user needs a value: NAME
            -B                    | -B needs a value: N
            --secure=/srv         | --secure takes no value: '--secure=/srv'
            """)
    void whatCannotBeObeyedIsNamedAndEndsWith64(String typed, String told) {
        assertThatThrownBy(() -> Words.of(List.of(typed.split(" "))))
                .isInstanceOfSatisfying(
                        UsageException.class, e -> assertThat(e.exit()).isEqualTo(SysExit.USAGE))
                .hasMessageStartingWith(told);
    }

    @Test
    void theValueOfAnUnknownFlagNeverBecomesADirectory() {
        assertThatThrownBy(() -> Words.of(List.of("--secure", "--max-blksize", "65535", "/srv/tftp")))
                .hasMessage("unknown option --max-blksize; is --max-blocksize meant?");
    }

    @Test
    void noNameAndNoLetterStandsForTwoFlags() {
        var names = List.of(Flag.values()).stream()
                .flatMap(flag -> flag.names().stream())
                .toList();
        assertThat(names).doesNotHaveDuplicates();
        var letters = List.of(Flag.values()).stream()
                .flatMap(flag -> flag.letter().stream())
                .toList();
        assertThat(letters).doesNotHaveDuplicates();
    }
}

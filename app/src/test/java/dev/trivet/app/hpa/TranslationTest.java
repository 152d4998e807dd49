package dev.trivet.app.hpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.app.hpa.Translation.Mode;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.Sockets;
import dev.trivet.app.settings.Tables;
import dev.trivet.app.settings.Values;
import dev.trivet.content.PathStyle;
import dev.trivet.content.WritePolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationTest {
    private static final Starter ROOT = new Starter(true, 0, false, Optional.empty());
    private static final Starter SOMEBODY = new Starter(false, 0, false, Optional.empty());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -L -s /srv                     | write            | existing
            -l -s /srv                     | drain-timeout    | 0
            -L -s -c /srv                  | write            | overwrite
            -L -s -c --read-only /srv      | write            | none
            -L -s /srv                     | world-access     | true
            -L -sp /srv                    | world-access     | false
            -L -s /srv                     | umask            | 000
            -L -sU 022 /srv                | umask            | 022
            -L -s /srv                     | path-style       | chroot
            -L /srv                        | path-style       | absolute
            -L -s /srv                     | lenient-names    | false
            -L -s /srv                     | user             | nobody
            -L -s -u tftp /srv             | user             | tftp
            -L -s -a :6969 /srv            | listen           | :6969
            -L -s -a 192.0.2.1 /srv        | listen           | 192.0.2.1:69
            -L -s -a [::1]:tftp /srv       | listen           | [0:0:0:0:0:0:0:1]:69
            -L -s -S 6969 -a [::1] /srv    | listen           | [0:0:0:0:0:0:0:1]:6969
            -L -s -a 192.0.2.1:70 -a :71 / | listen           | 192.0.2.1:70, :71
            -L -s -4 /srv                  | ip-version       | 4
            -L -s -6 /srv                  | ip-version       | 6
            -L -s -a [::]:69 /srv          | ip-version       | 6
            -L -s -r blksize -r TSIZE /srv | refuse-options   | blksize, tsize
            -L -s --port 5000:5010 /srv    | port-range       | 5000:5010
            -L -s -R 5000:5010 /srv        | port-range       | 5000:5010
            -L -s -T 100000 /srv           | retransmit       | 100000
            -L -s -B 1468 /srv             | max-blksize      | 1468
            -L -s -P /run/x.pid /srv       | pid-file         | /run/x.pid
            -L -s -m /etc/rules /srv       | map-file         | /etc/rules
            -L -s --map-steps 10 /srv      | map-steps        | 10
            -L -s -W 0 /srv                | max-windowsize   | 1
            -L -s -W 32768 /srv            | max-windowsize   | 32767
            -L -s --window-bytes 1M /srv   | max-window-bytes | 1M
            -L -s --max-size 10M /srv      | max-upload       | 10M
            -L -s /srv                     | log              | tftpd-hpa
            -L -s /srv                     | log-to           | syslog
            -L -s --stderr /srv            | log-to           | stderr
            -L -s /srv                     | verbosity        | 0
            -L -svv /srv                   | verbosity        | 2
            -L -svv --verbosity 1 -v /srv  | verbosity        | 2
            -L -s /srv                     | error-texts      | tftpd-hpa
            -L -s --strict-hpa /srv        | max-blksize      | 65464
            -L -s --strict-hpa /srv        | refuse-options   | windowsize
            """)
    void eachFlagIsAKeyOfServe(String line, String key, String value) throws UsageException {
        assertThat(text(translated(ROOT, line).meaning().server(), key)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"-L -s /srv, max-blksize", "-L -s /srv, retransmit", "-L -sp /srv, umask", "-L -s /srv, idle-exit"})
    void whatIsNotSaidIsLeftToTheServer(String line, String key) throws UsageException {
        assertThat(text(translated(ROOT, line).meaning().server(), key)).isEmpty();
    }

    /// `--max-blocksize`, which how-tos have and tftpd-hpa has not: the table of the cases.
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            --blocksize 1468 --max-blocksize 65535 | 1468 | 65464 | taken as 65464
            --blocksize 1468 --max-blocksize 65464 | 1468 | 65464 | -
            --blocksize 1468 --max-blocksize 1468  | 1468 | 1468  | -
            --max-blocksize 8192                   | -    | 8192  | -
            --blocksize 8192                       | 8192 | -     | -
            """)
    void largerBlocksAreForPathsThatCarryThem(String flags, Integer always, Integer where, String warning)
            throws UsageException {
        var result = translated(ROOT, "-L -s " + flags + " /srv");
        var server = result.meaning().server();
        assertThat(server.given(Keys.MAX_BLKSIZE)).isEqualTo(Optional.ofNullable(always));
        assertThat(server.given(Keys.MAX_BLKSIZE_UNFRAGMENTED)).isEqualTo(Optional.ofNullable(where));
        if (warning == null) assertThat(result.warnings()).isEmpty();
        else assertThat(result.warnings()).singleElement().asString().contains(warning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            -L -s                                    | no -s directory
            -L -s /srv /other                        | too many -s directories
            -L                                       | no directory
            -L srv                                   | does not begin with /
            -L -s -B 511 /srv                        | -B: '511' is not a whole number from 512 to 65464
            -L -s -B 65465 /srv                      | from 512 to 65464
            -L -s -U 8 /srv                          | octal
            -L -s -T 9999 /srv                       | from 10000 to 255000000
            -L -s -R 9 /srv                          | expected LO:HI
            -L -s -r foo /srv                        | 'foo' is not one of blksize
            -L -s -4 -6 /srv                         | exclude each other
            -L -s -m a -m b /srv                     | one map file only
            -L -s -a ::1 /srv                        | an IPv6 address stands in brackets
            -L -s -a :nothing-of-that-name /srv      | neither a number nor a UDP service
            -L -s --max-blocksize 100 /srv           | from 512
            -L -s -B 1468 --max-blocksize 1024 /srv  | less than --blocksize
            -L -s --strict-hpa --max-blocksize 9000 / | not a flag of tftpd-hpa
            -L --path-prefix a /srv                  | needs --secure
            -l --systemd -s /srv                     | exclude each other
            """)
    void whatCannotBeIsRefusedWith64(String line, String told) {
        assertThatThrownBy(() -> translated(ROOT, line))
                .isInstanceOfSatisfying(
                        UsageException.class, e -> assertThat(e.exit()).isEqualTo(SysExit.USAGE))
                .hasMessageContaining(told);
    }

    @Test
    void onlyRootHasPrivilegesToGiveUp() throws UsageException {
        assertThat(text(translated(SOMEBODY, "-L -s /srv").meaning().server(), "user"))
                .isEmpty();
        assertThat(text(translated(SOMEBODY, "-L -s -u tftp /srv").meaning().server(), "user"))
                .isEqualTo("tftp");
    }

    @Test
    void whoStartsItDecidesWhoseTheSocketsAre() throws UsageException {
        assertThat(translated(ROOT, "-l -s /srv").mode()).isEqualTo(Mode.DAEMON);
        assertThat(translated(ROOT, "-l -L -s /srv").mode()).isEqualTo(Mode.FOREGROUND);
        assertThat(translated(ROOT, "-a :69 -s /srv").mode()).isEqualTo(Mode.FOREGROUND);
        var systemd = new Starter(false, 1, false, Optional.empty());
        var bySystemd = translated(systemd, "-L -s /srv");
        assertThat(bySystemd.mode()).isEqualTo(Mode.SYSTEMD);
        assertThat(bySystemd.meaning().server().get(Keys.SOCKETS)).isEqualTo(Sockets.SYSTEMD);
        var byInetd = translated(new Starter(true, 0, true, Optional.empty()), "-s /srv");
        assertThat(byInetd.mode()).isEqualTo(Mode.INETD);
        assertThat(text(byInetd.meaning().server(), "idle-exit")).isEqualTo("900");
        assertThatThrownBy(() -> translated(ROOT, "-s /srv")).hasMessageContaining("--foreground");
    }

    @Test
    void theRootsAreTheDirectories() throws UsageException {
        assertThat(directories("-L /srv/a /srv/b")).containsExactly(Path.of("/srv/a"), Path.of("/srv/b"));
        assertThat(directories("-L -s --path-prefix /boot/x /srv")).containsExactly(Path.of("/srv/boot/x"));
    }

    @Test
    void uploadsAreGatheredWhereTheStarterHasAPlaceForThem() throws UsageException {
        var starter = new Starter(true, 0, false, Optional.of(Path.of("/var/lib/x")));
        assertThat(text(translated(starter, "-L -s /srv").meaning().server(), "spool"))
                .isEqualTo("/var/lib/x");
        assertThat(text(translated(starter, "-L -s --ro /srv").meaning().server(), "spool"))
                .isEmpty();
    }

    @Test
    void theSeedOfManyHowTosIsUnderstood() throws UsageException {
        var result = translated(
                ROOT,
                "--listen --user tftp --address 0.0.0.0:69 --secure --create --blocksize 1468 --max-blocksize 65535"
                        + " --verbose /srv/tftp");
        var server = result.meaning().server();
        assertThat(server.get(Keys.WRITE)).isEqualTo(WritePolicy.OVERWRITE);
        assertThat(server.get(Keys.PATH_STYLE)).isEqualTo(PathStyle.CHROOT);
        assertThat(text(server, "listen")).isEqualTo("0.0.0.0:69");
        assertThat(result.warnings()).hasSize(1);
    }

    private static List<Path> directories(String line) throws UsageException {
        return translated(ROOT, line).meaning().roots().stream()
                .map(root -> root.get(Tables.DIRECTORY))
                .toList();
    }

    private static Translation.Result translated(Starter starter, String line) throws UsageException {
        return Translation.of(Words.of(List.of(line.strip().split(" +"))), starter);
    }

    /// As a file would have it; empty where it is not set.
    private static String text(Values values, String name) {
        return Keys.SECTIONS.stream()
                .flatMap(section -> section.keys().stream())
                .filter(key -> key.name().equals(name))
                .findFirst()
                .map(key -> text(values, key))
                .orElseThrow();
    }

    private static <T> String text(Values values, dev.trivet.app.settings.Key<T> key) {
        return values.given(key).map(key.kind()::text).orElse("");
    }
}

package dev.trivet.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.ExitCode;
import dev.trivet.app.TrivetCommand;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ListenAddress;
import dev.trivet.app.settings.LogFormat;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.app.settings.Tables;
import dev.trivet.app.settings.Values;
import dev.trivet.content.AddressRange;
import dev.trivet.content.Durability;
import dev.trivet.content.WritePolicy;
import dev.trivet.engine.Engine;
import dev.trivet.engine.PortRange;
import dev.trivet.server.WhenFull;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<ServeSettings> served = new ArrayList<>();

    @Test
    void withoutFlagsNothingIsSet() {
        var settings = settingsOf("serve");
        assertThat(settings.server()).isEqualTo(Values.NONE);
        assertThat(settings.roots()).isEmpty();
        assertThat(settings.get(Keys.LISTEN)).containsExactly(new ListenAddress(Optional.empty(), 69));
        assertThat(settings.get(Keys.MAX_TRANSFERS)).isEqualTo(10_000);
        assertThat(settings.find(Keys.MAX_UPLOAD)).isEmpty();
    }

    @Test
    void everyFlagArrives() {
        var settings = settingsOf("""
                serve boot --listen 127.0.0.1:6969 --listen [::1]:6970
                --write version --keep-versions 7 --max-upload 1M --max-upload-total 2G --max-upload-per-address 512K
                --durability rename
                --single-port --port-range 50000:50999 --max-blksize 1428 --max-windowsize 64 --max-window-bytes 8M
                --give-up 45 --max-transfer-time 3600
                --ignore-case --follow-links-to /srv/a --follow-links-to /srv/b
                --allow-read 10.0.0.0/8 --allow-read ::1 --allow-write 192.0.2.7
                --max-transfers 500 --when-full refuse --requests-per-address 20 --transfers-per-address 4
                --misses-per-address 100
                --user nobody --engine portable --spin 50 --drain-timeout 3 --reload-socket /run/trivet.sock
                --log json --verbose --no-quiet""".split("\\s+"));
        assertThat(settings.server())
                .isEqualTo(Values.NONE
                        .with(
                                Keys.LISTEN,
                                List.of(ListenAddress.parse("127.0.0.1:6969"), ListenAddress.parse("[::1]:6970")))
                        .with(Keys.MAX_UPLOAD, 1L << 20)
                        .with(Keys.MAX_UPLOAD_TOTAL, 2L << 30)
                        .with(Keys.MAX_UPLOAD_PER_ADDRESS, 512L << 10)
                        .with(Keys.SINGLE_PORT, true)
                        .with(Keys.PORT_RANGE, new PortRange(50_000, 50_999))
                        .with(Keys.MAX_BLKSIZE, 1428)
                        .with(Keys.MAX_WINDOWSIZE, 64)
                        .with(Keys.MAX_WINDOW_BYTES, 8L << 20)
                        .with(Keys.GIVE_UP, Duration.ofSeconds(45))
                        .with(Keys.MAX_TRANSFER_TIME, Duration.ofHours(1))
                        .with(Keys.ALLOW_READ, List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("::1")))
                        .with(Keys.ALLOW_WRITE, List.of(AddressRange.parse("192.0.2.7")))
                        .with(Keys.MAX_TRANSFERS, 500)
                        .with(Keys.WHEN_FULL, WhenFull.REFUSE)
                        .with(Keys.REQUESTS_PER_ADDRESS, 20)
                        .with(Keys.TRANSFERS_PER_ADDRESS, 4)
                        .with(Keys.MISSES_PER_ADDRESS, 100)
                        .with(Keys.USER, "nobody")
                        .with(Keys.ENGINE, Engine.PORTABLE)
                        .with(Keys.SPIN, Duration.ofNanos(50_000))
                        .with(Keys.DRAIN_TIMEOUT, Duration.ofSeconds(3))
                        .with(Keys.RELOAD_SOCKET, Path.of("/run/trivet.sock"))
                        .with(Keys.LOG, LogFormat.JSON)
                        .with(Keys.VERBOSE, true)
                        .with(Keys.QUIET, false));
        assertThat(settings.roots().getFirst().values())
                .isEqualTo(Values.NONE
                        .with(Tables.DIRECTORY, Path.of("boot"))
                        .with(Keys.WRITE, WritePolicy.VERSION)
                        .with(Keys.KEEP_VERSIONS, 7)
                        .with(Keys.DURABILITY, Durability.RENAME)
                        .with(Keys.IGNORE_CASE, true)
                        .with(Keys.FOLLOW_LINKS_TO, List.of(Path.of("/srv/a"), Path.of("/srv/b"))));
    }

    @Test
    void aValueMayStandBehindAnEqualsSign() {
        var settings = settingsOf("serve", "boot", "--write=create", "--listen=:6969");
        assertThat(settings.roots().getFirst().values().get(Keys.WRITE)).isEqualTo(WritePolicy.CREATE);
    }

    @Test
    void aFolderMayHaveAnOddName() {
        assertThat(settingsOf("serve", "@boot files").roots().getFirst().directory())
                .isEqualTo(Path.of("@boot files"));
        assertThat(settingsOf("serve", "--", "--write").roots().getFirst().directory())
                .isEqualTo(Path.of("--write"));
    }

    @ParameterizedTest
    @CsvSource({
        "--write sometimes, 'none, existing, create, overwrite, version'",
        "--durability tape, 'disk, rename'",
        "--keep-versions 0, from 1 to",
        "--max-upload 4MB, 4M",
        "--port-range 50000, LO:HI",
        "--port-range 50:40, low end first",
        "--port-range 0:40, from 1 to 65535",
        "--max-blksize 7, from 8 to 65464",
        "--max-windowsize 32768, from 1 to 32767",
        "--max-windowsize many, from 1 to 32767",
        "--max-window-bytes 0, from 1 to",
        "--give-up 0, from 1 to 86400",
        "--drain-timeout -1, from 0 to 86400",
        "--allow-read 10.0.0.5/8, 10.0.0.0/8",
        "--allow-write everyone, not an IP address",
        "--max-transfers 0, from 1 to",
        "--when-full wait, 'drop, refuse'",
        "--spin 1000000, from 0 to 10000",
        "--engine fast, 'auto, portable, linux'",
        "--log xml, 'text, json'",
        "--listen 6969, ':6969'",
        "--ignorecase, --ignore-case",
        "--max-window-size 8, --max-windowsize",
        "--give-up, --give-up",
        "--write create --max-upload 1K --write overwrite, only once",
        "--verbose --quiet, exclude each other",
        "--check --print-config, exclude each other",
    })
    void aWrongFlagIsAUsageErrorThatNamesTheRemedy(String flags, String remedy) {
        assertThat(run(("serve " + flags).split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("trivet: ")
                .contains(flags.substring(0, flags.indexOf(' ') < 0 ? flags.length() : flags.indexOf(' ')))
                .contains(remedy)
                .contains("trivet serve --help")
                .doesNotContain("Exception");
        assertThat(served).isEmpty();
    }

    @Test
    void twoFoldersAreOneTooMany() {
        assertThat(run("serve", "boot", "more")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("'more'");
    }

    @Test
    void howServingEndsIsTheExitCode() {
        assertThat(TrivetCommand.run(
                        List.of("serve"), stream(out), stream(err), new ServeCommand((_, _) -> ExitCode.CANNOT_LISTEN)))
                .isEqualTo(7);
    }

    @Test
    void aFaultIsShownWholeAndExits1() {
        Serving faulty = (_, _) -> {
            throw new IllegalStateException("deep down");
        };
        assertThat(TrivetCommand.run(List.of("serve"), stream(out), stream(err), new ServeCommand(faulty)))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("deep down").contains("ServeCommandTest");
    }

    @Test
    void helpGoesToStandardOutputAndFitsATerminal() {
        assertThat(run("serve", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("--max-upload-per-address=SIZE")
                .contains("Examples:")
                .contains("Uploads:")
                .contains("(default: 10000)")
                .containsPattern("\\(default:\\s+64\\)");
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).allMatch(line -> line.length() <= 80);
        assertThat(err.size()).isZero();
    }

    private ServeSettings settingsOf(String... args) {
        served.clear();
        assertThat(run(args)).as(() -> err.toString(StandardCharsets.UTF_8)).isZero();
        return served.getFirst();
    }

    private int run(String... args) {
        return TrivetCommand.run(List.of(args), stream(out), stream(err), new ServeCommand((settings, _) -> {
            served.add(settings);
            return ExitCode.DONE;
        }));
    }

    private static PrintStream stream(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }
}

package dev.trivet.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.ExitCode;
import dev.trivet.app.TrivetCommand;
import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.app.serve.ServeSettings.Allowed;
import dev.trivet.app.serve.ServeSettings.Engine;
import dev.trivet.app.serve.ServeSettings.Load;
import dev.trivet.app.serve.ServeSettings.Names;
import dev.trivet.app.serve.ServeSettings.Network;
import dev.trivet.app.serve.ServeSettings.Output;
import dev.trivet.app.serve.ServeSettings.Process;
import dev.trivet.app.serve.ServeSettings.Uploads;
import dev.trivet.content.AddressRange;
import dev.trivet.content.Durability;
import dev.trivet.content.WritePolicy;
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
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<ServeSettings> served = new ArrayList<>();

    @Test
    void withoutFlagsTheDefaultsHold() {
        assertThat(settingsOf("serve"))
                .isEqualTo(new ServeSettings(
                        Optional.empty(),
                        List.of(new ListenAddress(Optional.empty(), 69)),
                        new Uploads(
                                WritePolicy.NONE,
                                OptionalInt.empty(),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                Durability.DISK),
                        new Network(
                                false, PortRange.SYSTEM, OptionalInt.empty(), 32, 4_194_304, Duration.ofSeconds(30)),
                        new Names(false, List.of()),
                        new Allowed(List.of(), List.of()),
                        new Load(10_000, WhenFull.DROP, OptionalInt.empty(), OptionalInt.empty()),
                        new Process(Engine.AUTO, Optional.empty(), Duration.ZERO, Duration.ofSeconds(10)),
                        new Output(LogFormat.TEXT, Level.INFO)));
    }

    @Test
    void everyFlagArrives() {
        var settings = settingsOf("""
                serve boot --listen 127.0.0.1:6969 --listen [::1]:6970
                --write version --keep-versions 7 --max-upload 1M --max-upload-total 2G --max-upload-per-address 512K
                --durability rename
                --single-port --port-range 50000:50999 --max-blksize 1428 --max-windowsize 64 --max-window-bytes 8M
                --give-up 45
                --ignore-case --follow-links-to /srv/a --follow-links-to /srv/b
                --allow-read 10.0.0.0/8 --allow-read ::1 --allow-write 192.0.2.7
                --max-transfers 500 --when-full refuse --requests-per-address 20 --transfers-per-address 4
                --user nobody --engine portable --spin 50 --drain-timeout 3
                --log json --verbose""".split("\\s+"));
        assertThat(settings)
                .isEqualTo(new ServeSettings(
                        Optional.of(Path.of("boot")),
                        List.of(ListenAddress.parse("127.0.0.1:6969"), ListenAddress.parse("[::1]:6970")),
                        new Uploads(
                                WritePolicy.VERSION,
                                OptionalInt.of(7),
                                OptionalLong.of(1 << 20),
                                OptionalLong.of(2L << 30),
                                OptionalLong.of(512 << 10),
                                Durability.RENAME),
                        new Network(
                                true,
                                new PortRange(50_000, 50_999),
                                OptionalInt.of(1428),
                                64,
                                8 << 20,
                                Duration.ofSeconds(45)),
                        new Names(true, List.of(Path.of("/srv/a"), Path.of("/srv/b"))),
                        new Allowed(
                                List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("::1")),
                                List.of(AddressRange.parse("192.0.2.7"))),
                        new Load(500, WhenFull.REFUSE, OptionalInt.of(20), OptionalInt.of(4)),
                        new Process(
                                Engine.PORTABLE,
                                Optional.of("nobody"),
                                Duration.ofNanos(50_000),
                                Duration.ofSeconds(3)),
                        new Output(LogFormat.JSON, Level.DEBUG)));
    }

    @Test
    void aValueMayStandBehindAnEqualsSign() {
        assertThat(settingsOf("serve", "--write=create", "--listen=:6969")
                        .uploads()
                        .policy())
                .isEqualTo(WritePolicy.CREATE);
    }

    @Test
    void aFolderMayHaveAnOddName() {
        assertThat(settingsOf("serve", "@boot files").root()).contains(Path.of("@boot files"));
        assertThat(settingsOf("serve", "--", "--write").root()).contains(Path.of("--write"));
    }

    @ParameterizedTest
    @CsvSource({
        "--write sometimes, 'none, create, overwrite, version'",
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
                        List.of("serve"), stream(out), stream(err), new ServeCommand(_ -> ExitCode.CANNOT_LISTEN)))
                .isEqualTo(7);
    }

    @Test
    void aFaultIsShownWholeAndExits1() {
        Serving faulty = _ -> {
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
                .containsPattern("\\(default:\\s+32\\)");
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).allMatch(line -> line.length() <= 80);
        assertThat(err.size()).isZero();
    }

    private ServeSettings settingsOf(String... args) {
        served.clear();
        assertThat(run(args)).as(() -> err.toString(StandardCharsets.UTF_8)).isZero();
        return served.getFirst();
    }

    private int run(String... args) {
        return TrivetCommand.run(List.of(args), stream(out), stream(err), new ServeCommand(settings -> {
            served.add(settings);
            return ExitCode.DONE;
        }));
    }

    private static PrintStream stream(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }
}

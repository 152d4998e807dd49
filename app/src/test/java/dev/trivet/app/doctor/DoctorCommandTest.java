package dev.trivet.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.ExitCode;
import dev.trivet.app.TrivetCommand;
import dev.trivet.app.settings.Values;
import dev.trivet.engine.PortTakenException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command as a whole, on a host of the test's own; the transfers to itself are real.
class DoctorCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeHost host =
            new FakeHost().runBy(1000, "0000000000000400").cards(FakeHost.card("eth0", 1500, "127.0.0.2"));

    @TempDir
    Path folder = Path.of("");

    @Test
    void aHostWhereNothingIsWrongEndsWith0() {
        assertThat(run("doctor", "/srv/tftp")).as(this::report).isZero();
        assertThat(report())
                .contains("FINE\n")
                .contains("  port 69 (UDP) can be listened on\n")
                .contains("by each of 2 addresses")
                .endsWith("nothing hinders serving\n");
    }

    @Test
    void problemsComeFirstEachWithWhyAndRemedy() {
        host.refuses("*", new PortTakenException(new InetSocketAddress("0.0.0.0", 69), Optional.empty()))
                .text("/proc/self/limits", FakeHost.limits("4000"));
        assertThat(run("doctor", "/srv/tftp")).isEqualTo(ExitCode.CANNOT_LISTEN.number());
        assertThat(report()).startsWith("""
                PROBLEMS
                  port 69 (UDP) is taken
                    why: the system does not tell by whom
                    remedy: run trivet doctor as root to see by which process

                WARNINGS
                  4000 open files are allowed""").endsWith("1 problem, 1 warning\n");
    }

    @Test
    void quietlyOnlyWhatIsWrongIsTold() {
        assertThat(run("doctor", "/srv/tftp", "--quiet")).isZero();
        assertThat(report()).isEqualTo("nothing hinders serving\n");
    }

    @Test
    void jsonIsOneDocumentWithAllFindings() {
        host.refuses("*", new BindException("Permission denied"));
        assertThat(run("doctor", "/srv/tftp", "--json")).isEqualTo(7);
        assertThat(report())
                .startsWith(
                        "{\"exit-code\":7,\"problems\":1,\"warnings\":0,\"findings\":[{\"id\":\"port-privilege\",\"level\":\"problem\",\"what\":\"port 69 (UDP) is not allowed\"")
                .contains("{\"id\":\"self-transfer\",\"level\":\"ok\"")
                .endsWith("]}\n");
    }

    @Test
    void theFileOfAServerIsReadAndItsMistakesAreTold() throws IOException {
        var file = Files.writeString(
                folder.resolve("trivet.toml"), "listen = \":6969\"\n[[root]]\ndirectory = \"/srv/boot\"\n");
        assertThat(run("doctor", "--config", file.toString())).isEqualTo(ExitCode.LOCAL_FILE.number());
        assertThat(report()).contains("/srv/boot does not exist").contains("port 6969 (UDP) can be listened on");
        Files.writeString(file, "listn = \":6969\"\n");
        assertThat(run("doctor", "--config", file.toString())).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("trivet.toml:1:1")
                .contains("listen");
    }

    @Test
    void elsewhereThanOnLinuxItIsSaidOnceWhatIsLeftOut() {
        assertThat(run("doctor", "/srv/tftp", "--json")).isZero();
        assertThat(report()).doesNotContain("left-out");
        out.reset();
        host.system("Mac OS X");
        assertThat(run("doctor", "/srv/tftp")).isZero();
        assertThat(report()).containsOnlyOnce("left out on Mac OS X: privilege").doesNotContain("descriptors are");
    }

    @Test
    void aCheckThatDoesNotEndIsToldAndTheOthersGoOn() throws Exception {
        var never = new CountDownLatch(1);
        Check hanging = new Check() {
            @Override
            public String name() {
                return "a file system";
            }

            @Override
            public List<Finding> look(Examined examined) throws InterruptedException {
                never.await();
                return List.of();
            }
        };
        var heard = new ArrayList<String>();
        var examined = new Examined(host, DoctorFixture.settings(Values.NONE));
        var examination =
                Examination.of(List.of(hanging, new EngineCheck()), examined, Duration.ofMillis(200), heard::add);
        assertThat(examination.findings()).extracting(Finding::id).containsExactly("unfinished", "engine");
        assertThat(examination.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(heard).containsExactly("a file system", "the engine");
    }

    @Test
    void theExitCodeIsHowServeWouldEndFirst() {
        var examination = new Examination(List.of(
                Finding.problem(ExitCode.TIMED_OUT, "a", "", "", ""),
                Finding.problem(ExitCode.CANNOT_LISTEN, "b", "", "", ""),
                Finding.problem(ExitCode.LOCAL_FILE, "c", "", "", "")));
        assertThat(examination.exitCode()).isEqualTo(ExitCode.LOCAL_FILE);
    }

    @Test
    void namesOfFilesAndProgramsBringNoControlCharacters() {
        assertThat(Finding.hint("a", "red \033[31m", "", "one\ntwo").what()).doesNotContain("\033");
        assertThat(Finding.hint("a", "", "", "one\ntwo").remedy()).isEqualTo("one\ntwo");
    }

    private String report() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private int run(String... args) {
        var standardOut = new PrintStream(out, true, StandardCharsets.UTF_8);
        var standardErr = new PrintStream(err, true, StandardCharsets.UTF_8);
        return TrivetCommand.run(
                List.of(args), standardOut, standardErr, new DoctorCommand(host, standardOut, standardErr));
    }
}

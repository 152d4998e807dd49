package dev.trivet.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.client.ClientEvent;
import dev.trivet.client.ClientEvent.Wish;
import dev.trivet.client.TftpException.Reason;
import dev.trivet.content.Durability;
import dev.trivet.engine.Engine;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GetCommandTest extends CommandLineFixture {
    private static final String X = "tftp://h/x";
    private static final TransferFailure REFUSED = new TransferFailure(
            Reason.REFUSED,
            Optional.of(ErrorCode.FILE_NOT_FOUND),
            "the server says: no such file",
            "is the name right?");
    private static final TransferFailure SILENCE =
            new TransferFailure(Reason.NO_ANSWER, Optional.empty(), "no answer", "is it running?");

    // --- what the flags mean

    @Test
    void withoutFlagsTheDefaultsHold() {
        transfers.has(X, "content");
        assertThat(trivet("get", X)).as(this::said).isZero();
        assertThat(transfers.opened)
                .containsExactly(new RequestSettings(
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Mode.OCTET,
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        true,
                        Engine.AUTO,
                        Durability.DISK));
        assertThat(transfers.closed).isTrue();
    }

    @Test
    void everyFlagArrives() {
        transfers.has(X, "content");
        assertThat(trivet(("get --blksize 1428 --windowsize 64 --timeout 3 --mode netascii --give-up 45 --wait 60"
                                + " --engine portable --durability rename " + X)
                        .split(" ")))
                .isZero();
        assertThat(trivet("get", X, "--no-options")).isZero();
        assertThat(transfers.opened.getFirst())
                .isEqualTo(new RequestSettings(
                        OptionalInt.of(1428),
                        OptionalInt.of(64),
                        Optional.of(Duration.ofSeconds(3)),
                        Mode.NETASCII,
                        Duration.ofSeconds(45),
                        Duration.ofSeconds(60),
                        true,
                        Engine.PORTABLE,
                        Durability.RENAME));
        assertThat(transfers.opened.getLast().options()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "--blksize 7 tftp://h/x, from 8 to 65464",
        "--windowsize 0 tftp://h/x, from 1 to 32767",
        "--timeout 256 tftp://h/x, from 1 to 255",
        "--mode mail tftp://h/x, 'netascii, octet'",
        "--give-up 0 tftp://h/x, from 1 to 86400",
        "--wait soon tftp://h/x, from 0 to 86400",
        "--durability tape tftp://h/x, 'disk, rename'",
        "--no-options --blksize 512 tftp://h/x, exclude each other",
        "--no-options --timeout 5 tftp://h/x, exclude each other",
        "-o - --json tftp://h/x, exclude each other",
        "h:x, tftp://h/x",
        "tftp://h/, names no file",
        "tftp://h/ -o f, names no file",
        "tftp://h/dir/, -o FILE",
        "tftp://h/.., -o FILE",
        "tftp://h/x tftp://g/x, one by one",
        "tftp://h/x tftp://h/y -o -, -o DIR",
        "tftp://h/x tftp://h/y -o all, -o DIR",
        "tftp://h/x -o nowhere/, no such folder",
    })
    void whatCannotBeMeantIsRefusedBeforeAnythingIsFetched(String args, String remedy) throws IOException {
        assertThat(trivet(("get " + args).split(" "))).isEqualTo(2);
        assertThat(said())
                .startsWith("trivet: ")
                .contains(remedy)
                .contains("trivet get --help")
                .doesNotContain("Exception");
        assertThat(transfers.asked).isEmpty();
        assertThat(files()).isEmpty();
        assertThat(out.size()).isZero();
    }

    // --- where it goes

    @Test
    void withoutATargetItGoesIntoTheCurrentFolder() throws IOException {
        transfers.has("tftp://h/boot/a%20b", "content");
        assertThat(trivet("get", "tftp://h/boot/a%20b")).as(this::said).isZero();
        assertThat(content("a b")).isEqualTo("content");
        assertThat(out.size()).isZero();
    }

    @Test
    void aTargetIsAFileOrAFolderThatIsThere() throws IOException {
        Files.createDirectory(folder.resolve("images"));
        transfers.has(X, "one").has("tftp://h/y", "two");
        assertThat(trivet("get", X, "-o", "file")).isZero();
        assertThat(trivet("get", "-o", "images", X, "tftp://h/y")).isZero();
        assertThat(trivet("get", X, "--output=images/")).isZero();
        assertThat(content("file")).isEqualTo("one");
        assertThat(content("images/x")).isEqualTo("one");
        assertThat(content("images/y")).isEqualTo("two");
    }

    @Test
    void standardOutputGetsTheContentAndNothingElse() throws IOException {
        transfers.has(X, "content");
        assertThat(trivet("get", X, "-o", "-")).isZero();
        assertThat(printed()).isEqualTo("content");
        assertThat(said()).contains("7 octets");
        assertThat(files()).isEmpty();
    }

    @Test
    void standardOutputIsNotFlushedForEachBlock() {
        var flushes = new int[1];
        standardOutput = new PrintStream(new ByteArrayOutputStream() {
            @Override
            public void flush() {
                flushes[0]++;
            }
        });
        transfers.has(X, "x".repeat(1000));
        assertThat(trivet("get", X, "-o", "-")).isZero();
        assertThat(flushes[0]).isLessThan(10);
    }

    @Test
    void aPipeWhoseReaderHasEndedIsALocalFailure() {
        standardOutput = new PrintStream(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        transfers.has(X, "content");
        assertThat(trivet("get", X, "-o", "-")).isEqualTo(3);
        assertThat(said()).contains("the reader of standard output has ended");
    }

    @Test
    void aFolderIsNeverReplaced() throws IOException {
        Files.createDirectory(folder.resolve("x"));
        transfers.has(X, "content");
        assertThat(trivet("get", X)).isEqualTo(3);
        assertThat(said()).contains("is a folder").contains("-o FILE");
        assertThat(transfers.asked).isEmpty();
        assertThat(folder.resolve("x")).isEmptyDirectory();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDeviceIsWrittenAndNotReplaced() {
        transfers.has(X, "content");
        assertThat(trivet("get", X, "-o", "/dev/null")).as(this::said).isZero();
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    // --- how it ends

    @Test
    void aFailureNamesUriCauseAndRemedy() {
        transfers.fails(X, REFUSED);
        assertThat(trivet("get", X)).isEqualTo(4);
        assertThat(said())
                .contains("trivet: tftp://h/x: the server says: no such file\n  remedy: is the name right?\n");
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, 4",
        "PROTOCOL, 4",
        "NO_ANSWER, 5",
        "STOPPED_ANSWERING, 5",
        "UNCONFIRMED, 5",
        "NO_ROUTE, 5",
        "LOCAL_FILE, 3",
        "TOO_LARGE, 3",
    })
    void theReasonDecidesTheExitCode(Reason reason, int exitCode) {
        transfers.fails(X, new TransferFailure(reason, Optional.empty(), "cause", ""));
        assertThat(trivet("get", X)).isEqualTo(exitCode);
    }

    @Test
    void aFailureDoesNotStopTheOthersAndDifferentResultsAre6() throws IOException {
        transfers.fails(X, REFUSED).has("tftp://h/y", "content");
        assertThat(trivet("get", X, "tftp://h/y")).isEqualTo(6);
        assertThat(content("y")).isEqualTo("content");
    }

    @Test
    void ifAllFailAlikeThatIsTheExitCode() {
        transfers.fails(X, SILENCE).fails("tftp://h/y", SILENCE);
        assertThat(trivet("get", X, "tftp://h/y")).isEqualTo(5);
    }

    @Test
    void differentFailuresAre6() {
        transfers.fails(X, SILENCE).fails("tftp://h/y", REFUSED);
        assertThat(trivet("get", X, "tftp://h/y")).isEqualTo(6);
    }

    // --- what it says

    @Test
    void aResultLineTellsOctetsTimeAndRate() {
        transfers.has(X, "0123456789");
        assertThat(trivet("get", X)).isZero();
        assertThat(said())
                .isEqualTo("x: fetching tftp://h/x\nx: 10 octets in 0.500 s (20 B/s), 3 sent again\n"
                        .replace("\n", System.lineSeparator()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDetourIsExplained(boolean onTerminal) {
        if (onTerminal) columns = OptionalInt.of(80);
        transfers.has(X, "content");
        transfers.troubles.put(URI.create(X), listener -> {
            var wish = new Wish(1, false, URI.create(X));
            var server = new InetSocketAddress("192.0.2.1", 69);
            listener.accept(new ClientEvent.Asking(
                    Instant.EPOCH,
                    wish,
                    1,
                    server,
                    Options.of("blksize", "1428", "tsize", "0", "windowsize", "32"),
                    ""));
            listener.accept(new ClientEvent.Asking(
                    Instant.EPOCH,
                    wish,
                    2,
                    server,
                    Options.of("blksize", "512", "tsize", "0"),
                    "the server sent error 8"));
        });
        assertThat(trivet("get", X)).isZero();
        assertThat(said()).contains("asked again without windowsize and with blksize 512: the server sent error 8");
    }

    @Test
    void quietIsSilentUnlessSomethingFails() {
        transfers.has(X, "content").fails("tftp://h/y", SILENCE);
        assertThat(trivet("get", "--quiet", X)).isZero();
        assertThat(said()).isEmpty();
        assertThat(trivet("get", "--quiet", "tftp://h/y")).isEqualTo(5);
        assertThat(said()).contains("no answer");
    }

    @Test
    void jsonIsOneObjectForEachFileAndNothingElseOnStandardOutput() {
        transfers.has(X, "0123456789").fails("tftp://h/y", REFUSED);
        assertThat(trivet("get", "--json", X, "tftp://h/y")).isEqualTo(6);
        var lines = printed().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).isEqualTo("""
                        {"uri":"tftp://h/x","file":"x","outcome":"completed","octets":10,"seconds":0.5,"rate":20,\
                        "server":"192.0.2.1:50000","blksize":1428,"windowsize":32,"retransmissions":3,"attempts":1}""");
        assertThat(lines.getLast())
                .startsWith("{\"uri\":\"tftp://h/y\",\"file\":\"y\",\"outcome\":\"failed\",\"octets\":0,")
                .endsWith("\"reason\":\"refused\",\"code\":1,\"cause\":\"the server says: no such file\","
                        + "\"remedy\":\"is the name right?\"}");
    }

    @Test
    void aSignalCancelsTheTransferThatRunsAndEndsTheCommand() throws IOException {
        transfers.troubles.put(URI.create(X), _ -> {
            interruption().heard(2);
            if (Thread.interrupted()) throw new InterruptedException();
        });
        transfers.has("tftp://h/y", "content");
        assertThat(trivet("get", "--json", X, "tftp://h/y")).isEqualTo(130);
        assertThat(said()).contains("trivet: tftp://h/x: interrupted");
        assertThat(printed()).contains("\"reason\":\"cancelled\"");
        assertThat(transfers.asked).containsExactly(X);
        assertThat(transfers.closed).isTrue();
        assertThat(files()).isEmpty();
    }
}

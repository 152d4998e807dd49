package dev.trivet.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.Commands;
import dev.trivet.app.TrivetCommand;
import dev.trivet.app.transfer.Interruption;
import dev.trivet.content.WritePolicy;
import dev.trivet.server.TftpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole command against servers on loopback: one of Trivet, and some that break rules.
class LoadCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private OptionalInt columns = OptionalInt.empty();
    private Consumer<Interruption> signals = _ -> {};

    @TempDir
    Path root = Path.of("");

    private String address = "";
    private AutoCloseable server = () -> {};

    @BeforeEach
    void serve() throws IOException {
        Files.write(root.resolve("image"), new byte[100_003]);
        Files.writeString(root.resolve("hello.txt"), "hello\n");
        Files.write(root.resolve("empty"), new byte[0]);
        var started = TftpServer.builder()
                .listen("127.0.0.1", 0)
                .root(root)
                .write(WritePolicy.OVERWRITE)
                .start();
        server = started;
        address = "tftp://127.0.0.1:" + started.addresses().getFirst().getPort() + "/";
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void everyTransferIsMadeAndToldOfOnStandardOutput() {
        assertThat(load(address + "image", "--clients", "8", "--transfers", "50"))
                .as(said())
                .isZero();
        assertThat(printed())
                .startsWith("fetched " + address + "image: 8 clients, ")
                .contains("completed    50, 0 failed")
                .contains("(5.00 MB in all)")
                .contains("granted      blksize 65464, windowsize 2 (50)")
                .doesNotContain("broken rule");
        assertThat(said()).as("no progress where there is no terminal").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"empty, 0", "hello.txt, 6"})
    void smallFilesCountToo(String name, int octets) {
        assertThat(load(address + name, "--clients", "4", "--transfers", "20", "--json"))
                .as(said())
                .isZero();
        assertThat(printed())
                .contains("\"completed\":20,\"failed\":0,\"unfinished\":0,\"octets\":" + 20 * octets + ",")
                .contains("\"ended-by\":\"transfers\"")
                .contains("\"violations\":[]");
    }

    @Test
    void whatIsSentIsThereUnderANameForEachClient() {
        assertThat(load(address + "up", "--put", "3000", "--clients", "3", "--transfers", "9"))
                .as(said())
                .isZero();
        for (int client = 1; client <= 3; client++)
            assertThat(root.resolve("up-" + client)).hasSize(3_000);
        assertThat(root.resolve("up-4")).doesNotExist();
        assertThat(root.resolve("up-1")).hasSameBinaryContentAs(root.resolve("up-2"));
        assertThat(printed()).startsWith("sent 3000 octets each to " + address + "up-{client}: 3 clients");
    }

    @Test
    void aBadLineCostsRepeatsAndNothingElse() {
        assertThat(load(
                        address + "image",
                        "--clients",
                        "4",
                        "--transfers",
                        "12",
                        "--loss",
                        "5",
                        "--seed",
                        "3",
                        "--blksize",
                        "1428",
                        "--windowsize",
                        "16",
                        "--json"))
                .as(said())
                .isZero();
        assertThat(printed())
                .contains("\"completed\":12,\"failed\":0")
                // A server that saw whole windows vanish grants smaller ones.
                .contains("\"blksize\":1428,\"windowsize\":")
                .doesNotContain("\"retransmissions\":0,\"transfer\"");
    }

    @Test
    void failuresAreCountedWithTheirReason() {
        assertThat(load(address + "missing", "--clients", "2", "--transfers", "7"))
                .isEqualTo(4);
        assertThat(printed())
                .contains("completed    0, 7 failed")
                .contains("failed       7 x the server refused with error 1: File not found")
                .contains("remedy: ");
    }

    @Test
    void someThatFailAndSomeThatDoNotAreExitCode6() {
        assertThat(load(address + "{transfer}", "--clients", "1", "--transfers", "3"))
                .isEqualTo(4);
        write("2", "two");
        assertThat(load(address + "{transfer}", "--clients", "1", "--transfers", "3"))
                .isEqualTo(6);
        assertThat(printed()).contains("completed    1, 2 failed");
    }

    @Test
    void whereNobodyListensItDoesNotAskAThousandTimes() throws Exception {
        server.close();
        assertThat(load(address + "image", "--clients", "3", "--json")).isEqualTo(5);
        assertThat(printed())
                .contains("\"ended-by\":\"no-answer\"")
                .contains("\"reason\":\"no-answer\"")
                .doesNotContain("\"failed\":1000");
    }

    @Test
    void theTimeEndsALoadAndWhatRunsIsCutOff() throws Exception {
        try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var uri = "tftp://127.0.0.1:" + silent.getLocalPort() + "/x";
            assertThat(load(uri, "--clients", "5", "--duration", "1")).isEqualTo(5);
        }
        assertThat(printed())
                .contains("completed    0, 0 failed, 5 cut off by the end")
                .contains(", ended by time");
    }

    @Test
    void ctrlCEndsItWithTheReport() {
        signals = interruption -> interruption.heard(2);
        assertThat(load(address + "image", "--clients", "2", "--duration", "60", "--json"))
                .isEqualTo(130);
        assertThat(printed()).contains("\"ended-by\":\"interrupted\"");
    }

    @Test
    void aTerminalShowsHowItGoesAndIsLeftEmpty() throws Exception {
        columns = OptionalInt.of(80);
        try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            load("tftp://127.0.0.1:" + silent.getLocalPort() + "/x", "--clients", "2", "--duration", "1");
        }
        assertThat(said())
                .contains("load  [#")
                .contains("] 0 done, 0 B/s, 0/s, 0:00")
                .endsWith("\r" + " ".repeat(79) + "\r");
    }

    @Test
    void aPublicServerIsLeftAlone() {
        assertThat(load("tftp://192.0.2.1/x")).isEqualTo(2);
        assertThat(said()).contains("192.0.2.1 is neither loopback nor private").contains("--allow-public");
        assertThat(printed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--clients 0, 'from 1 to 10000'",
        "--clients 10001, 'from 1 to 10000'",
        "--transfers 0, 'from 1 to'",
        "--loss 91, 'from 0 to 90 percent'",
        "--loss x, 'from 0 to 90 percent'",
        "--put 0, 'not a size'",
        "--no-options --blksize 512, 'exclude each other'",
    })
    void whatMakesNoSenseIsSaid(String flags, String why) {
        var args = new java.util.ArrayList<>(List.of(address + "image"));
        args.addAll(Arrays.asList(flags.split(" ")));
        assertThat(load(args.toArray(String[]::new))).isEqualTo(2);
        assertThat(said()).contains(why);
    }

    @Test
    void aServerWhoseFileIsEachTimeAnotherBreaksARule() throws Exception {
        var number = new AtomicInteger();
        try (var wrong = new WrongServer(_ -> data("content " + number.incrementAndGet() % 2))) {
            assertThat(load(wrong.uri(), "--clients", "1", "--transfers", "4")).isEqualTo(4);
        }
        assertThat(printed())
                .contains("completed    4, 0 failed")
                .contains("broken rule  2 x two transfers of one file brought different octets");
    }

    @Test
    void aServerThatGrantsWhatNobodyAskedForBreaksARule() throws Exception {
        var oack = "\0\6blksize\0" + "9999\0";
        try (var wrong = new WrongServer(request -> request.contains("blksize") ? oack : data("content"))) {
            assertThat(load(wrong.uri(), "--clients", "1", "--transfers", "3", "--blksize", "1000"))
                    .isEqualTo(4);
        }
        assertThat(printed()).contains("completed    3, 0 failed").containsPattern("broken rule  3 x .*9999");
    }

    @Test
    void theWholeCommandKnowsIt() {
        var run = Commands.run("load", address + "image", "--transfers", "5", "--clients", "5");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("completed    5, 0 failed");
    }

    private static String data(String content) {
        return "\0\3\0\1" + content;
    }

    /// Answers each request, by what the function makes of it, from the port that was asked; hears nothing else.
    private static final class WrongServer implements AutoCloseable {
        private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

        WrongServer(java.util.function.UnaryOperator<String> answers) throws IOException {
            Thread.ofPlatform().daemon().start(() -> {
                var packet = new DatagramPacket(new byte[2_000], 2_000);
                try {
                    while (true) {
                        packet.setLength(2_000);
                        socket.receive(packet);
                        var heard = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
                        if (!heard.startsWith("\0\1")) continue;
                        var answer = answers.apply(heard).getBytes(StandardCharsets.ISO_8859_1);
                        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                    }
                } catch (IOException closed) {
                    return;
                }
            });
        }

        String uri() {
            return "tftp://127.0.0.1:" + socket.getLocalPort() + "/x";
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private void write(String name, String content) {
        try {
            Files.writeString(root.resolve(name), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int load(String... args) {
        out.reset();
        var all = new java.util.ArrayList<>(List.of("load"));
        all.addAll(List.of(args));
        return TrivetCommand.run(all, stream(out), stream(err), new LoadCommand(this::around));
    }

    private Around around() {
        return new Around(stream(out), stream(err), columns, signals, host -> List.of(InetAddress.getAllByName(host)));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }
}

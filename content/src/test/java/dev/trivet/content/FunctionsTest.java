package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Content made by functions, uploads taken by functions, files in memory")
class FunctionsTest {
    private final List<Exception> faults = new ArrayList<>();
    private final List<ReceivedUpload> taken = new ArrayList<>();

    @Test
    void functionSeesVariablesNameAndPeer() {
        var client = made(
                "SEP{mac}.cnf.xml",
                request -> Content.of(request.variable("mac") + " " + request.name() + " "
                        + request.peer().address().getPort() + " " + request.mode()));
        assertThat(client.read("/SEP0011.cnf.xml")).isEqualTo("0011 /SEP0011.cnf.xml 2070 OCTET");
        assertThat(client.read("other")).isEqualTo("next");
        assertThat(client.write("SEP0011.cnf.xml", "x")).isEqualTo("next");
    }

    @Test
    void variableThatTheTemplateLacksIsAFaultThatNamesThoseItHas() {
        var client = made("{a}-{b}", request -> Content.of(request.variable("c")));
        assertThat(client.read("x-y")).isEqualTo("ERROR 0");
        assertThat(faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault).hasMessage("the template has no variable 'c', only [a, b]"));
    }

    @Test
    void functionMaySayThatItHasNothing() {
        assertThat(made("{name}", _ -> Content.notHere()).read("x")).isEqualTo("next");
    }

    @Test
    void functionMayRefuseWithCauseAndRemedy() {
        var client = made("{name}", _ -> Content.refused("unknown phone", "add it to the inventory"));
        assertThat(client.refusedRead("x"))
                .isEqualTo(new Refusal(
                        ErrorCode.ACCESS_VIOLATION, "Access denied", "unknown phone", "add it to the inventory"));
        var thrown = new Refusal(ErrorCode.FILE_NOT_FOUND, "File not found", "no such phone", "");
        assertThat(made("{name}", _ -> {
                            throw new ContentException(thrown);
                        })
                        .refusedRead("x"))
                .isEqualTo(thrown);
        assertThat(faults).isEmpty();
    }

    @Test
    void functionThatThrowsOrAnswersNullIsAFaultAndError0() {
        assertThat(made("{name}", _ -> {
                            throw new IOException("database is away");
                        })
                        .read("x"))
                .isEqualTo("ERROR 0");
        assertThat(faults).singleElement().isInstanceOf(IOException.class);
    }

    @Test
    void textIsTranslatedInNetascii() {
        var client = made("{name}", _ -> Content.of("a\nb\r"));
        assertThat(client.read("x")).isEqualTo("a\nb\r");
        assertThat(client.in(Mode.NETASCII).read("x")).isEqualTo("a\r\nb\r\0");
    }

    @Test
    void sizeIsKnownInBothModes() throws IOException {
        try (var octet = source("a\nb", Mode.OCTET);
                var netascii = source("a\nb", Mode.NETASCII)) {
            assertThat(octet.length()).hasValue(3);
            assertThat(netascii.length()).hasValue(4);
        }
    }

    @Test
    void functionMayNameAFile(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("image"), "octets");
        assertThat(made("{name}", request -> Content.of(directory.resolve(request.variable("name"))))
                        .read("image"))
                .isEqualTo("octets");
        assertThat(made("{name}", _ -> Content.of(directory.resolve("nothing"))).read("image"))
                .isEqualTo("ERROR 1");
    }

    @Test
    void lenientNamesReachFunctionsToo() {
        var client = made("cfg/{name}", request -> Content.of(request.variable("name")));
        assertThat(client.read("cfg\\x")).isEqualTo("x");
        assertThat(client.read("cfg//x")).isEqualTo("x");
        assertThat(made("cfg/x", _ -> Content.of("mended")).read("cfg/../cfg/x\uDCFF"))
                .isEqualTo("mended");
    }

    @Test
    void uploadIsGivenToTheFunctionWhole() {
        var client = received("{router}-confg", 100, taken::add);
        assertThat(client.write("r1-confg", "hostname r1")).isEqualTo("stored");
        assertThat(taken).singleElement().satisfies(upload -> {
            assertThat(upload.text()).isEqualTo("hostname r1");
            assertThat(upload.bytes()).isEqualTo("hostname r1".getBytes(StandardCharsets.UTF_8));
            assertThat(upload.variable("router")).isEqualTo("r1");
            assertThat(upload.name()).isEqualTo("r1-confg");
            assertThat(upload.peer()).isEqualTo(Served.PEER);
        });
        assertThat(client.write("other", "x")).isEqualTo("next");
        assertThat(client.read("r1-confg")).isEqualTo("next");
    }

    @Test
    void netasciiUploadIsDecoded() {
        var client = received("{name}", 100, taken::add).in(Mode.NETASCII);
        assertThat(client.write("x", "a\r\nb\r\0c\r")).isEqualTo("stored");
        assertThat(taken.getFirst().text()).isEqualTo("a\nb\rc\r");
        assertThat(taken.getFirst().mode()).isEqualTo(Mode.NETASCII);
    }

    @Test
    void uploadBeyondItsLimitIsRefusedWhenAnnouncedAndWhenItArrives() {
        var client = received("{name}", 5, taken::add);
        assertThat(client.write("x", "12345", OptionalLong.of(5))).isEqualTo("stored");
        assertThat(client.write("x", "123456", OptionalLong.of(6))).isEqualTo("ERROR 3");
        assertThat(client.write("x", "123456")).isEqualTo("ERROR 3");
        assertThat(taken).hasSize(1);
    }

    @Test
    void uploadsAtOnceShareWhatTheyMayHold() throws ContentException {
        var budget = new MemoryBudget(10, 15);
        try (var one = budget.begin("a", OptionalLong.empty());
                var other = budget.begin("b", OptionalLong.empty())) {
            one.take("a", 10);
            other.take("b", 5);
            assertThatThrownBy(() -> other.take("b", 1)).hasMessageContaining("memory for all uploads");
        }
        assertThat(budget.held()).isZero();
    }

    @Test
    void refusalOfAnUploadReachesTheClient() {
        var refusal = new Refusal(ErrorCode.ACCESS_VIOLATION, "No", "unknown router", "add it");
        assertThat(received("{name}", 100, _ -> {
                            throw new ContentException(refusal);
                        })
                        .write("x", "y"))
                .isEqualTo("ERROR 2");
        assertThat(faults).isEmpty();
        assertThat(received("{name}", 100, _ -> {
                            throw new IllegalStateException("a fault");
                        })
                        .write("x", "y"))
                .isEqualTo("ERROR 0");
        assertThat(faults).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void filesInMemoryAreReadByTheirNames() {
        var files = MemoryFiles.readOnly().put("a/b", new byte[] {'x'});
        var client = Asking.of(files);
        assertThat(client.read("a/b")).isEqualTo("x");
        assertThat(client.read("/a//b")).isEqualTo("x");
        assertThat(client.read("a\\b")).isEqualTo("x");
        assertThat(client.read("a")).isEqualTo("next");
        assertThat(client.write("a/b", "y")).isEqualTo("next");
        assertThat(files.remove("a/b")).isTrue();
        assertThat(client.read("a/b")).isEqualTo("next");
    }

    @Test
    void filesInMemoryAreWrittenAsThePolicySays() {
        var files = MemoryFiles.writable(WritePolicy.CREATE);
        var client = Asking.of(files);
        assertThat(client.write("a/b", "1")).isEqualTo("stored");
        assertThat(client.write("a/b", "2")).isEqualTo("ERROR 6");
        assertThat(files.get("a/b"))
                .hasValueSatisfying(octets -> assertThat(octets).containsExactly('1'));
        assertThat(files.names()).containsExactly("a/b");
        var overwritten = Asking.of(MemoryFiles.writable(WritePolicy.OVERWRITE));
        assertThat(overwritten.write("x", "1")).isEqualTo("stored");
        assertThat(overwritten.write("x", "2")).isEqualTo("stored");
        assertThat(overwritten.read("x")).isEqualTo("2");
        assertThat(overwritten.write("../x", "3")).isEqualTo("ERROR 2");
        assertThatThrownBy(() -> MemoryFiles.writable(WritePolicy.VERSION))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> files.put("../x", new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void slipOfAClientBecomesNoFileInMemory() {
        var files = MemoryFiles.writable(WritePolicy.CREATE);
        var client = Asking.of(files);
        assertThat(client.write("a\\b", "1")).isEqualTo("stored");
        assertThat(client.write("\\c", "2")).isEqualTo("stored");
        assertThat(client.write("d\uDCFF", "3")).isEqualTo("stored");
        assertThat(client.write("x/", "4")).isEqualTo("ERROR 2");
        assertThat(client.write("x\\", "5")).isEqualTo("ERROR 2");
        assertThat(client.write("/d", "6")).isEqualTo("ERROR 6");
        assertThat(files.names()).containsExactly("a/b", "c", "d");
    }

    @Test
    void unfinishedUploadChangesNoFileInMemory() throws ContentException {
        var files = MemoryFiles.writable(WritePolicy.OVERWRITE).put("x", new byte[] {'1'});
        var request = new ContentRequest(Served.PEER, "x", Mode.OCTET, OptionalLong.empty());
        var accepted = (Resolution.Accepted) files.write(request).orElseThrow();
        accepted.sink().write(ByteBuffer.wrap(new byte[] {'2'}));
        accepted.sink().close();
        assertThat(files.get("x"))
                .hasValueSatisfying(octets -> assertThat(octets).containsExactly('1'));
    }

    private Asking made(String template, ContentFunction function) {
        return Asking.of(GeneratedContent.of(NamePattern.template(template), function, faults::add));
    }

    private Asking received(String template, long most, UploadFunction function) {
        return Asking.of(UploadReceiver.of(NamePattern.template(template), most, function, faults::add));
    }

    private Source source(String text, Mode mode) {
        var made = GeneratedContent.of(NamePattern.template("{name}"), _ -> Content.of(text), faults::add);
        var request = new ContentRequest(Served.PEER, "x", mode, OptionalLong.of(0));
        return ((Resolution.Found) made.read(request).orElseThrow()).source();
    }
}

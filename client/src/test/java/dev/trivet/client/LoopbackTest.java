package dev.trivet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trivet.client.TftpException.Reason;
import dev.trivet.content.DirectoryProvider;
import dev.trivet.content.Root;
import dev.trivet.content.WritePolicy;
import dev.trivet.server.TftpServer;
import dev.trivet.wire.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client and a server of Trivet over loopback")
class LoopbackTest {
    @TempDir
    Path served;

    @TempDir
    Path local;

    private TftpServer server;
    private TftpClient client;

    @BeforeEach
    void start() throws IOException {
        server = TftpServer.builder()
                .content(DirectoryProvider.open(Root.at(served).write(WritePolicy.OVERWRITE)))
                .listen(InetAddress.getLoopbackAddress(), 0)
                .start();
        client = TftpClient.create();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest(name = "{0} octets")
    @ValueSource(ints = {0, 1, 511, 512, 513, 65_464, 1_000_000})
    void whatIsSentAndFetchedAgainIsTheSame(int size) throws Exception {
        var octets = new byte[size];
        new Random(size).nextBytes(octets);
        var file = Files.write(local.resolve("file"), octets);
        var sent = client.put(file, uri("there"));
        assertThat(sent.octets()).isEqualTo(size);
        assertThat(served.resolve("there")).hasBinaryContent(octets);
        var got = client.get(uri("there"), local.resolve("back"));
        assertThat(got.octets()).isEqualTo(size);
        assertThat(local.resolve("back")).hasBinaryContent(octets);
        assertThat(client.get(uri("there")).bytes()).isEqualTo(octets);
        var out = new ByteArrayOutputStream();
        client.get(uri("there"), out);
        assertThat(out.toByteArray()).isEqualTo(octets);
        client.put(new ByteArrayInputStream(octets), uri("stream"));
        client.put(octets, uri("bytes"));
        assertThat(served.resolve("stream")).hasBinaryContent(octets);
        assertThat(served.resolve("bytes")).hasBinaryContent(octets);
        assertThat(local).isDirectoryNotContaining(path -> path.toString().contains("trivet-part"));
    }

    @Test
    void refusalLeavesTheOldFileAndTellsWhatHelps() throws Exception {
        var old = Files.writeString(local.resolve("old"), "as it was");
        var refused = catchThrowableOfType(TftpException.class, () -> client.get(uri("missing"), old));
        assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refused.code()).contains(ErrorCode.FILE_NOT_FOUND);
        assertThat(refused).hasMessageContaining("File not found");
        assertThat(refused.remedy()).contains("its case counts");
        assertThat(old).hasContent("as it was");
        assertThat(Files.list(local)).containsExactly(old);
    }

    private URI uri(String name) {
        return URI.create("tftp://127.0.0.1:" + server.addresses().getFirst().getPort() + "/" + name);
    }
}

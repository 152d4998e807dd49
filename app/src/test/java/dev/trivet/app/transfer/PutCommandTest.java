package dev.trivet.app.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PutCommandTest extends CommandLineFixture {
    @Test
    void oneFileGoesUnderTheNameOfTheUri() throws IOException {
        Files.writeString(folder.resolve("a"), "content");
        assertThat(trivet("put", "a", "tftp://h/b")).as(this::said).isZero();
        assertThat(stored("tftp://h/b")).isEqualTo("content");
        assertThat(said()).contains("a: sending to tftp://h/b").contains("a: 7 octets in 0.500 s");
        assertThat(out.size()).isZero();
    }

    @Test
    void aUriThatEndsInASlashTakesEachFileUnderItsOwnName() throws IOException {
        Files.createDirectory(folder.resolve("dir"));
        Files.writeString(folder.resolve("a b"), "one");
        Files.writeString(folder.resolve("dir/c"), "two");
        assertThat(trivet("put", "a b", "tftp://h/")).isZero();
        assertThat(trivet("put", "a b", "dir/c", "tftp://h/configs/")).isZero();
        assertThat(transfers.asked).containsExactly("tftp://h/a%20b", "tftp://h/configs/a%20b", "tftp://h/configs/c");
        assertThat(stored("tftp://h/configs/c")).isEqualTo("two");
    }

    @Test
    void standardInputIsSentToItsEnd() {
        type("typed");
        assertThat(trivet("put", "-", "tftp://h/x")).isZero();
        assertThat(stored("tftp://h/x")).isEqualTo("typed");
    }

    @ParameterizedTest
    @CsvSource({
        "a, where it goes",
        "a b, tftp://HOST/b",
        "a b tftp://h/c, tftp://h/c/",
        "- tftp://h/dir/, tftp://h/dir/NAME",
        "a dir/a tftp://h/, one by one",
        ". tftp://h/x --no-options --windowsize 4, exclude each other",
    })
    void whatCannotBeMeantIsRefusedBeforeAnythingIsSent(String args, String remedy) {
        assertThat(trivet(("put " + args).split(" "))).isEqualTo(2);
        assertThat(said())
                .startsWith("trivet: ")
                .contains(remedy)
                .contains("trivet put --help")
                .doesNotContain("Exception");
        assertThat(transfers.asked).isEmpty();
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        Files.createDirectory(folder.resolve("dir"));
        assertThat(trivet("put", "dir", "tftp://h/x")).isEqualTo(3);
        assertThat(said()).contains("is a folder").contains("remedy: ");
    }

    @Test
    void aMissingFileDoesNotStopTheOthers() throws IOException {
        Files.writeString(folder.resolve("a"), "content");
        assertThat(trivet("put", "missing", "a", "tftp://h/")).isEqualTo(6);
        assertThat(stored("tftp://h/a")).isEqualTo("content");
        assertThat(said()).contains("trivet: tftp://h/missing: ");
    }

    private String stored(String uri) {
        return new String(transfers.server.get(URI.create(uri)), UTF_8);
    }
}

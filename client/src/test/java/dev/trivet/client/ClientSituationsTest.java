package dev.trivet.client;

import static dev.trivet.client.Played.octets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trivet.content.ContentException;
import dev.trivet.explain.Explanation;
import dev.trivet.explain.Situation;
import dev.trivet.wire.Mode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Those that only a client gets into: the others are in `SituationsTest` of the server.
@DisplayName("Situations of a client, told in their own words")
class ClientSituationsTest {

    private static Explanation thrown(ThrowingCallable call) {
        return catchThrowableOfType(ContentException.class, call).refusal().explanation();
    }

    @Test
    void fileThatIsTooLargeToKeep() {
        var sink = new StreamSink(new ByteArrayOutputStream(), Mode.OCTET, 10);
        assertThat(thrown(() -> sink.announced(11)))
                .isEqualTo(new Explanation(
                        Situation.TOO_LARGE_TO_KEEP,
                        "the file has 11 octets or more, and 10 may be taken",
                        "fetch it into a file, or allow more"));
    }

    @Test
    void streamThatTakesNothingMore() {
        var sink = new StreamSink(
                new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                Mode.OCTET,
                10);
        assertThat(thrown(() -> sink.write(ByteBuffer.allocate(1))))
                .isEqualTo(new Explanation(
                        Situation.STREAM_NOT_WRITTEN,
                        "the stream cannot be written: Broken pipe",
                        "look at what takes the stream"));
    }

    @Test
    void transferThatSomebodyCancels() {
        var played = Played.plain().server(ScriptedServer.plainReads(octets(1_000_000)));
        var got = played.get();
        played.run(Duration.ofMillis(500));
        got.cancel(true);
        played.run();
        assertThat(played.sent().getLast()).isEqualTo("client > server  ERROR 0 " + Situation.CANCELLED.text());
        assertThat(Explanations.CANCELLED.explanation())
                .isEqualTo(new Explanation(
                        Situation.CANCELLED, "the transfer was cancelled", "nothing: somebody wanted it so"));
    }
}

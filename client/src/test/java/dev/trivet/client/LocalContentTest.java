package dev.trivet.client;

import static dev.trivet.client.Played.failure;
import static dev.trivet.client.Played.octets;
import static dev.trivet.client.ScriptedServer.error;
import static dev.trivet.client.ScriptedServer.oack;
import static dev.trivet.client.ScriptedServer.plainReads;
import static dev.trivet.client.ScriptedServer.plainWrites;
import static dev.trivet.client.ScriptedServer.sizedReads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.client.TftpException.Reason;
import dev.trivet.content.ContentException;
import dev.trivet.content.Sink;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a client fetches is there whole, or what was there before still is")
class LocalContentTest {
    private static final int LARGE = 200_000;

    @TempDir
    Path local;

    private Path file;

    @BeforeEach
    void anOldFile() throws IOException {
        file = Files.writeString(local.resolve("file"), "as it was");
    }

    // --- failures of the other side

    @Test
    void aServerThatDiesLeavesTheOldFileAndNoPart() throws Exception {
        var played = Played.plain().server(sizedReads(octets(LARGE), 1024));
        played.network.losing(passing -> passing.time().toMillis() > 500);
        var got = played.client.getAsync(Played.FILE, file);
        played.run();
        assertThat(failure(got).reason()).isEqualTo(Reason.STOPPED_ANSWERING);
        assertUntouched();
    }

    @Test
    void anErrorThatComesWhileTheFileIsStoredChangesNothing() throws Exception {
        var network = Played.network();
        var workers = network.workers(Duration.ofMillis(100), Duration.ofMillis(100));
        var played = Played.on(network, workers).server((talk, heard) -> {
            plainReads(octets(100)).heard(talk, heard);
            if (heard instanceof Packet.Request) talk.send(error(0, "you are slow"));
        });
        var got = played.client.getAsync(Played.FILE, file);
        played.run();
        assertThat(got.join().octets()).isEqualTo(100);
        assertThat(file).hasBinaryContent(octets(100));
        assertNoPart();
    }

    // --- failures of this side

    @Test
    void aStreamThatCannotBeWrittenEndsTheGet() {
        var played = Played.plain().server(plainReads(octets(LARGE)));
        var got = played.client.getAsync(Played.FILE, new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("the pipe is broken");
            }
        });
        played.run();
        assertThat(failure(got).reason()).isEqualTo(Reason.LOCAL_FILE);
        assertThat(failure(got)).hasMessageContaining("the pipe is broken");
        assertThat(played.sent().getLast()).isEqualTo("client > server  ERROR 3 Cannot store the file");
    }

    @Test
    void aStreamThatCannotBeReadEndsThePut() {
        var played = Played.plain().server(plainWrites());
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the pipe is broken");
            }
        };
        var put = played.client.putAsync(
                new SequenceInputStream(new ByteArrayInputStream(octets(65_536)), broken), Played.FILE);
        played.run();
        assertThat(failure(put).reason()).isEqualTo(Reason.LOCAL_FILE);
        assertThat(failure(put)).hasMessageContaining("the pipe is broken");
        assertThat(played.sent().getLast()).startsWith("client > server  ERROR 0 ");
    }

    @Test
    void whatCannotBeReadAtAllIsNotOffered() {
        var played = Played.plain().server(plainWrites());
        var put = played.client.putAsync(local.resolve("missing"), Played.FILE);
        played.run();
        assertThat(failure(put).reason()).isEqualTo(Reason.LOCAL_FILE);
        assertThat(failure(put)).hasMessageContaining("does not exist");
        assertThat(failure(put).remedy()).isEqualTo("check the path");
        assertThat(played.transcript()).isEmpty();
    }

    @Test
    void whatCannotBeStoredAtAllIsNotAskedFor() {
        var played = Played.plain().server(plainReads(octets(10)));
        var got = played.client.getAsync(Played.FILE, local.resolve("missing/file"));
        played.run();
        assertThat(failure(got).reason()).isEqualTo(Reason.LOCAL_FILE);
        assertThat(played.transcript()).isEmpty();
    }

    @Test
    void aCommitThatFailsIsAFailureOfTheLocalFile() {
        var played = Played.plain().server(plainReads(octets(10)));
        var sink = new FailingSink();
        var got = ForWorlds.get(played.client, Played.FILE, _ -> sink);
        played.run();
        assertThat(failure(got).reason()).isEqualTo(Reason.LOCAL_FILE);
        assertThat(played.sent().getLast()).isEqualTo("client > server  ERROR 3 Disk full");
        assertThat(failure(got).remedy()).isEqualTo("make room, or choose another place");
        assertThat(sink.closed).isEqualTo(1);
    }

    @Test
    void aStreamThatComesTooSlowlyIsNotTheServersFault() {
        var network = Played.network();
        var workers = network.waitingWorkers();
        var played = Played.on(network, workers).server(plainWrites());
        var slow = new InputStream() {
            @Override
            public int read() {
                workers.pass(Duration.ofMinutes(2));
                return -1;
            }
        };
        var put = played.client.putAsync(
                new SequenceInputStream(new ByteArrayInputStream(octets(65_536)), slow), Played.FILE);
        played.run();
        assertThat(failure(put).reason()).isEqualTo(Reason.LOCAL_FILE);
        assertThat(failure(put)).hasMessageContaining("came too slowly, for 30 s");
    }

    @Test
    void aDiskThatHangsEndsTheGetAndIsGivenBackWhenItAnswers() {
        var network = Played.network();
        var workers = network.waitingWorkers();
        var played = Played.on(network, workers).server(plainReads(octets(10)));
        var sink = new FailingSink() {
            @Override
            public void write(ByteBuffer octets) {
                workers.pass(Duration.ofMinutes(2));
            }
        };
        var got = ForWorlds.get(played.client, Played.FILE, _ -> sink);
        played.run(Duration.ofSeconds(60));
        assertThat(failure(got).reason()).isEqualTo(Reason.LOCAL_FILE);
        assertThat(failure(got)).hasMessageContaining("does not answer: gave up after 30 s");
        assertThat(sink.closed).isZero();
        played.run();
        assertThat(sink.closed).isEqualTo(1);
        assertThat(workers.unfinished()).isZero();
    }

    @Test
    void whereNoWorkerIsFreeContentIsGivenBackAllTheSame() {
        var network = Played.network();
        var free = network.workers(Duration.ZERO, Duration.ZERO);
        var busy = new AtomicBoolean();
        var played =
                Played.on(network, work -> !busy.get() && free.submit(work)).server(plainReads(octets(LARGE)));
        var sink = new FailingSink();
        var got = ForWorlds.get(played.client, Played.FILE, _ -> sink);
        played.run(Duration.ofMillis(100));
        busy.set(true);
        got.cancel(false);
        played.run();
        assertThat(sink.closed).isEqualTo(1);
    }

    @Test
    void aFaultOfAListenerIsHeardAndNothingElse() {
        var played = Played.with(b -> b.onEvent(_ -> {
                    throw new IllegalStateException("mine");
                }))
                .server(plainReads(octets(10)));
        var got = played.get();
        assertThat(played.network.runUntilQuiet(Duration.ofMinutes(1))).isTrue();
        assertThat(got.join().bytes()).isEqualTo(octets(10));
        assertThat(played.faults).hasSize(3);
    }

    // --- too large

    @Test
    void aFileThatSaysItIsTooLargeIsRefusedBeforeItComes() {
        var played = Played.with(b -> b.maxBytes(1_000)).server((talk, heard) -> {
            if (heard instanceof Packet.Request) talk.send(oack("tsize", "1001"));
        });
        var got = played.get();
        played.run();
        assertThat(failure(got).reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(played.sent().getLast()).isEqualTo("client > server  ERROR 3 File too large");
        assertThat(played.transcript()).doesNotContain("DATA").doesNotContain("ACK 0");
    }

    @Test
    void aFileThatTurnsOutToBeTooLargeIsRefusedAsSoonAsThatIsSeen() {
        var played = Played.with(b -> b.maxBytes(1_000)).server(plainReads(octets(LARGE)));
        var got = played.get();
        played.run();
        assertThat(failure(got).reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure(got).remedy()).contains("maxBytes");
    }

    @Test
    void aFileOfJustThatSizeIsTaken() {
        var played = Played.with(b -> b.maxBytes(1_000)).server(plainReads(octets(1_000)));
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).hasSize(1_000);
    }

    // --- cancelled and closed

    @Test
    void cancelledBeforeItBeganAsksNobody() throws Exception {
        var played = Played.plain().server(plainReads(octets(10)));
        var got = played.client.getAsync(Played.FILE, file);
        assertThat(got.cancel(true)).isTrue();
        played.run();
        assertThat(played.transcript()).isEmpty();
        assertUntouched();
    }

    @Test
    void cancelledWhileItAsksIsQuiet() {
        var played = Played.plain();
        var got = played.get();
        played.run(Duration.ofSeconds(2));
        got.cancel(true);
        played.run();
        assertThat(played.network.now()).isEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(played.network.openPorts()).isZero();
        assertThatThrownBy(got::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void cancelledInTheMiddleTellsTheServerAndLeavesTheOldFile() throws Exception {
        var played = Played.plain().server(plainReads(octets(LARGE)));
        var got = played.client.getAsync(Played.FILE, file);
        played.run(Duration.ofMillis(500));
        got.cancel(false);
        played.run();
        assertThat(played.sent().getLast()).isEqualTo("client > server  ERROR 0 Cancelled by the client");
        assertThat(played.events.getLast())
                .isInstanceOfSatisfying(
                        ClientEvent.Failed.class,
                        failed -> assertThat(failed.why().reason()).isEqualTo(Reason.CANCELLED));
        assertUntouched();
    }

    @Test
    void cancelledAfterTheEndChangesNothing() throws Exception {
        var played = Played.plain().server(plainReads(octets(10)));
        var got = played.client.getAsync(Played.FILE, file);
        played.run(Duration.ofMillis(100));
        assertThat(got.cancel(true)).isFalse();
        played.run();
        assertThat(file).hasBinaryContent(octets(10));
        assertThat(played.story()).isEqualTo("Asking Started Completed");
    }

    @Test
    void closingCancelsWhatRunsAndTakesNothingNew() throws Exception {
        var played = Played.plain().server(plainReads(octets(LARGE)));
        var got = played.client.getAsync(Played.FILE, file);
        var put = played.put(LARGE);
        played.run(Duration.ofMillis(500));
        played.client.close();
        assertThat(failure(got).reason()).isEqualTo(Reason.CANCELLED);
        assertThat(failure(put).reason()).isEqualTo(Reason.CANCELLED);
        assertThatThrownBy(played::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the client is closed");
        played.run();
        assertUntouched();
    }

    @Test
    void closedWhileTheFileGetsItsNameIsComplete() throws Exception {
        var network = Played.network();
        var workers = network.workers(Duration.ofMillis(100), Duration.ofMillis(100));
        var played = Played.on(network, workers).server(plainReads(octets(10)));
        var got = played.client.getAsync(Played.FILE, file);
        network.runUntil(() -> played.transcript().contains("DATA 1"), Duration.ofSeconds(1));
        played.run(Duration.ofMillis(20)); // the data is here, and is being stored
        played.client.close();
        played.run(Duration.ofMillis(250));
        assertThat(got.join().octets()).isEqualTo(10);
        assertThat(file).hasBinaryContent(octets(10));
        assertThat(played.network.openPorts())
                .as("it does not stay to acknowledge again")
                .isEqualTo(2);
    }

    @Test
    void whatDependsOnACancelledFutureKeepsItsTransferFromGoingOn() {
        var played = Played.plain().server(plainReads(octets(LARGE)));
        CompletableFuture<Fetched> got = played.get();
        played.run(Duration.ofMillis(500));
        got.cancel(false);
        played.run();
        assertThat(played.sent().getLast()).isEqualTo("client > server  ERROR 0 Cancelled by the client");
    }

    @Test
    void theStreamOfAGetIsFlushedAndStaysOpen() {
        var closed = new boolean[1];
        var to = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        var played = Played.plain().server(plainReads(octets(1_000)));
        var got = played.client.getAsync(Played.FILE, to);
        played.run();
        assertThat(got.join().octets()).isEqualTo(1_000);
        assertThat(to.toByteArray()).isEqualTo(octets(1_000));
        assertThat(closed).containsExactly(false);
    }

    private void assertUntouched() throws IOException {
        assertThat(file).hasContent("as it was");
        assertNoPart();
    }

    private void assertNoPart() throws IOException {
        try (var all = Files.list(local)) {
            assertThat(all).containsExactly(file);
        }
    }

    /// No commit succeeds.
    private static class FailingSink implements Sink {
        int closed;

        @Override
        public void write(ByteBuffer octets) {}

        @Override
        public void commit() throws ContentException {
            throw new ContentException(new Refusal(ErrorCode.DISK_FULL, "Disk full", "the disk is full", ""));
        }

        @Override
        public void close() {
            closed++;
        }
    }
}

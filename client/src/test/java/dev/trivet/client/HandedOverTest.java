package dev.trivet.client;

import static dev.trivet.client.Played.failure;
import static dev.trivet.client.Played.octets;
import static dev.trivet.client.ScriptedServer.ack;
import static dev.trivet.client.ScriptedServer.oack;
import static dev.trivet.client.ScriptedServer.plainReads;
import static dev.trivet.client.ScriptedServer.plainWrites;
import static dev.trivet.client.ScriptedServer.sizedReads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.client.TftpException.Reason;
import dev.trivet.content.ContentException;
import dev.trivet.content.Source;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Octets can be taken as they arrive, and made as they are sent")
class HandedOverTest {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    @ParameterizedTest(name = "{0} octets")
    @ValueSource(ints = {0, 1, 511, 512, 513, 100_000})
    void everyOctetIsHandedOverOnceAndInOrder(int size) {
        var played = Played.plain().server(sizedReads(octets(size), 1000));
        var got = played.client.getAsync(Played.FILE, this::take);
        played.run();
        assertThat(got.join().octets()).isEqualTo(size);
        assertThat(taken.toByteArray()).isEqualTo(octets(size));
        assertThat(played.story()).startsWith("Asking Started").endsWith("Completed");
    }

    @Test
    void theFirstBlockOfAGetIsTimedFromTheRequest() {
        var played = Played.plain().server((talk, packet) -> {
            if (packet instanceof Packet.Request) talk.send(oack("tsize", "3"));
            else if (packet instanceof Packet.Ack a && a.block().value() == 0) talk.sendBlock(octets(3), 1, 512);
        });
        var got = played.client.getAsync(Played.FILE, this::take);
        played.run();
        assertThat(got.join().firstBlock()).isEqualTo(Duration.ofMillis(40));
        assertThat(got.join().elapsed()).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void theFirstBlockOfAPutLeavesWithTheAnswer() {
        var played = Played.inLockStep().server(plainWrites());
        var put = played.put(700);
        played.run();
        assertThat(put.join().firstBlock()).isEqualTo(Duration.ofMillis(20));
        assertThat(put.join().elapsed()).isGreaterThan(Duration.ofMillis(20));
    }

    @Test
    void whatTheTakerThrowsEndsTheTransferAndTheServerHearsOfIt() {
        var played = Played.inLockStep().server(plainReads(octets(5_000)));
        var got = played.client.getAsync(Played.FILE, _ -> {
            throw new IllegalStateException("enough");
        });
        assertThat(played.network.runUntilQuiet(Duration.ofMinutes(1))).isTrue();
        assertThat(failure(got).reason()).isEqualTo(Reason.FAULT);
        assertThat(played.faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault).hasMessage("enough"));
        assertThat(played.sent().getLast()).contains("ERROR");
        assertThat(played.network.openPorts()).as("the server's alone").isEqualTo(2);
    }

    @Test
    void whatTheProgramMakesIsSentAndClosed() {
        var made = new Counting(5_000);
        var received = new ByteArrayOutputStream();
        var played = Played.inLockStep().server((talk, packet) -> {
            switch (packet) {
                case Packet.Request _ -> talk.send(ack(0));
                case Packet.Data data -> {
                    keep(received, data.payload().duplicate());
                    talk.send(new Packet.Ack(data.block()));
                }
                default -> {}
            }
        });
        var put = played.client.putAsync(() -> made, Played.FILE);
        played.run();
        assertThat(put.join().octets()).isEqualTo(5_000);
        assertThat(received.toByteArray()).isEqualTo(made.octets());
        assertThat(made.closed).isTrue();
    }

    @Test
    void theLengthOfWhatIsMadeIsTold() {
        var played = Played.plain().server(plainWrites());
        played.client.putAsync(() -> new Counting(700), Played.FILE);
        played.run();
        assertThat(played.sent().getFirst()).contains("WRQ file octet tsize 700");
    }

    @Test
    void whatCannotBeMadeFailsBeforeAnythingIsAsked() {
        var played = Played.plain();
        var put = played.client.putAsync(() -> new Counting(-1), Played.FILE);
        played.run();
        assertThat(failure(put).reason()).isEqualTo(Reason.LOCAL_FILE);
        assertThat(played.sent()).isEmpty();
    }

    @Test
    void anOptionThatNobodyAskedForIsToldAsABrokenRule() {
        var played = Played.plain().server((talk, packet) -> {
            if (packet instanceof Packet.Request request && talk.withOptions()) talk.send(oack("blksize", "9000"));
            else plainReads(octets(700)).heard(talk, packet);
        });
        var got = played.client.getAsync(Played.FILE, this::take);
        played.run();
        assertThat(got.join().octets()).isEqualTo(700);
        assertThat(played.story()).startsWith("Asking RuleBroken Asking");
        assertThat(played.events.get(1))
                .isInstanceOfSatisfying(
                        ClientEvent.RuleBroken.class,
                        broken -> assertThat(broken.how()).contains("9000"));
    }

    @Test
    void aBlockThatIsTooLongIsToldAsABrokenRuleAndEndsTheTransfer() {
        var played = Played.inLockStep().server((talk, packet) -> {
            if (packet instanceof Packet.Request) talk.sendBlock(octets(700), 1, 700);
        });
        var got = played.client.getAsync(Played.FILE, this::take);
        played.run();
        assertThat(failure(got).reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(played.story()).isEqualTo("Asking Started RuleBroken Failed");
        assertThat(taken.size()).isZero();
    }

    @Test
    void whoFetchesThousandsOfFilesKeepsABoundedNumberOfPortsForTheLastAcks() {
        var played = Played.inLockStep().server(plainReads(octets(3)));
        var all = new ArrayList<CompletableFuture<TransferReport>>();
        for (int i = 0; i < 3_000; i++) all.add(played.client.getAsync(Played.FILE, _ -> {}));
        played.run(Duration.ofSeconds(1));
        assertThat(all).allMatch(CompletableFuture::isDone);
        long ofServer = 1 + 3_000;
        assertThat(played.network.openPorts() - ofServer).isEqualTo(1_024);
        played.run();
        assertThat(played.network.openPorts() - ofServer).isZero();
    }

    private void take(ByteBuffer octets) {
        keep(taken, octets);
    }

    private static void keep(ByteArrayOutputStream where, ByteBuffer octets) {
        var bytes = new byte[octets.remaining()];
        octets.get(bytes);
        where.writeBytes(bytes);
    }

    /// 0, 1, 2 ...; of a negative length, none.
    private static final class Counting implements Source {
        private final int length;
        private boolean closed;

        Counting(int length) {
            this.length = length;
        }

        byte[] octets() {
            var all = ByteBuffer.allocate(length);
            read(0, all);
            return all.array();
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(length);
        }

        @Override
        public Ready prepare(long position) throws ContentException {
            if (length < 0)
                throw new ContentException(new Refusal(ErrorCode.NOT_DEFINED, "Nothing", "there is nothing", ""));
            return new Ready(length, true);
        }

        @Override
        public int read(long position, ByteBuffer into) {
            int from = into.position();
            for (long at = position; at < length && into.hasRemaining(); at++) into.put((byte) at);
            return into.position() - from;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}

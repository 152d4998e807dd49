package dev.trivet.client;

import static dev.trivet.client.Played.failure;
import static dev.trivet.client.Played.octets;
import static dev.trivet.client.ScriptedServer.ack;
import static dev.trivet.client.ScriptedServer.data;
import static dev.trivet.client.ScriptedServer.plainReads;
import static dev.trivet.client.ScriptedServer.plainWrites;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.client.TftpException.Reason;
import dev.trivet.wire.Packet;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client asks until somebody answers, and says what it saw where nobody does")
class AskingTest {
    @Test
    void whereNobodyIsItAsksEverMoreSeldomThenWithoutOptionsAndGivesUp() {
        var played = Played.plain();
        var got = played.get();
        played.run();
        assertThat(played.requests()).isEqualTo("0, 1, 3, 7 plain, 8 plain, 10 plain, 14 plain, 22 plain");
        assertThat(failure(got).reason()).isEqualTo(Reason.NO_ANSWER);
        assertThat(failure(got)).hasMessage("no answer from 192.0.2.1:69, and no sign of it");
        assertThat(played.network.now()).isEqualTo(Duration.ofSeconds(30).toNanos());
        assertThat(played.network.openPorts()).isZero();
        assertThat(played.story()).isEqualTo("Asking Asking Failed");
    }

    @Test
    void whereNobodyIsItSendsNoFileEither() {
        var played = Played.with(b -> b.giveUp(Duration.ofSeconds(5)));
        var put = played.put(5_000);
        played.run();
        assertThat(played.requests()).isEqualTo("0, 1, 3");
        assertThat(failure(put).reason()).isEqualTo(Reason.NO_ANSWER);
        assertThat(played.network.now()).isEqualTo(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void withWaitForItAsksOnceASecondWithAndWithoutOptions() {
        var played = Played.with(b -> b.waitFor(Duration.ofSeconds(10)));
        var got = played.get();
        played.run();
        assertThat(played.requests()).isEqualTo("0, 1, 2, 3 plain, 4, 5, 6, 7 plain, 8, 9");
        assertThat(failure(got).reason()).isEqualTo(Reason.NO_ANSWER);
    }

    @Test
    void aServerThatAppearsLateIsMet() {
        var played = Played.with(b -> b.waitFor(Duration.ofMinutes(5)));
        var got = played.get();
        played.network.after(Duration.ofSeconds(100), () -> played.server(plainReads(octets(700))));
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(700));
        assertThat(got.join().report().elapsed()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(102));
    }

    @Test
    void anAnswerFromAnotherAddressIsNoAnswerButNamed() {
        var played = Played.inLockStep();
        var other = played.network.endpointAt(new InetSocketAddress(Played.OTHER, 4000), (_, _, _) -> {});
        played.server((talk, packet) -> {
            if (packet instanceof Packet.Request) other.send(talk.client, data(1, octets(100)));
        });
        var got = played.get();
        played.run();
        assertThat(failure(got).reason()).isEqualTo(Reason.NO_ANSWER);
        assertThat(failure(got)).hasMessageContaining("192.0.2.99:4000");
        assertThat(failure(got).remedy()).contains("ask 192.0.2.99 instead");
        assertThat(played.sent()).contains("client > other  ERROR 5 Unknown transfer ID");
    }

    @Test
    void aServerWithOnePortAnswersFromTheOneThatWasAsked() {
        var played = Played.inLockStep().server((talk, packet) -> {
            switch (packet) {
                case Packet.ReadRequest _ -> talk.sendFromListening(data(1, octets(512)));
                case Packet.WriteRequest _ -> talk.sendFromListening(ack(0));
                case Packet.Ack(var block) when block.value() == 1 -> talk.sendFromListening(data(2, new byte[0]));
                case Packet.Data data -> talk.sendFromListening(new Packet.Ack(data.block()));
                default -> {}
            }
        });
        var got = played.get();
        var put = played.put(600);
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(512));
        assertThat(got.join().report().server()).isEqualTo(Played.LISTENING);
        assertThat(put.join().octets()).isEqualTo(600);
    }

    @Test
    void aLostRequestIsRepeatedAndEveryAnswerButOneIsAStrangers() {
        var played = Played.inLockStep().server((talk, packet) -> {
            // A server that takes a repeated request for another one, as many do.
            if (packet instanceof Packet.Request) talk.send(data(1, octets(100)));
        });
        played.network.latency(Duration.ofMillis(600));
        var got = played.get();
        played.run();
        assertThat(got.join().bytes()).isEqualTo(octets(100));
        assertThat(got.join().report().retransmissions()).isEqualTo(1);
        assertThat(got.join().report().attempts()).isEqualTo(1);
    }

    @Test
    void thePlainRequestOfAServerThatKnowsNoOptionsIsAnswered() {
        var played = Played.plain().server((talk, packet) -> {
            if (!talk.withOptions()) plainReads(octets(700)).heard(talk, packet);
        });
        var got = played.get();
        played.run();
        assertThat(played.requests()).isEqualTo("0, 1, 3, 7 plain");
        assertThat(got.join().bytes()).isEqualTo(octets(700));
        assertThat(got.join().report().attempts()).isEqualTo(2);
    }

    @Test
    void aPutMeetsSuchAServerToo() {
        var played = Played.plain().server((talk, packet) -> {
            if (!talk.withOptions()) plainWrites().heard(talk, packet);
        });
        var put = played.put(700);
        played.run();
        assertThat(played.requests()).isEqualTo("0, 1, 3, 7 plain");
        assertThat(put.join().octets()).isEqualTo(700);
    }
}

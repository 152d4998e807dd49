package dev.trivet.server;

import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.WritePolicy;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("--write, and two writers of one name")
class TwoWritersTest {
    private static final Outcome EXISTS =
            new Outcome.StoppedByPeer(ErrorCode.FILE_ALREADY_EXISTS, "File already exists");

    @Test
    void withNoneEveryWriteIsError2() {
        var served = Served.with(WritePolicy.NONE, _ -> {});
        var peer = served.peer(3001).asks(wrq("a"));
        served.runUntilQuiet();
        assertThat(peer.packets()).containsExactly(error(ErrorCode.ACCESS_VIOLATION, "Writing is not allowed"));
    }

    @Test
    void withCreateAnExistingNameIsError6AndStays() {
        var served = Served.with(WritePolicy.CREATE, _ -> {}).file("a", 50);
        var write = served.client().write(served.address, "a", Served.octets(700));
        served.runUntilQuiet();
        assertThat(write.outcome()).contains(EXISTS);
        assertThat(served.content.stored("a")).contains(Served.octets(50));
    }

    @Test
    void withCreateTheFirstToCompleteWinsAndTheOtherEndsWithError6() {
        var served = Served.with(WritePolicy.CREATE, _ -> {});
        var slow = served.client(11).write(served.address, "a", Served.octets(3000));
        var fast = served.client(12).write(served.address, "a", Served.octets(1000));
        served.runUntilQuiet();
        assertThat(fast.completed()).isTrue();
        assertThat(slow.outcome()).contains(EXISTS);
        assertThat(served.content.stored("a")).contains(Served.octets(1000));
    }

    @Test
    void withOverwriteTheOrderOfCommitsDecides() {
        var served = Served.plain();
        var slow = served.client(11).write(served.address, "a", Served.octets(3000));
        var fast = served.client(12).write(served.address, "a", Served.octets(1000));
        served.runUntilQuiet();
        assertThat(fast.completed()).isTrue();
        assertThat(slow.completed()).isTrue();
        assertThat(served.content.stored("a")).contains(Served.octets(3000));
    }

    @Test
    void withVersionTheFormerContentStays() {
        var served = Served.with(WritePolicy.VERSION, _ -> {}).file("a", 50);
        served.client().write(served.address, "a", Served.octets(700));
        served.runUntilQuiet();
        assertThat(served.content.stored("a")).contains(Served.octets(700));
        assertThat(served.content.formers("a"))
                .singleElement()
                .satisfies(f -> assertThat(f.octets()).isEqualTo(Served.octets(50)));
    }

    @Test
    void stalledUploadDoesNotBlockTheRetryFromAnotherPort() {
        var served = Served.plain();
        var stalled = served.peer(3001).asks(wrq("a"));
        served.runMillis(20);
        stalled.answers(data(1, 512));
        served.runMillis(20);
        var retry = served.client(11).write(served.address, "a", Served.octets(700));
        served.runMillis(200);
        assertThat(retry.completed()).isTrue();
        served.runUntilQuiet();
        assertThat(served.content.stored("a")).contains(Served.octets(700));
    }

    @Test
    void readerHasTheOldContentToTheEndWhileAWriterReplacesIt() {
        var served = Served.plain().file("a", 20_000);
        var read = served.client(11).read(served.address, "a");
        served.runMillis(100);
        served.client(12).write(served.address, "a", new byte[300]);
        served.runUntilQuiet();
        assertThat(read.received()).isEqualTo(Served.octets(20_000));
        assertThat(served.content.stored("a").map(Arrays::hashCode)).contains(Arrays.hashCode(new byte[300]));
    }
}

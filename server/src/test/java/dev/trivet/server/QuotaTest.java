package dev.trivet.server;

import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Octets of uploads: of a file, of an address, in total; and a full disk")
class QuotaTest {
    @Test
    void anUploadThatAnnouncesTooMuchIsRefusedAtOnce() {
        var served = Served.with(b -> b.maxUpload(1000));
        var peer = served.peer(3001).asks(wrq("a", "tsize", "1001"));
        served.runMillis(30);
        assertThat(peer.packets()).containsExactly(error(ErrorCode.DISK_FULL, "Upload exceeds the limit"));
        served.runUntilQuiet();
    }

    @Test
    void anUploadThatGrowsTooLargeEndsAndKeepsNothing() {
        var served = Served.with(b -> b.maxUpload(1000));
        served.content.put("a", Served.octets(3));
        var write = served.client().write(served.address, "a", Served.octets(5000));
        served.runUntilQuiet();
        assertThat(write.outcome().orElseThrow()).isInstanceOf(Outcome.StoppedByPeer.class);
        assertThat(served.content.stored("a"))
                .hasValueSatisfying(o -> assertThat(o).hasSize(3));
    }

    @Test
    void anUploadOfJustTheLimitIsStored() {
        assertThat(stores(b -> b.maxUpload(1000), 1000)).isTrue();
    }

    @Test
    void whatWasStoredCountsTowardsTheTotal() {
        var served = Served.with(b -> b.maxUploadTotal(1000));
        var first = served.client().write(served.address, "a", Served.octets(700));
        served.runUntilQuiet();
        var second = served.client().write(served.address, "b", Served.octets(400));
        served.runUntilQuiet();
        var third = served.client().write(served.address, "c", Served.octets(300));
        served.runUntilQuiet();
        assertThat(first.completed()).isTrue();
        assertThat(second.completed()).isFalse();
        assertThat(third.completed()).as("what was thrown away does not count").isTrue();
        assertThat(served.content.stored("b")).isEmpty();
    }

    @Test
    void eachAddressHasALimitOfItsOwn() {
        var served = Served.with(b -> b.maxUploadPerAddress(1000));
        var first = served.client(10).write(served.address, "a", Served.octets(700));
        served.runUntilQuiet();
        var again = served.client(10).write(served.address, "b", Served.octets(700));
        var other = served.client(11).write(served.address, "c", Served.octets(700));
        served.runUntilQuiet();
        assertThat(first.completed()).isTrue();
        assertThat(again.completed()).isFalse();
        assertThat(other.completed()).isTrue();
    }

    @Test
    void aFullDiskEndsTheUploadWithError3AndKeepsNothing() {
        var served = Served.plain();
        served.content.full(100_000);
        var write = served.client().write(served.address, "a", Served.octets(300_000));
        served.runUntilQuiet();
        assertThat(write.outcome().orElseThrow())
                .isInstanceOfSatisfying(
                        Outcome.StoppedByPeer.class, s -> assertThat(s.code()).isEqualTo(ErrorCode.DISK_FULL));
        assertThat(served.content.stored("a")).isEmpty();
    }

    @Test
    void dataLongerThanTheAgreedBlockEndsWithError4AndKeepsNothing() {
        var served = Served.plain();
        var peer = served.peer(3001).asks(wrq("a"));
        served.runMillis(30);
        peer.answers(data(1, 513));
        served.runUntilQuiet();
        assertThat(peer.last()).isEqualTo(error(ErrorCode.ILLEGAL_OPERATION, "DATA longer than the agreed block"));
        assertThat(served.content.stored("a")).isEmpty();
    }

    @Test
    void twoWritersOfOneNameAreEachWhole() {
        var served = Served.plain();
        var one = served.client(10).write(served.address, "a", Served.octets(20_000));
        var two = served.client(11).write(served.address, "a", new byte[30_000]);
        served.runUntilQuiet();
        assertThat(one.completed() && two.completed()).isTrue();
        assertThat(served.content.stored("a").orElseThrow()).isIn(Served.octets(20_000), new byte[30_000]);
    }

    private static boolean stores(Consumer<ServerBuilder> settings, int octets) {
        var served = Served.with(settings);
        var write = served.client().write(served.address, "a", Served.octets(octets));
        served.runUntilQuiet();
        return write.completed();
    }
}

package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("--max-upload, --max-upload-total, --max-upload-per-address")
class UploadQuotaTest {
    private static final Packet TOO_LARGE = error(ErrorCode.DISK_FULL, "Upload exceeds the limit");

    @Test
    void uploadAnnouncedTooLargeIsRefusedAtOnce() {
        var served = Served.with(b -> b.maxUpload(1000));
        var peer = served.peer(3001).asks(wrq("a", "tsize", "1001"));
        served.runUntilQuiet();
        assertThat(peer.packets()).containsExactly(TOO_LARGE);
        assertThat(served.story()).isEqualTo("Requested Refused");
    }

    @Test
    void uploadThatGrowsTooLargeEndsAtThatBlockAndKeepsNothing() {
        var served = Served.with(b -> b.maxUpload(1000)).file("a", 50);
        var peer = served.peer(3001).asks(wrq("a"));
        served.runMillis(20);
        peer.answers(data(1, 512));
        served.runMillis(20);
        peer.answers(data(2, 489));
        served.runUntilQuiet();
        assertThat(peer.packets()).contains(ack(0), ack(1), TOO_LARGE).doesNotContain(ack(2));
        assertThat(served.content.stored("a")).contains(Served.octets(50));
    }

    @Test
    void uploadOfExactlyTheLimitIsTaken() {
        var served = Served.with(b -> b.maxUpload(1000).maxUploadTotal(1000).maxUploadPerAddress(1000));
        var client = served.client().options(Options.of("tsize", "1000"));
        assertThat(stored(served, client.write(served.address, "a", Served.octets(1000))))
                .isTrue();
    }

    @Test
    void lyingAboutTheSizeHelpsNobody() {
        var served = Served.with(b -> b.maxUpload(1000));
        var client = served.client().options(Options.of("tsize", "10"));
        assertThat(stored(served, client.write(served.address, "a", Served.octets(1001))))
                .isFalse();
        assertThat(served.content.stored("a")).isEmpty();
    }

    @Test
    void totalCountsWhatWasStoredSinceTheStart() {
        var served = Served.with(b -> b.maxUploadTotal(1000));
        assertThat(stored(served, served.client(11).write(served.address, "a", Served.octets(600))))
                .isTrue();
        assertThat(stored(served, served.client(12).write(served.address, "b", Served.octets(600))))
                .isFalse();
        assertThat(stored(served, served.client(13).write(served.address, "c", Served.octets(400))))
                .isTrue();
        assertThat(stored(served, served.client(14).write(served.address, "d", Served.octets(1))))
                .isFalse();
    }

    @Test
    void totalCountsRunningUploadsToo() {
        var served = Served.with(b -> b.maxUploadTotal(1000));
        var running = served.peer(3001).asks(wrq("a"));
        served.runMillis(20);
        running.answers(data(1, 512));
        served.runMillis(20);
        var late = served.peer(3002).asks(wrq("b", "tsize", "500"));
        served.runMillis(20);
        assertThat(late.packets()).containsExactly(TOO_LARGE);
        served.runUntilQuiet(); // the running one gives up, and its octets are free again
        var next = served.peer(3003).asks(wrq("b", "tsize", "500"));
        served.runMillis(20);
        assertThat(next.packets()).containsExactly(Peer.oack("tsize", "500"));
    }

    @Test
    void addressHasALimitOfItsOwn() {
        var served = Served.with(b -> b.maxUploadPerAddress(1000));
        var greedy = served.client(11);
        assertThat(stored(served, greedy.write(served.address, "a", Served.octets(900))))
                .isTrue();
        assertThat(stored(served, greedy.write(served.address, "b", Served.octets(101))))
                .isFalse();
        assertThat(stored(served, served.client(12).write(served.address, "c", Served.octets(900))))
                .isTrue();
        assertThat(stored(served, greedy.write(served.address, "d", Served.octets(100))))
                .isTrue();
    }

    @Test
    void addressesThatWereQuietLongestAreForgotten() throws UnknownHostException {
        var settings = TftpServer.builder().maxUploadPerAddress(1000).settings();
        var terms = new ClientTerms(settings, ClientRule.NOTHING);
        var quota = new UploadQuota();
        quota.take(address(0), 1000, 1000, terms);
        quota.take(address(1), 1000, 1000, terms);
        for (int i = 2; i < UploadQuota.MOST + 1; i++) {
            quota.take(address(i), 1, 1, terms);
            assertThat(quota.check(address(0), 1, terms)).as("goes on asking").isPresent();
        }
        assertThat(quota.addresses()).isEqualTo(UploadQuota.MOST);
        assertThat(quota.check(address(0), 1, terms)).isPresent();
        assertThat(quota.check(address(1), 1, terms)).as("was quiet").isEmpty();
        quota.giveBack(address(1), 1000);
        assertThat(quota.addresses()).isEqualTo(UploadQuota.MOST);
    }

    private static InetAddress address(int number) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
    }

    private static boolean stored(Served served, dev.trivet.sim.SimulatedTransfer write) {
        served.runUntilQuiet();
        boolean refused = write.outcome()
                .filter(o -> o.equals(new Outcome.StoppedByPeer(ErrorCode.DISK_FULL, "Upload exceeds the limit")))
                .isPresent();
        assertThat(refused).isNotEqualTo(write.completed());
        return write.completed();
    }
}

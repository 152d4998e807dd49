package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.flow.UsedUp;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Options;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Uploads take no more memory than there is")
class UploadMemoryTest {
    /// The first buffer of an upload.
    private static final int SMALL = 4096;

    @Test
    void uploadWithoutABufferIsRefusedWithTheReasonAndKeepsNothing() {
        var served = Served.plain();
        UsedUp.allBut(0, served.reception.shared().storing());
        long before = served.reception.shared().storing().taken();
        var peer = served.peer(3001).asks(wrq("a"));
        served.runMillis(30);
        peer.answers(data(1, 100));
        served.runUntilQuiet();
        assertThat(peer.packets())
                .contains(ack(0), error(ErrorCode.NOT_DEFINED, "Too many uploads, try again"))
                .doesNotContain(ack(1));
        assertThat(served.content.stored("a")).isEmpty();
        assertThat(served.events(TransferEvent.Ended.class).getFirst().outcome())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().remedy()).contains("-Xmx"));
        assertThat(served.reception.shared().storing().taken()).isEqualTo(before);
    }

    @Test
    void uploadGoesOnInSmallBuffersWhereNoLargeOneIsLeft() {
        var served = Served.plain();
        UsedUp.allBut(20 * SMALL, served.reception.shared().storing());
        var client = served.client().options(Options.of("blksize", "1428", "windowsize", "16"));
        var upload = client.write(served.address, "a", Served.octets(500_000));
        served.runUntilQuiet();
        assertThat(upload.completed()).isTrue();
        assertThat(served.content.stored("a")).contains(Served.octets(500_000));
    }

    @Test
    void tenThousandSmallUploadsAtOnceFit() {
        var served = Served.with(b -> b.maxTransfers(10_000));
        var peers = new ArrayList<Peer>();
        for (int i = 0; i < 10_000; i++) peers.add(served.peer(3001 + i).asks(wrq("f" + i)));
        served.runMillis(30);
        peers.forEach(peer -> peer.answers(data(1, 512)));
        served.runMillis(30);
        assertThat(served.reception.shared().storing().taken()).isEqualTo(10_000L * SMALL);
        peers.forEach(peer -> assertThat(peer.last()).isEqualTo(ack(1)));
        served.runUntilQuiet();
    }

    @Test
    void everyEndOfAnUploadGivesItsBuffersBack() {
        var served = Served.plain();
        var silent = served.peer(3001).asks(wrq("a"));
        var whole = served.client().write(served.address, "b", Served.octets(300_000));
        served.runMillis(30);
        silent.answers(data(1, 512));
        served.runMillis(30);
        assertThat(served.reception.shared().storing().taken()).isPositive();
        served.runUntilQuiet();
        assertThat(whole.completed()).isTrue();
        assertThat(served.reception.shared().storing().taken()).isZero();
    }
}

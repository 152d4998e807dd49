package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.oack;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.AddressRange;
import dev.trivet.content.ContentRequest;
import dev.trivet.content.DirectoryProvider;
import dev.trivet.content.MemoryFiles;
import dev.trivet.content.Resolution;
import dev.trivet.content.WritePolicy;
import dev.trivet.sim.SimulatedTransfer;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A reload: what begins afterwards is new, what runs goes on")
class ReloadTest {

    @Test
    void transferKeepsTheContentItBeganWith() {
        var served = Served.plain().file("a", 50_000);
        var before = served.client().read(served.address, "a");
        served.runMillis(100);
        served.reload(serving("a", "new"));
        var after = served.peer(3001).asks(rrq("a"));
        served.runMillis(50);
        assertThat(after.packets()).containsExactly(data(1, "new".getBytes(UTF_8)));
        after.answers(ack(1));
        served.runUntilQuiet();
        assertThat(before.completed()).isTrue();
    }

    @Test
    void transferWhoseNameIsStillLookedUpKeepsTheContentOfItsRequest() {
        var network = Served.network();
        var slow = network.workers(Duration.ofMillis(100), Duration.ofMillis(100));
        var served =
                Served.around(network, slow, UnaryOperator.identity(), _ -> {}).file("a", 100);
        var peer = served.peer(3001).asks(rrq("a"));
        served.runMillis(50);
        served.reload(serving("a", "new"));
        served.runMillis(200);
        assertThat(peer.packets()).containsExactly(data(1, 100));
        peer.answers(ack(1));
        served.runUntilQuiet();
    }

    @Test
    void newTermsHoldForNewTransfersAlone() {
        var served = Served.plain().file("a", 5_000);
        var before = served.peer(3001).asks(rrq("a", "blksize", "1400"));
        served.runMillis(30);
        served.reload(TftpServer.builder().content(served.content).maxBlksize(600));
        before.asks(rrq("a", "blksize", "1400"));
        var after = served.peer(3002).asks(rrq("a", "blksize", "1400"));
        served.runMillis(30);
        assertThat(before.packets()).containsOnly(oack("blksize", "1400")).hasSize(2);
        assertThat(after.packets()).containsExactly(oack("blksize", "600"));
    }

    @Test
    void uploadGoesOnWhereItsClientMayNotBeginAnotherOne() {
        var served = Served.plain();
        var peer = served.peer(3001).asks(wrq("a"));
        served.runMillis(30);
        served.reload(TftpServer.builder().content(served.content).allowWrite(AddressRange.parse("10.0.0.0/8")));
        peer.answers(data(1, 100));
        var denied = served.peer(3002).asks(wrq("b"));
        served.runMillis(50);
        assertThat(peer.last()).isEqualTo(ack(1));
        assertThat(denied.packets()).containsExactly(error(ErrorCode.ACCESS_VIOLATION, "Access denied"));
        served.runUntilQuiet();
        assertThat(served.content.stored("a")).contains(Served.octets(100));
    }

    @Test
    void transfersThatRunCountTowardsNewLimits() {
        var served = Served.plain().file("a", 100_000);
        served.peer(3001).asks(rrq("a"));
        served.peer(3002).asks(rrq("a"));
        served.runMillis(30);
        served.reload(TftpServer.builder()
                .content(served.content)
                .transfersPerAddress(2)
                .whenFull(WhenFull.REFUSE));
        var third = served.peer(3003).asks(rrq("a"));
        served.runMillis(30);
        assertThat(third.packets()).containsExactly(error(ErrorCode.NOT_DEFINED, "Too many transfers"));
        served.runUntilQuiet();
    }

    @Test
    void octetsStoredBeforeCountTowardsTheNewTotal() {
        var served = Served.plain();
        var stored = served.client().write(served.address, "a", Served.octets(800));
        served.runUntilQuiet();
        assertThat(stored.completed()).isTrue();
        served.reload(TftpServer.builder().content(served.content).maxUploadTotal(1_000));
        var tooMuch = served.peer(3001).asks(wrq("b", "tsize", "201"));
        served.runMillis(30);
        assertThat(tooMuch.packets()).containsExactly(error(ErrorCode.DISK_FULL, "Upload exceeds the limit"));
        var fits = served.peer(3002).asks(wrq("b", "tsize", "200"));
        served.runMillis(30);
        assertThat(fits.packets()).containsExactly(oack("tsize", "200"));
    }

    @Test
    void idsOfTransfersGoOn() {
        var served = Served.plain().file("a", 100);
        served.client().read(served.address, "a");
        served.runUntilQuiet();
        served.reload(TftpServer.builder().content(served.content));
        served.client().read(served.address, "a");
        served.runUntilQuiet();
        assertThat(served.events(TransferEvent.Requested.class))
                .extracting(event -> event.asked().id())
                .containsExactly(1L, 2L);
    }

    @Test
    void directoryOfFormerContentIsClosedWithTheLastTransferThatUsesIt(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve("file"), Served.octets(50_000));
        var served = Served.with(b -> b.root(directory).write(WritePolicy.CREATE));
        served.reload(TftpServer.builder().root(directory).write(WritePolicy.CREATE));
        var root = provider(served);
        var read = served.client().read(served.address, "file");
        var upload = served.peer(3001).asks(wrq("new"));
        served.runMillis(30);
        served.reload(serving("x", "y"));
        assertThat(isOpen(root)).as("two transfers run").isTrue();
        served.network.run(Duration.ofSeconds(20));
        assertThat(read.completed()).isTrue();
        upload.answers(data(1, 512));
        served.runMillis(50);
        assertThat(isOpen(root)).as("one transfer runs").isTrue();
        upload.answers(data(2, 10));
        served.runUntilQuiet();
        assertThat(isOpen(root)).as("none runs").isFalse();
        assertThat(directory.resolve("new")).hasSize(522);
    }

    @Test
    void contentThatNobodyUsesIsClosedAtOnce(@TempDir Path directory) {
        var served = Served.plain();
        served.reload(TftpServer.builder().root(directory));
        var root = provider(served);
        assertThat(isOpen(root)).isTrue();
        served.reload(serving("x", "y"));
        assertThat(isOpen(root)).isFalse();
    }

    @Test
    void twoHundredTransfersOutliveTenReloads() {
        var served = Served.plain().file("a", 60_000);
        var transfers = new ArrayList<SimulatedTransfer>();
        var client = served.client();
        for (int i = 0; i < 100; i++) {
            transfers.add(client.read(served.address, "a"));
            transfers.add(client.write(served.address, "up" + i, Served.octets(30_000)));
        }
        for (int i = 1; i <= 10; i++) {
            int blksize = 512 + i;
            served.runMillis(60);
            assertThat(served.reception.shared().running()).as("while they run").hasValue(200);
            served.reload(TftpServer.builder().content(served.content).maxBlksize(blksize));
        }
        served.runUntilQuiet();
        assertThat(transfers).allMatch(SimulatedTransfer::completed);
        assertThat(served.events(TransferEvent.Ended.class))
                .hasSize(200)
                .allMatch(event -> event.outcome() instanceof Outcome.Completed);
    }

    private static ServerBuilder serving(String name, String text) {
        return TftpServer.builder().content(MemoryFiles.readOnly().put(name, text.getBytes(UTF_8)));
    }

    private static DirectoryProvider provider(Served served) {
        var roots = served.reception.shared().generation().content().roots();
        return roots.providers().getFirst();
    }

    private static boolean isOpen(DirectoryProvider provider) {
        var peer = dev.trivet.content.Peer.of(new InetSocketAddress(Served.CLIENT, 1));
        var answer = provider.read(new ContentRequest(peer, "nothing", Mode.OCTET, OptionalLong.empty()));
        return answer.orElseThrow() instanceof Resolution.Refused(var refusal)
                && refusal.code() == ErrorCode.FILE_NOT_FOUND;
    }
}

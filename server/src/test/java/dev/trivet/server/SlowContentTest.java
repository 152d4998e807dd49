package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.ContentException;
import dev.trivet.server.SlowContent.Step;
import dev.trivet.sim.SimulatedNetwork;
import dev.trivet.sim.WaitingWorkers;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Options;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Content that is slow, hangs or fails costs nobody else anything")
class SlowContentTest {
    private static final Duration MINUTES = Duration.ofMinutes(5);

    private SimulatedNetwork network = Served.network();
    private WaitingWorkers workers = network.waitingWorkers();

    @Test
    void sourceThatTakes500MillisForEachChunkDelaysNobodyElse() {
        var alone = serving((_, _) -> {}).file("fast", 200_000);
        var undisturbed = alone.client().read(alone.address, "fast");
        alone.network.runUntilQuiet(MINUTES);

        var served = serving(SlowContentTest::halfASecond).file("slow", 200_000).file("fast", 200_000);
        served.content.chunk(4096);
        var slow = served.client(11).read(served.address, "slow");
        var fast = served.client().read(served.address, "fast");
        served.runUntilQuiet();
        assertThat(fast.elapsed()).isEqualTo(undisturbed.elapsed());
        assertThat(slow.received()).isEqualTo(Served.octets(200_000));
        assertThat(slow.elapsed()).isGreaterThan(Duration.ofSeconds(20));
    }

    private static void halfASecond(WaitingWorkers workers, Step step) {
        if (step == Step.PREPARE) workers.pass(Duration.ofMillis(500));
    }

    @Test
    void flightsDoNotWaitForContentThatIsReadyTwoWindowsAhead() {
        var served = serving((w, step) -> {
            if (step == Step.PREPARE) w.pass(Duration.ofMillis(15));
        });
        served.file("slow", 100_000).content.chunk(512);
        var client = served.client().options(Options.of("windowsize", "4"));
        var read = client.read(served.address, "slow");
        served.runUntilQuiet();
        // 49 windows of a round trip each, and the first chunks: never a wait between windows
        assertThat(read.elapsed()).isLessThan(Duration.ofMillis(49 * 20 + 200));
    }

    @Test
    void hungLookUpIsAnsweredAfterFiveSeconds() {
        var served = serving((w, _) -> w.hang()).file("slow", 100).file("fast", 100);
        var peer = served.peer(3001).asks(rrq("slow"));
        var upload = served.peer(3002).asks(wrq("slow"));
        var fast = served.client(11).read(served.address, "fast");
        served.run(Duration.ofSeconds(30));
        assertThat(fast.elapsed()).isEqualTo(Duration.ofMillis(20));
        assertThat(peer.packets()).containsExactly(error(ErrorCode.NOT_DEFINED, "The file system does not answer"));
        assertThat(upload.packets()).isEqualTo(peer.packets());
        assertThat(peer.heard.getFirst().after()).isEqualTo(Duration.ofMillis(5_020));
        assertThat(served.reception.held()).isZero();
        assertThat(served.reception.shared().running()).hasValue(0);
        assertThat(workers.unfinished()).isEqualTo(2);
    }

    @Test
    void repeatsDuringAHungLookUpStartNothingMore() {
        var served = serving((w, _) -> w.hang()).file("slow", 100);
        var peer = served.peer(3001);
        for (int i = 0; i < 4; i++) {
            peer.asks(rrq("slow"));
            served.runMillis(1000);
        }
        assertThat(workers.unfinished()).isEqualTo(1);
    }

    @Test
    void lookUpThatComesBackTooLateIsClosed() {
        var served = serving((w, step) -> {
            if (step == Step.LOOK_UP) w.pass(Duration.ofSeconds(7));
        });
        served.file("slow", 100);
        var read = served.peer(3001).asks(rrq("slow"));
        var write = served.peer(3002).asks(wrq("slow"));
        served.runUntilQuiet();
        assertThat(read.packets()).hasSize(1);
        assertThat(write.packets()).hasSize(1);
        assertThat(served.story()).isEqualTo("Requested Requested Refused Refused");
    }

    @Test
    void readThatHangsInTheMiddleEndsItsTransfer() {
        var served = serving((w, step) -> {
            if (step == Step.PREPARE && begunLongAgo()) w.hang();
        });
        served.file("slow", 100_000).content.chunk(512);
        var read = served.client().read(served.address, "slow");
        served.run(Duration.ofMinutes(1));
        assertThat(read.outcome())
                .contains(new Outcome.StoppedByPeer(ErrorCode.NOT_DEFINED, "The file system does not answer"));
        assertThat(served.reception.held()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"WRITE", "COMMIT"})
    void writeThatHangsEndsAfterGiveUpAndStoresNothing(Step where) {
        var served = serving((w, step) -> {
            if (step == where) w.hang();
        });
        var write = served.client().giveUp(Duration.ofMinutes(2)).write(served.address, "slow", Served.octets(3000));
        served.run(Duration.ofMinutes(3));
        assertThat(write.completed()).isFalse();
        assertThat(served.content.stored("slow")).isEmpty();
        assertThat(served.events(TransferEvent.Ended.class))
                .singleElement()
                .satisfies(e -> assertThat(e.outcome()).isInstanceOf(Outcome.Refused.class));
        assertThat(served.reception.held()).isZero();
        assertThat(workers.unfinished()).isEqualTo(1);
    }

    @Test
    void fullDiskIsError3AndKeepsNothing() {
        var served = failing(Step.WRITE, ErrorCode.DISK_FULL, "Disk full");
        served.file("slow", 50);
        var peer = served.peer(3001).asks(wrq("slow"));
        served.runMillis(30);
        peer.answers(data(1, 100));
        served.runUntilQuiet();
        assertThat(peer.packets()).containsExactly(ack(0), error(ErrorCode.DISK_FULL, "Disk full"));
        assertThat(served.content.stored("slow")).contains(Served.octets(50));
    }

    @Test
    void fullDiskEndsALongUploadWithin64KiB() {
        var served = failing(Step.WRITE, ErrorCode.DISK_FULL, "Disk full");
        var client = served.client().options(Options.of("blksize", "1024", "windowsize", "16"));
        var write = client.write(served.address, "slow", Served.octets(1_000_000));
        served.runUntilQuiet();
        assertThat(write.outcome()).contains(new Outcome.StoppedByPeer(ErrorCode.DISK_FULL, "Disk full"));
        var ended = served.events(TransferEvent.Ended.class).getFirst();
        assertThat(ended.octets()).isLessThanOrEqualTo(64 * 1024 + 16 * 1024);
    }

    @Test
    void failedCommitIsNoSuccess() {
        var served = failing(Step.COMMIT, ErrorCode.FILE_ALREADY_EXISTS, "File already exists");
        var write = served.client().write(served.address, "slow", Served.octets(100));
        served.runUntilQuiet();
        assertThat(write.outcome())
                .contains(new Outcome.StoppedByPeer(ErrorCode.FILE_ALREADY_EXISTS, "File already exists"));
    }

    @Test
    void fileThatChangesWhileItIsReadEndsTheTransfer() {
        var served = serving((w, step) -> {
            if (step == Step.PREPARE && begunLongAgo())
                throw new ContentException(MemoryContent.refusal(ErrorCode.NOT_DEFINED, "File changed"));
        });
        served.file("slow", 100_000).content.chunk(512);
        var read = served.client().read(served.address, "slow");
        served.runUntilQuiet();
        assertThat(read.outcome()).contains(new Outcome.StoppedByPeer(ErrorCode.NOT_DEFINED, "File changed"));
    }

    @Test
    void slowDiskHoldsTheSenderBackAndLosesNothing() {
        var served = serving((w, step) -> {
            if (step == Step.WRITE) w.pass(Duration.ofMillis(400));
        });
        var client = served.client().options(Options.of("blksize", "1400", "windowsize", "32"));
        var write = client.write(served.address, "slow", Served.octets(700_000));
        served.runUntilQuiet();
        assertThat(write.completed()).isTrue();
        assertThat(served.content.stored("slow")).contains(Served.octets(700_000));
    }

    @Test
    void workThatNobodyTakesRefusesTheRequest() {
        var network = Served.network();
        var served = Served.around(network, _ -> false, c -> c, _ -> {}).file("a", 100);
        var peer = served.peer(3001).asks(rrq("a"));
        served.runUntilQuiet();
        assertThat(peer.packets()).containsExactly(error(ErrorCode.NOT_DEFINED, "Busy, try again"));
    }

    @FunctionalInterface
    private interface Waiting {
        void before(WaitingWorkers workers, Step step) throws ContentException;
    }

    private boolean begunLongAgo() {
        return network.now() > Duration.ofMillis(50).toNanos();
    }

    private Served serving(Waiting waiting) {
        network = Served.network();
        var itsWorkers = network.waitingWorkers();
        workers = itsWorkers;
        return Served.around(
                network, itsWorkers, c -> new SlowContent(c, step -> waiting.before(itsWorkers, step)), _ -> {});
    }

    private Served failing(Step where, ErrorCode code, String text) {
        return serving((_, step) -> {
            if (step == where) throw new ContentException(MemoryContent.refusal(code, text));
        });
    }
}

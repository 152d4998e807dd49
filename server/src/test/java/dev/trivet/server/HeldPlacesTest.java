package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.server.TransferEvent.Ended;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Clients that are slow on purpose: --max-transfer-time")
class HeldPlacesTest {
    private static final Duration JUST_IN_TIME = Duration.ofSeconds(29);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReaderThatAnswersJustBeforeEachTimeOutIsEndedAfterAll(boolean singlePort) {
        var served = Served.with(b -> b.singlePort(singlePort).maxTransferTime(Duration.ofMinutes(10)))
                .file("a", 60_000);
        var slow = served.peer(3001).asks(rrq("a"));
        for (int block = 1; block <= 20; block++) {
            served.run(JUST_IN_TIME);
            slow.answers(ack(block));
            served.runMillis(20);
        }
        assertThat(served.reception.held()).as("not yet over").isEqualTo(1);
        served.run(JUST_IN_TIME);
        slow.answers(ack(21));
        served.runMillis(50);
        assertThat(slow.last()).isEqualTo(error(ErrorCode.NOT_DEFINED, "Transfer takes too long"));
        assertRefused(served);
    }

    @Test
    void aWriterThatHoldsAPartOfAFileIsEndedAndThePartRemoved() {
        var served = Served.with(b -> b.maxTransferTime(Duration.ofMinutes(2)));
        var slow = served.peer(3001).asks(wrq("b"));
        served.runMillis(30);
        for (int block = 1; block <= 5; block++) {
            slow.answers(data(block, 512));
            served.run(JUST_IN_TIME);
        }
        assertThat(slow.last()).isEqualTo(error(ErrorCode.NOT_DEFINED, "Transfer takes too long"));
        assertRefused(served);
        assertThat(served.content.stored("b")).isEmpty();
    }

    @Test
    void withoutASettingADayIsTheMost() {
        assertThat(TftpServer.builder().settings().maxTransferTime()).isEqualTo(Duration.ofDays(1));
    }

    /// What one address can hold: nothing else would keep the places for others.
    @Test
    void oneAddressHoldsNoMorePlacesThanItMay() {
        var served =
                Served.with(b -> b.maxTransfers(20).transfersPerAddress(10)).file("a", 60_000);
        for (int i = 0; i < 50; i++) {
            var slow = served.peer(Served.address(66), 4000 + i).asks(rrq("a"));
            served.runMillis(25);
            if (!slow.heard.isEmpty()) slow.answers(ack(1));
        }
        var honest = served.client().read(served.address, "a");
        served.run(Duration.ofSeconds(10));
        assertThat(honest.completed()).isTrue();
        assertThat(served.reception.shared().running()).hasValue(10);
    }

    private static void assertRefused(Served served) {
        served.runUntilQuiet();
        assertThat(served.events(Ended.class)).singleElement().satisfies(e -> {
            assertThat(e.outcome()).isInstanceOf(Outcome.Refused.class);
            assertThat(((Outcome.Refused) e.outcome()).refusal().remedy()).contains("--max-transfer-time");
        });
    }
}

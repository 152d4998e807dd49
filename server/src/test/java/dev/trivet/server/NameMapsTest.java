package dev.trivet.server;

import static dev.trivet.server.Peer.ack;
import static dev.trivet.server.Peer.data;
import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.AskedName;
import dev.trivet.content.MappedName;
import dev.trivet.content.NameMap;
import dev.trivet.content.WritePolicy;
import dev.trivet.explain.Situation;
import dev.trivet.remap.MapFileException;
import dev.trivet.remap.MapRules;
import dev.trivet.wire.ErrorCode;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Name maps: what is asked for, and what is meant")
class NameMapsTest {

    @Test
    void contentIsAskedForTheNameThatIsMeant() {
        var served = Served.with(b -> b.names(rules("r ^old/ new/\n"))).file("new/a", 100);
        var peer = served.peer(3001).asks(rrq("old/a"));
        served.runMillis(50);
        assertThat(peer.packets()).containsExactly(data(1, 100));
        peer.answers(ack(1));
        served.runUntilQuiet();
        assertThat(served.events(TransferEvent.Started.class)).singleElement().satisfies(started -> {
            assertThat(started.asked().name()).isEqualTo("old/a");
            assertThat(started.mapped()).contains("new/a");
        });
    }

    @Test
    void aNameThatStaysIsNotToldTwice() {
        var served = Served.with(b -> b.names(rules("r ^old/ new/\n"))).file("a", 100);
        served.peer(3001).asks(rrq("a"));
        served.runMillis(50);
        assertThat(served.events(TransferEvent.Started.class))
                .singleElement()
                .extracting(TransferEvent.Started::mapped)
                .isEqualTo(Optional.empty());
    }

    @Test
    void uploadsAreMappedToo() {
        var served = Served.with(b -> b.names(rules("rP ^ in/\n")));
        var peer = served.peer(3001).asks(wrq("a"));
        served.runMillis(50);
        assertThat(peer.last()).isEqualTo(ack(0));
        assertThat(served.events(TransferEvent.Started.class))
                .singleElement()
                .extracting(TransferEvent.Started::mapped)
                .isEqualTo(Optional.of("in/a"));
    }

    @Test
    void aRefusalOfTheRulesReachesClientAndOperator() {
        var served = Served.with(b -> b.names(rules("a ^secret/ \\0\\ is\\ not\\ for\\ \\i\n")));
        assertThat(first(served, "secret/a"))
                .isEqualTo(error(ErrorCode.ACCESS_VIOLATION, "secret/ is not for 192.0.2.10"));
        assertThat(served.events(TransferEvent.Refused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.refusal().situation()).isEqualTo(Situation.NAME_REFUSED_BY_RULE);
            assertThat(refused.refusal().cause()).isEqualTo("line 1 of test.map refuses \"secret/a\"");
        });
    }

    @Test
    void rulesThatRunInACircleRefuse() {
        var served = Served.with(b -> b.names(rules("s .\n"))).file("a", 100);
        assertThat(first(served, "a")).isEqualTo(error(ErrorCode.ACCESS_VIOLATION, "Remap table failure"));
        assertThat(served.events(TransferEvent.Refused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.refusal().situation()).isEqualTo(Situation.NAME_RULES_FAIL));
    }

    @Test
    void aMissIsToldWithTheNameThatWasMeant() {
        var served = Served.with(b -> b.names(rules("r ^ new/\n")));
        assertThat(first(served, "a")).isEqualTo(error(ErrorCode.FILE_NOT_FOUND, "File not found"));
        assertThat(served.events(TransferEvent.Refused.class))
                .singleElement()
                .extracting(TransferEvent.Refused::mapped)
                .isEqualTo(Optional.of("new/a"));
    }

    @Test
    void rulesWithEAskTheContent() {
        var served = Served.with(b -> b.names(rules("rE ^ mine/\nrE ^ all/\n"))).file("all/a", 100);
        assertThat(first(served, "a")).isEqualTo(data(1, 100));
    }

    @Test
    void rulesWithEAskForUploadsWhetherTheyWouldBeTaken() {
        var heard = new ArrayList<Boolean>();
        NameMap map = asked -> {
            heard.add(asked.isTransferable().test("in/a"));
            return new MappedName.Meant(asked.name());
        };
        var served = Served.with(b -> b.names(map));
        served.peer(3001).asks(wrq("a"));
        served.runMillis(50);
        var readOnly = Served.with(WritePolicy.NONE, b -> b.names(map));
        readOnly.peer(3001).asks(wrq("a"));
        readOnly.runMillis(50);
        assertThat(heard).containsExactly(true, false);
    }

    @Test
    void aMapThatThrowsEndsThatTransferAloneAndTheFaultIsTold() {
        var served = Served.with(b -> b.names(NameMapsTest::broken)).file("a", 100);
        assertThat(first(served, "broken")).isEqualTo(error(ErrorCode.NOT_DEFINED, "Internal fault"));
        assertThat(served.faults).isNotEmpty();
        var next = served.peer(3002).asks(rrq("a"));
        served.runMillis(50);
        assertThat(next.packets()).containsExactly(data(1, 100));
    }

    @Test
    void aReloadBringsOtherRules() {
        var served = Served.with(b -> b.names(rules("r ^ old/\n")))
                .file("old/a", 100)
                .file("new/a", 200);
        served.peer(3001).asks(rrq("a"));
        served.runMillis(50);
        served.reload(TftpServer.builder().content(served.content).names(rules("r ^ new/\n")));
        var after = served.peer(3002).asks(rrq("a"));
        served.runMillis(50);
        assertThat(after.packets()).containsExactly(data(1, 200));
    }

    private static MappedName broken(AskedName asked) {
        if (asked.name().equals("broken")) throw new IllegalStateException("broken");
        return new MappedName.Meant(asked.name());
    }

    private static Object first(Served served, String name) {
        var peer = served.peer(3001).asks(rrq(name));
        served.runMillis(50);
        return peer.packets().getFirst();
    }

    private static MapRules rules(String text) {
        try {
            return MapRules.parse(text, "test.map", MapRules.DEFAULT_MAX_STEPS);
        } catch (MapFileException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

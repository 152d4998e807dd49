package dev.trivet.server;

import static dev.trivet.server.Peer.error;
import static dev.trivet.server.Peer.oack;
import static dev.trivet.server.Peer.rrq;
import static dev.trivet.server.Peer.wrq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Rules for clients")
class ClientRuleTest {
    private static final dev.trivet.content.Peer SOMEBODY =
            dev.trivet.content.Peer.of(new InetSocketAddress(Served.CLIENT, 2070));

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, x, true",
        "192.0.2.10, x, true",
        "192.0.2.11, x, false",
        "2001:db8::/32, x, false",
        "00:11:22:33:44:55, SEP001122334455.cnf.xml, true",
        "0011.2233.4455, SEP001122334455.cnf.xml, true",
        "001122334455, pxelinux.cfg/01-00-11-22-33-44-55, true",
        "00-11-22, pxelinux.cfg/01-00-11-22-33-44-55, true",
        "00:11:22, SEP00112A334455.cnf.xml, false",
        "00:11:22, SEP110011223344.cnf.xml, false",
        "AA:BB:CC, sepaabbcc000001.cnf.xml, true",
        "aa:bb:cc, spaaabbcc000001.cfg, true",
        "00:11:22, 00:11:22:33:44:55.cfg, true",
        "00:11:22, 0011.2233.4455.cfg, true",
        "00:11:22, 001122334455667788990011.bin, false",
        "00:11:22, 001122, false",
        "SEP*.cnf.xml, SEP1.cnf.xml, true",
        "SEP*.cnf.xml, /SEP1.cnf.xml, true",
        "SEP*.cnf.xml, x/SEP1.cnf.xml, true",
        "SEP*.cnf.xml, other, false",
        "cisco/**, cisco/a/b, true"
    })
    void clientIsKnownByAddressMacOrName(String text, String name, boolean fits) {
        assertThat(ClientMatch.parse(text).fits(SOMEBODY, name)).isEqualTo(fits);
    }

    @Test
    void macThatOthersKnowCounts() {
        var known = new dev.trivet.content.Peer(SOMEBODY.address(), Map.of("mac", "00:11:22:33:44:55"));
        assertThat(ClientMatch.parse("00:11:22").fits(known, "x")).isTrue();
        assertThat(ClientMatch.parse("00:11:23").fits(known, "x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1", "10.0.0.1/8", "10.0.0.0/33", "::1/129", "300.1.1.1", ""})
    void whatLooksLikeAnAddressAndIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> ClientMatch.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void matchesPrintAsTheyCanBeRead() {
        for (var text : new String[] {"10.1.0.0/16", "00:11:22", "SEP*.cnf.xml"})
            assertThat(ClientMatch.parse(text)).hasToString(text);
    }

    @Test
    void ceilingsHoldForTheClientsOfTheRuleAlone() {
        var rule =
                ClientRule.of(ClientMatch.parse("192.0.2.10")).maxBlksize(600).maxWindowsize(2);
        var served = Served.with(b -> b.client(rule)).file("a", 100_000);
        assertThat(answer(served, 10)).isEqualTo(oack("blksize", "600", "windowsize", "2"));
        assertThat(answer(served, 11)).isEqualTo(oack("blksize", "1400", "windowsize", "8"));
    }

    @Test
    void ruleHoldsInPlaceOfTheServersCeilings() {
        var rule =
                ClientRule.of(ClientMatch.parse("192.0.2.10")).maxBlksize(1400).maxWindowsize(8);
        var served = Served.with(b -> b.maxBlksize(512).maxWindowsize(1).client(rule))
                .file("a", 100_000);
        assertThat(answer(served, 10)).isEqualTo(oack("blksize", "1400", "windowsize", "8"));
        assertThat(answer(served, 11)).isEqualTo(oack("blksize", "512", "windowsize", "1"));
    }

    @Test
    void refusedOptionsAreLeftOutOfTheAnswer() {
        var rule = ClientRule.of(ClientMatch.parse("192.0.2.10")).refuseOptions("WindowSize");
        var served = Served.with(b -> b.client(rule)).file("a", 100_000);
        assertThat(answer(served, 10)).isEqualTo(oack("blksize", "1400"));
    }

    @Test
    void whatTheServerRefusesARuleDoesNotTakeBack() {
        var rule = ClientRule.of(ClientMatch.parse("192.0.2.10")).refuseOptions("windowsize");
        var served = Served.with(b -> b.refuseOptions("BlkSize").client(rule)).file("a", 100_000);
        assertThat(answer(served, 10)).isInstanceOf(Packet.Data.class);
        assertThat(answer(served, 11)).isEqualTo(oack("windowsize", "8"));
    }

    @Test
    void firstRuleThatFitsHolds() {
        var served = Served.with(b -> b.client(
                                ClientRule.of(ClientMatch.parse("a*")).maxBlksize(700))
                        .client(ClientRule.of(ClientMatch.parse("192.0.2.0/24")).maxBlksize(600))
                        .client(ClientRule.of().maxBlksize(500)))
                .file("a", 100_000)
                .file("b", 100_000);
        assertThat(answer(served, 10, "a")).isEqualTo(oack("blksize", "700", "windowsize", "8"));
        assertThat(answer(served, 11, "b")).isEqualTo(oack("blksize", "600", "windowsize", "8"));
    }

    @Test
    void transfersAndRequestsAreLimitedByTheRuleWhichTheRefusalNames() {
        var rule = ClientRule.of(ClientMatch.parse("192.0.2.10")).transfersPerAddress(1);
        var served = Served.with(b -> b.client(rule).whenFull(WhenFull.REFUSE)).file("a", 100_000);
        served.peer(3001).asks(rrq("a"));
        var second = served.peer(3002).asks(rrq("a"));
        served.runMillis(30);
        assertThat(second.packets()).containsExactly(error(ErrorCode.NOT_DEFINED, "Too many transfers"));
        assertThat(served.events(TransferEvent.Refused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.refusal().remedy())
                        .contains("transfers-per-address of the rule for client 192.0.2.10/32"));
        var other = served.peer(Served.address(11), 3001).asks(rrq("a"));
        served.peer(Served.address(11), 3002).asks(rrq("a"));
        served.runMillis(30);
        assertThat(other.last()).isInstanceOf(Packet.Data.class);
        assertThat(served.events(TransferEvent.Refused.class)).hasSize(1);
    }

    @Test
    void requestsOfASecondAreLimitedByTheRule() {
        var rule = ClientRule.of(ClientMatch.parse("192.0.2.10")).requestsPerAddress(1);
        var served = Served.with(b -> b.client(rule).whenFull(WhenFull.REFUSE)).file("a", 100);
        served.peer(3001).asks(rrq("a"));
        var second = served.peer(3002).asks(rrq("a"));
        served.runMillis(30);
        assertThat(second.packets()).containsExactly(error(ErrorCode.NOT_DEFINED, "Too many requests"));
    }

    @Test
    void uploadsAreLimitedByTheRule() {
        var rule = ClientRule.of(ClientMatch.parse("192.0.2.10")).maxUpload(100);
        var served = Served.with(b -> b.client(rule).maxUpload(1_000));
        var refused = served.peer(3001).asks(wrq("a", "tsize", "101"));
        var taken = served.peer(Served.address(11), 3001).asks(wrq("b", "tsize", "1000"));
        served.runMillis(30);
        assertThat(refused.packets()).containsExactly(error(ErrorCode.DISK_FULL, "Upload exceeds the limit"));
        assertThat(taken.packets()).containsExactly(oack("tsize", "1000"));
        assertThat(served.events(TransferEvent.Refused.class))
                .singleElement()
                .satisfies(event -> assertThat(event.refusal().cause())
                        .contains("max-upload of the rule for client 192.0.2.10/32"));
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> ClientRule.of().maxBlksize(7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClientRule.of().maxWindowsize(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClientRule.of().transfersPerAddress(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClientRule.of().maxUpload(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClientRule.of().rollover(2)).hasMessage("rollover must be 0 or 1: 2");
        assertThatThrownBy(() -> ClientRule.of().firstBlock(-1)).hasMessage("first-block must be 0 or 1: -1");
    }

    private static Object answer(Served served, int client) {
        return answer(served, client, "a");
    }

    private static Object answer(Served served, int client, String name) {
        var peer = served.peer(Served.address(client), 3001).asks(rrq(name, "blksize", "1400", "windowsize", "8"));
        served.runMillis(30);
        return peer.packets().getFirst();
    }
}

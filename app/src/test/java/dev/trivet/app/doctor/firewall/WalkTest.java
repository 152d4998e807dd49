package dev.trivet.app.doctor.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.doctor.firewall.Datagram.State;
import dev.trivet.app.doctor.firewall.Verdict.Kind;
import dev.trivet.content.AddressText;
import dev.trivet.engine.PortRange;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules as `nft` and `iptables-save` print them, and what becomes of the datagrams of a server at port 69.
class WalkTest {
    private static final Path FOLDER = Path.of("src/test/resources/firewall");
    private static final PortRange TFTP = new PortRange(69, 69);
    private static final PortRange HIGH = new PortRange(32_768, 60_999);
    private static final InetAddress OWN = AddressText.parse("192.0.2.1");
    private static final InetAddress OWN_SIX = AddressText.parse("2001:db8::1");

    private static final Datagram REQUEST = datagram(false, State.NEW, Datagram.CLIENTS, TFTP, true);
    private static final Datagram REQUEST_SIX = datagram(true, State.NEW, Datagram.CLIENTS, TFTP, true);
    private static final Datagram ANSWER = datagram(false, State.NEW, HIGH, Datagram.CLIENTS, false);
    private static final Datagram TRANSFER = datagram(false, State.ESTABLISHED, Datagram.CLIENTS, HIGH, true);

    @ParameterizedTest
    @CsvSource({
        // rules of nftables   request         request over IPv6  answer   transfer
        "open-port,            PASSES,         PASSES,            PASSES,  PASSES",
        "no-rule-for-tftp,     DROPPED,        DROPPED,           PASSES,  PASSES",
        "no-established,       PASSES,         PASSES,            PASSES,  DROPPED",
        "closed-output,        PASSES,         PASSES,            DROPPED, PASSES",
        "one-network,          DROPPED_MOSTLY, DROPPED,           PASSES,  PASSES",
        "blocked-set,          PASSES_MOSTLY,  PASSES_MOSTLY,     PASSES,  PASSES_MOSTLY",
        "jumps,                DROPPED,        PASSES,            PASSES,  PASSES",
        "forwarded,            PASSES,         PASSES,            PASSES,  PASSES",
    })
    void rulesOfNftables(String name, Kind request, Kind requestSix, Kind answer, Kind transfer) throws IOException {
        var tables = nftables(name);
        assertThat(Walk.of(tables, REQUEST).kind()).isEqualTo(request);
        assertThat(Walk.of(tables, REQUEST_SIX).kind()).isEqualTo(requestSix);
        assertThat(Walk.of(tables, ANSWER).kind()).isEqualTo(answer);
        assertThat(Walk.of(tables, TRANSFER).kind()).isEqualTo(transfer);
    }

    @Test
    void theRuleThatDropsIsToldInTheWordsOfItsTool() throws IOException {
        var verdict = Walk.of(nftables("jumps"), REQUEST);
        assertThat(verdict.because()).isEqualTo("udp dport @ports counter packets 0 bytes 0 reject");
        assertThat(verdict.place()).hasValueSatisfying(place -> {
            assertThat(place.table().name()).isEqualTo("inet filter");
            assertThat(place.base().chain()).isEqualTo("input");
        });
    }

    @Test
    void aPolicyThatDropsIsTold() throws IOException {
        assertThat(Walk.of(nftables("no-rule-for-tftp"), REQUEST).because()).isEqualTo("policy drop of chain input");
    }

    @Test
    void whatMayAcceptBeforeIsTold() throws IOException {
        assertThat(Walk.of(nftables("one-network"), REQUEST).exceptions())
                .containsExactly("ip saddr 10.0.0.0/8 udp dport 69 accept");
    }

    @Test
    void whatTheHelperKnowsIsRelated() throws IOException {
        var tables = nftables("helper");
        assertThat(tables).allMatch(Table::helpsTftp);
        assertThat(Walk.of(tables, ANSWER).kind()).isEqualTo(Kind.DROPPED);
        assertThat(Walk.of(tables, datagram(false, State.RELATED, HIGH, Datagram.CLIENTS, false))
                        .kind())
                .isEqualTo(Kind.PASSES);
    }

    @Test
    void aRequestThatIsSentElsewhereIsSeen() throws IOException {
        assertThat(Walk.of(nftables("forwarded"), REQUEST).redirects()).containsExactly("172.17.0.2:6969");
        assertThat(Walk.of(nftables("forwarded"), TRANSFER).redirects()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-A INPUT -p udp -m udp --dport 69 -j ACCEPT                                           | PASSES",
                "-A INPUT -p udp -m udp --dport 60:70 -m comment --comment \"for tftp -j DROP\" -j ACCEPT | PASSES",
                "-A INPUT -p udp -m multiport --dports 53,67:69 -j ACCEPT                              | PASSES",
                "-A INPUT ! -p tcp -j ACCEPT                                                           | PASSES",
                "-A INPUT ! -i lo -j ACCEPT                                                            | PASSES",
                "-A INPUT -m addrtype --dst-type LOCAL -j ACCEPT                                       | PASSES",
                "-A INPUT -d 192.0.2.1/32 -j ACCEPT                                                    | PASSES",
                "-A INPUT -p tcp -m tcp --dport 69 -j ACCEPT                                           | DROPPED",
                "-A INPUT -i lo -j ACCEPT                                                              | DROPPED",
                "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT                         | DROPPED",
                "-A INPUT -d 192.0.2.9/32 -j ACCEPT                                                    | DROPPED",
                "-A INPUT -p udp -m udp --dport 70 -j ACCEPT                                           | DROPPED",
                "-A INPUT -s 10.0.0.0/8 -j ACCEPT                                                      | DROPPED_MOSTLY",
                "-A INPUT -m set --match-set friends src -j ACCEPT                                     | DROPPED_MOSTLY",
            })
    void aRuleOfIptablesBeforeAPolicyThatDrops(String rule, Kind request) {
        var tables = IptablesReader.read("*filter\n:INPUT DROP [0:0]\n" + rule + "\nCOMMIT\n", false);
        assertThat(Walk.of(tables, REQUEST).kind()).isEqualTo(request);
    }

    /// As ufw makes them, shortened.
    private static final String UFW = """
            *filter
            :INPUT DROP [0:0]
            :OUTPUT ACCEPT [0:0]
            :ufw-before-input - [0:0]
            :ufw-not-local - [0:0]
            :ufw-user-input - [0:0]
            -A INPUT -j ufw-before-input
            -A ufw-before-input -i lo -j ACCEPT
            -A ufw-before-input -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
            -A ufw-before-input -m conntrack --ctstate INVALID -j DROP
            -A ufw-before-input -p icmp -m icmp --icmp-type 8 -j ACCEPT
            -A ufw-before-input -j ufw-not-local
            -A ufw-before-input -j ufw-user-input
            -A ufw-not-local -m addrtype --dst-type LOCAL -j RETURN
            -A ufw-not-local -m addrtype --dst-type MULTICAST -j RETURN
            -A ufw-not-local -m limit --limit 3/min -j LOG --log-prefix "[UFW BLOCK] "
            -A ufw-not-local -j DROP
            %sCOMMIT
            """;

    @Test
    void aFirewallOfUfwIsClosedUntilARuleOpensIt() {
        var closed = IptablesReader.read(UFW.formatted(""), false);
        var open = IptablesReader.read(UFW.formatted("-A ufw-user-input -p udp -m udp --dport 69 -j ACCEPT\n"), false);
        assertThat(Walk.of(closed, REQUEST).kind()).isEqualTo(Kind.DROPPED);
        assertThat(Walk.of(open, REQUEST).kind()).isEqualTo(Kind.PASSES);
        assertThat(Walk.of(closed, TRANSFER).kind()).isEqualTo(Kind.PASSES);
    }

    @Test
    void aPublishedPortOfDockerIsSentElsewhere() {
        var tables = IptablesReader.read("""
                *nat
                :PREROUTING ACCEPT [0:0]
                :DOCKER - [0:0]
                -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
                -A DOCKER ! -i docker0 -p udp -m udp --dport 69 -j DNAT --to-destination 172.17.0.2:69
                COMMIT
                """, false);
        assertThat(Walk.of(tables, REQUEST).redirects()).containsExactly("172.17.0.2:69");
    }

    @Test
    void rulesOfOneFamilySayNothingOfTheOther() {
        var tables = IptablesReader.read("*filter\n:INPUT DROP [0:0]\nCOMMIT\n", true);
        assertThat(Walk.of(tables, REQUEST).kind()).isEqualTo(Kind.PASSES);
        assertThat(Walk.of(tables, REQUEST_SIX).kind()).isEqualTo(Kind.DROPPED);
    }

    @Test
    void chainsThatJumpInCirclesEnd() {
        var tables = IptablesReader.read("""
                *filter
                :INPUT ACCEPT [0:0]
                :a - [0:0]
                :b - [0:0]
                -A INPUT -j a
                -A a -s 10.0.0.0/8 -j b
                -A a -s 11.0.0.0/8 -j b
                -A b -s 12.0.0.0/8 -j a
                -A b -s 13.0.0.0/8 -j a
                COMMIT
                """, false);
        assertThat(Walk.of(tables, REQUEST).kind()).isEqualTo(Kind.PASSES_MOSTLY);
    }

    private static List<Table> nftables(String name) throws IOException {
        return NftReader.read(
                Files.readString(FOLDER.resolve(name + ".json")), Files.readString(FOLDER.resolve(name + ".txt")));
    }

    private static Datagram datagram(boolean ipv6, State state, PortRange from, PortRange to, boolean incoming) {
        return new Datagram(ipv6, incoming, state, from, to, List.of(ipv6 ? OWN_SIX : OWN), List.of("eth0"));
    }
}

package dev.trivet.app.doctor;

import static dev.trivet.app.doctor.DoctorFixture.finding;
import static dev.trivet.app.doctor.DoctorFixture.findings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.ExitCode;
import dev.trivet.app.doctor.Host.Ran;
import dev.trivet.app.settings.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What is made of the rules of a whole host; single rules are in [dev.trivet.app.doctor.firewall.WalkTest].
class FirewallCheckTest {
    private static final Path FOLDER = Path.of("src/test/resources/firewall");

    private final FakeHost host = new FakeHost();

    private FakeHost nftables(String name) throws IOException {
        return host.program("nft -j list ruleset", Files.readString(FOLDER.resolve(name + ".json")))
                .program("nft -a list ruleset", Files.readString(FOLDER.resolve(name + ".txt")));
    }

    @Test
    void anOpenPortIsFine() throws Exception {
        nftables("open-port");
        assertThat(finding(new FirewallCheck(), host).level()).isEqualTo(Level.OK);
    }

    @Test
    void aPolicyThatDropsRequestsIsAProblemWithTheCommandThatOpensIt() throws Exception {
        nftables("no-rule-for-tftp");
        var finding = finding(new FirewallCheck(), host);
        assertThat(finding.id()).isEqualTo("firewall-request");
        assertThat(finding.exitCode()).isEqualTo(ExitCode.TIMED_OUT);
        assertThat(finding.what()).isEqualTo("the firewall drops requests to port 69 over IPv4");
        assertThat(finding.why()).startsWith("nftables, table inet filter, chain input: policy drop of chain input");
        assertThat(finding.remedy()).isEqualTo("nft insert rule inet filter input udp dport 69 accept");
    }

    @Test
    void whatDropsAnswersFromOtherPortsLetsThoseOfOnePortOut() throws Exception {
        nftables("closed-output");
        var finding = finding(new FirewallCheck(), host);
        assertThat(finding.id()).isEqualTo("firewall-answer");
        assertThat(finding.what()).contains("answers from ports 32768-60999");
        assertThat(finding.remedy()).contains("udp sport 32768-60999 accept").contains("--single-port");
        assertThat(finding(new FirewallCheck(), host, flags -> flags.with(Keys.SINGLE_PORT, true))
                        .level())
                .isEqualTo(Level.OK);
    }

    @Test
    void theHelperOfConnectionTrackingLetsAnswersOutWhereItIsLoaded() throws Exception {
        nftables("helper");
        assertThat(finding(new FirewallCheck(), host).id()).isEqualTo("firewall-answer");
        host.text("/proc/modules", "nf_conntrack_tftp 16384 1 - Live 0x0\n");
        assertThat(finding(new FirewallCheck(), host).level()).isEqualTo(Level.OK);
    }

    @Test
    void whatClientsSendToTheAnsweringPortIsLookedAt() throws Exception {
        nftables("no-established");
        var finding = finding(new FirewallCheck(), host);
        assertThat(finding.id()).isEqualTo("firewall-transfer");
        assertThat(finding.remedy()).contains("ct state established,related accept");
    }

    @Test
    void exceptionsMakeItAWarning() throws Exception {
        nftables("one-network");
        var finding = finding(new FirewallCheck(), host);
        assertThat(finding.level()).isEqualTo(Level.WARNING);
        assertThat(finding.why()).contains("ip saddr 10.0.0.0/8 udp dport 69 accept");
    }

    @Test
    void oneFamilyOfTwoIsAWarning() throws Exception {
        nftables("jumps").cards(FakeHost.card("eth0", 1500, "192.0.2.1", "2001:db8::1"));
        var finding = finding(new FirewallCheck(), host);
        assertThat(finding.level()).isEqualTo(Level.WARNING);
        assertThat(finding.what()).endsWith("over IPv4");
    }

    @Test
    void rulesThatNobodyMayReadAreAHint() throws Exception {
        host.program("nft -j list ruleset", new Ran(1, "", "Operation not permitted (you must be root)\n"));
        var finding = finding(new FirewallCheck(), host);
        assertThat(finding.level()).isEqualTo(Level.HINT);
        assertThat(finding.why()).isEqualTo("nft: Operation not permitted (you must be root)");
        assertThat(finding.remedy()).contains("root");
    }

    @Test
    void withoutAnyToolNothingIsClaimed() throws Exception {
        var finding = finding(new FirewallCheck(), host);
        assertThat(finding.level()).isEqualTo(Level.HINT);
        assertThat(finding.what()).contains("not known");
    }

    @Test
    void rulesOfUfwAreOpenedInItsOwnWords() throws Exception {
        host.program("iptables-save", """
                *filter
                :INPUT DROP [0:0]
                :ufw-user-input - [0:0]
                -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
                -A INPUT -j ufw-user-input
                COMMIT
                """);
        assertThat(finding(new FirewallCheck(), host).remedy()).isEqualTo("ufw allow 69/udp");
    }

    @Test
    void ufwsFilesTellWhereItsRulesCannotBeRead() throws Exception {
        host.text("/etc/ufw/ufw.conf", "ENABLED=yes\n").text("/etc/default/ufw", "DEFAULT_INPUT_POLICY=\"DROP\"\n");
        assertThat(finding(new FirewallCheck(), host).id()).isEqualTo("ufw");
        host.text("/etc/ufw/user.rules", "### tuple ### allow udp 69 0.0.0.0/0 any 0.0.0.0/0 in\n");
        assertThat(finding(new FirewallCheck(), host).id()).isEqualTo("firewall-unread");
    }

    /// iptables of today makes tables of nftables, whose conditions nft cannot tell.
    @Test
    void tablesThatIptablesTellsAreNotReadTwice() throws Exception {
        host.program("nft -j list ruleset", """
                {"nftables": [{"table": {"family": "ip", "name": "filter", "handle": 3}},
                {"chain": {"family": "ip", "table": "filter", "name": "INPUT", "handle": 1, "type": "filter",
                 "hook": "input", "prio": 0, "policy": "drop"}},
                {"rule": {"family": "ip", "table": "filter", "chain": "INPUT", "handle": 3, "expr": [
                 {"xt": {"type": "match", "name": "multiport"}}, {"accept": null}]}}]}
                """).program("iptables-save", """
                *filter
                :INPUT DROP [0:0]
                -A INPUT -p udp -m multiport --dports 69,32768:60999 -j ACCEPT
                COMMIT
                """);
        assertThat(finding(new FirewallCheck(), host).level()).isEqualTo(Level.OK);
    }

    @Test
    void aPortThatIsForwardedIsTold() throws Exception {
        nftables("forwarded");
        var finding = finding(new FirewallCheck(), host);
        assertThat(finding.id()).isEqualTo("redirected");
        assertThat(finding.what()).endsWith("on to 172.17.0.2:6969");
    }

    @Test
    void firewalldIsAskedZoneByZone() throws Exception {
        host.program("firewall-cmd --state", "running\n")
                .program(
                        "firewall-cmd --get-active-zones",
                        "public (default)\n  interfaces: eth0\nlab\n  interfaces: eth1\n")
                .program("firewall-cmd --zone=public --list-all", zone("default", "ssh", ""))
                .program("firewall-cmd --zone=lab --list-all", zone("default", "ssh tftp", ""));
        var some = finding(new FirewalldCheck(), host);
        assertThat(some.level()).isEqualTo(Level.WARNING);
        assertThat(some.remedy())
                .isEqualTo("firewall-cmd --permanent --zone=public --add-service=tftp\nfirewall-cmd --reload");

        host.program("firewall-cmd --zone=lab --list-all", zone("default", "ssh", ""));
        assertThat(finding(new FirewalldCheck(), host).exitCode()).isEqualTo(ExitCode.TIMED_OUT);

        host.program("firewall-cmd --zone=lab --list-all", zone("ACCEPT", "", ""))
                .program("firewall-cmd --zone=public --list-all", zone("default", "", "60-70/udp"));
        assertThat(finding(new FirewalldCheck(), host).level()).isEqualTo(Level.OK);
    }

    @Test
    void aFirewalldThatDoesNotRunIsNotAsked() throws Exception {
        host.program("firewall-cmd --state", new Ran(252, "", "not running\n"));
        assertThat(findings(new FirewalldCheck(), host)).isEmpty();
    }

    private static String zone(String target, String services, String ports) {
        return "zone\n  target: " + target + "\n  services: " + services + "\n  ports: " + ports + "\n";
    }
}

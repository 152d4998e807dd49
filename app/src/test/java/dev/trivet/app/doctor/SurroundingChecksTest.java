package dev.trivet.app.doctor;

import static dev.trivet.app.doctor.DoctorFixture.finding;
import static dev.trivet.app.doctor.DoctorFixture.findings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.doctor.Host.Card;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ListenAddress;
import dev.trivet.content.WritePolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Addresses, containers, other programs, security labels.
class SurroundingChecksTest {
    private final FakeHost host = new FakeHost();

    @Test
    void anEthernetCarriesBlocksOf1468() throws Exception {
        assertThat(finding(new AddressCheck(), host))
                .isEqualTo(
                        Finding.ok("addresses", "eth0 192.0.2.1, MTU 1500: blocks of up to 1468 octets in one packet"));
    }

    @ParameterizedTest
    @CsvSource({"1400, 1368, mtu", "9000, 8968, mtu"})
    void anotherMtuIsToldWithTheBlocksThatFit(int mtu, int block, String id) throws Exception {
        var finding = finding(new AddressCheck(), host.cards(FakeHost.card("wg0", mtu, "192.0.2.1")));
        assertThat(finding.id()).isEqualTo(id);
        assertThat(finding.what()).contains("wg0 192.0.2.1, MTU " + mtu).contains("up to " + block);
    }

    @Test
    void blocksThatMakeFragmentsAreAWarning() throws Exception {
        var finding = finding(new AddressCheck(), host, flags -> flags.with(Keys.MAX_BLKSIZE, 8192));
        assertThat(finding.id()).isEqualTo("fragments");
        assertThat(finding.remedy()).isEqualTo("--max-blksize 1468");
    }

    @Test
    void aServerThatOnlyItsHostCanAskIsAWarning() throws Exception {
        var finding = finding(
                new AddressCheck(),
                host,
                flags -> flags.with(Keys.LISTEN, List.of(ListenAddress.parse("127.0.0.1:69"))));
        assertThat(finding.what()).contains("only programs of this host");
        var down = finding(new AddressCheck(), host.cards(new Card("eth0", 1500, false, false, List.of())));
        assertThat(down.what()).contains("no interface");
    }

    @Test
    void aContainerHidesWhatIsPublished() throws Exception {
        assertThat(findings(new ContainerCheck(), host)).isEmpty();
        host.text("/.dockerenv", "");
        var finding = finding(new ContainerCheck(), host);
        assertThat(finding.level()).isEqualTo(Level.WARNING);
        assertThat(finding.remedy()).contains("--single-port").contains("-p 69:69/udp");
        assertThat(finding(new ContainerCheck(), host, flags -> flags.with(Keys.SINGLE_PORT, true))
                        .level())
                .isEqualTo(Level.HINT);
    }

    @Test
    void aContainerIsKnownByItsControlGroup() throws Exception {
        host.text("/proc/1/cgroup", "0::/kubepods/besteffort/pod1\n");
        assertThat(finding(new ContainerCheck(), host).id()).isEqualTo("container");
    }

    @Test
    void aPortThatAContainerHasPublishedIsTold() throws Exception {
        host.text(
                "/proc/77/cmdline",
                String.join(
                        "\0",
                        "/usr/bin/docker-proxy",
                        "-proto",
                        "udp",
                        "-host-ip",
                        "0.0.0.0",
                        "-host-port",
                        "69",
                        "-container-ip",
                        "172.17.0.2",
                        "-container-port",
                        "6969",
                        ""));
        var finding = finding(new ContainerCheck(), host);
        assertThat(finding.id()).isEqualTo("published");
        assertThat(finding.what()).contains("a container at 172.17.0.2 has UDP port 69");
    }

    @Test
    void whatElseStartsOnThePortIsTold() throws Exception {
        assertThat(findings(new StarterCheck(), host)).isEmpty();
        host.text("/etc/inetd.conf", "# tftp off\ntftp dgram udp wait root /usr/sbin/tcpd in.tftpd /srv/tftp\n")
                .text("/etc/xinetd.d/tftp", "service tftp\n{\n  disable = no\n}\n")
                .text("/etc/systemd/system/multi-user.target.wants/atftpd.service", "")
                .text("/etc/rc2.d/S01tftpd-hpa", "")
                .text("/etc/systemd/system/sockets.target.wants/boot.socket", "[Socket]\nListenDatagram=0.0.0.0:69\n");
        assertThat(findings(new StarterCheck(), host))
                .extracting(Finding::what)
                .satisfiesExactlyInAnyOrder(
                        inetd -> assertThat(inetd).contains("/etc/inetd.conf"),
                        xinetd -> assertThat(xinetd).contains("/etc/xinetd.d/tftp"),
                        atftpd -> assertThat(atftpd).isEqualTo("atftpd starts with this host"),
                        hpa -> assertThat(hpa).isEqualTo("tftpd-hpa starts with this host"),
                        socket -> assertThat(socket).contains("boot.socket"));
        assertThat(findings(
                        new StarterCheck(),
                        host,
                        flags -> flags.with(Keys.LISTEN, List.of(ListenAddress.parse(":6969")))))
                .isEmpty();
    }

    @Test
    void aLabelOfSelinuxThatKeepsAConfinedServerOutIsAHint() throws Exception {
        host.text("/sys/fs/selinux/enforce", "1")
                .program("stat --format=%C -- /srv/tftp", "system_u:object_r:tftpdir_t:s0\n");
        assertThat(finding(new LabelCheck(), host).level()).isEqualTo(Level.OK);
        var written = finding(new LabelCheck(), host, flags -> flags.with(Keys.WRITE, WritePolicy.CREATE));
        assertThat(written.remedy()).contains("semanage fcontext -a -t tftpdir_rw_t '/srv/tftp(/.*)?'");
        host.program("stat --format=%C -- /srv/tftp", "unconfined_u:object_r:user_home_t:s0\n");
        assertThat(finding(new LabelCheck(), host).what()).contains("user_home_t, not tftpdir_t");
    }

    @Test
    void aProfileOfApparmorThatConfinesUsIsAWarning() throws Exception {
        host.text("/etc/apparmor.d/usr.bin.java", "");
        host.text("/proc/self/attr/current", "unconfined\n");
        assertThat(findings(new LabelCheck(), host)).isEmpty();
        host.text("/proc/self/attr/current", "/usr/bin/java (enforce)\n");
        assertThat(finding(new LabelCheck(), host).id()).isEqualTo("apparmor");
    }

    @Test
    void aProfileForAnotherTftpServerIsAHint() throws Exception {
        host.text("/etc/apparmor.d/usr.sbin.in.tftpd", "");
        assertThat(finding(new LabelCheck(), host).level()).isEqualTo(Level.HINT);
    }
}

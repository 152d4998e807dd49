package dev.trivet.app.doctor;

import static dev.trivet.app.doctor.DoctorFixture.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.ExitCode;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ListenAddress;
import dev.trivet.app.settings.Sockets;
import dev.trivet.engine.PortOwner.Holder;
import dev.trivet.engine.PortTakenException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PortCheckTest {
    private static final PortTakenException TAKEN =
            new PortTakenException(new InetSocketAddress("0.0.0.0", 69), Optional.empty());

    private final FakeHost host = new FakeHost();

    @Test
    void aFreePortIsFine() throws Exception {
        assertThat(finding(new PortCheck(), host).level()).isEqualTo(Level.OK);
    }

    @Test
    void aTakenPortIsToldWithProgramPidUserAndWhatEndsIt() throws Exception {
        host.refuses("*", TAKEN).holder(new Holder("in.tftpd", OptionalLong.of(812), 0));
        var finding = finding(new PortCheck(), host);
        assertThat(finding.exitCode()).isEqualTo(ExitCode.CANNOT_LISTEN);
        assertThat(finding.what()).isEqualTo("port 69 (UDP) is taken by in.tftpd (pid 812, user root)");
        assertThat(finding.remedy())
                .contains("systemctl disable --now tftpd-hpa")
                .contains("--listen :6969");
    }

    @Test
    void aTrivetThatRunsIsNoProblem() throws Exception {
        host.refuses("*", TAKEN)
                .holder(new Holder("java", OptionalLong.of(44), 65_534))
                .text("/proc/44/cmdline", "java\0-m\0dev.trivet.app/dev.trivet.app.Main\0serve\0");
        var finding = finding(new PortCheck(), host);
        assertThat(finding.level()).isEqualTo(Level.HINT);
        assertThat(finding.what()).contains("by Trivet already: trivet (pid 44, user nobody)");
        assertThat(finding.remedy()).contains("kill -HUP 44");
    }

    @Test
    void aSocketOfSystemdIsNamed() throws Exception {
        host.refuses("*", TAKEN).holder(new Holder("systemd", OptionalLong.of(1), 0));
        assertThat(finding(new PortCheck(), host).remedy()).contains("systemctl list-sockets");
    }

    @Test
    void aHolderThatIsNotToldHasItsUser() throws Exception {
        host.refuses("*", TAKEN).holder(new Holder("", OptionalLong.empty(), 65_534));
        var finding = finding(new PortCheck(), host);
        assertThat(finding.what()).contains("a process of user nobody");
        assertThat(finding.remedy()).contains("as root");
    }

    @Test
    void aMissingPrivilegeIsToldWithTheWaysToGetIt() throws Exception {
        host.refuses("*", new BindException("Permission denied"));
        var finding = finding(new PortCheck(), host);
        assertThat(finding.id()).isEqualTo("port-privilege");
        assertThat(finding.exitCode()).isEqualTo(ExitCode.CANNOT_LISTEN);
        assertThat(finding.remedy())
                .contains("setcap")
                .contains("ip_unprivileged_port_start")
                .contains("--user nobody");
    }

    @Test
    void anAddressThatIsNotOursIsTold() throws Exception {
        host.refuses("192.0.2.9", new BindException("Cannot assign requested address"));
        var finding = finding(
                new PortCheck(), host, flags -> flags.with(Keys.LISTEN, List.of(ListenAddress.parse("192.0.2.9:69"))));
        assertThat(finding.id()).isEqualTo("port-address");
        assertThat(finding.what()).contains("192.0.2.9:69").contains("Cannot assign requested address");
    }

    @Test
    void oneThatIsTakenAndNotAllowedIsBoth() throws Exception {
        host.refuses("*", new BindException("Permission denied")).holder(new Holder("dnsmasq", OptionalLong.of(7), 0));
        assertThat(DoctorFixture.findings(new PortCheck(), host))
                .extracting(Finding::id)
                .containsExactly("port-taken", "port-privilege");
    }

    @Test
    void aPortThatIsHandedOverIsNotTaken() throws Exception {
        host.refuses("*", TAKEN).holder(new Holder("systemd", OptionalLong.of(1), 0));
        var finding = finding(new PortCheck(), host, flags -> flags.with(Keys.SOCKETS, Sockets.SYSTEMD));
        assertThat(finding.level()).isEqualTo(Level.OK);
    }
}

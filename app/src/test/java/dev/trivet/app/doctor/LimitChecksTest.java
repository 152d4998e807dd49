package dev.trivet.app.doctor;

import static dev.trivet.app.doctor.DoctorFixture.finding;
import static dev.trivet.app.doctor.DoctorFixture.findings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.ExitCode;
import dev.trivet.app.settings.Keys;
import dev.trivet.engine.Engine;
import org.junit.jupiter.api.Test;

/// Descriptors, receive buffer, memory, engine, user, privilege.
class LimitChecksTest {
    private static final String NO_CAPABILITY = "0000000000000000";

    private final FakeHost host = new FakeHost();

    @Test
    void enoughDescriptorsAreFine() throws Exception {
        assertThat(finding(new DescriptorCheck(), host).level()).isEqualTo(Level.OK);
        host.text("/proc/self/limits", FakeHost.limits("unlimited"));
        assertThat(finding(new DescriptorCheck(), host).level()).isEqualTo(Level.OK);
    }

    @Test
    void fewDescriptorsAreAWarningAndVeryFewAProblem() throws Exception {
        host.text("/proc/self/limits", FakeHost.limits("4096"));
        var few = finding(new DescriptorCheck(), host);
        assertThat(few.level()).isEqualTo(Level.WARNING);
        assertThat(few.what())
                .isEqualTo(
                        "4096 open files are allowed: enough for 3584 transfers at once, not for --max-transfers 10000");
        assertThat(few.remedy()).contains("LimitNOFILE=10512").contains("--single-port");

        host.text("/proc/self/limits", FakeHost.limits("200"));
        assertThat(finding(new DescriptorCheck(), host).exitCode()).isEqualTo(ExitCode.TIMED_OUT);
        assertThat(finding(new DescriptorCheck(), host, flags -> flags.with(Keys.SINGLE_PORT, true))
                        .level())
                .isEqualTo(Level.OK);
    }

    @Test
    void aSmallReceiveBufferIsToldWhereThePrivilegeThatLiftsItIsMissing() throws Exception {
        host.text("/proc/sys/net/core/rmem_max", "212992\n");
        assertThat(finding(new BufferCheck(), host).level()).isEqualTo(Level.OK);
        host.runBy(65_534, NO_CAPABILITY);
        var finding = finding(new BufferCheck(), host);
        assertThat(finding.level()).isEqualTo(Level.WARNING);
        assertThat(finding.remedy()).startsWith("sysctl -w net.core.rmem_max=4194304");
        host.without("/proc/sys/net/core/rmem_max");
        assertThat(findings(new BufferCheck(), host)).isEmpty();
    }

    @Test
    void aControlGroupThatIsSmallerThanTheHeapIsTold() throws Exception {
        host.text("/proc/self/cgroup", "0::/system.slice/trivet.service\n")
                .text("/sys/fs/cgroup/system.slice/trivet.service/memory.max", "max\n");
        assertThat(findings(new MemoryCheck(), host)).isEmpty();
        host.text("/sys/fs/cgroup/system.slice/memory.max", "268435456\n");
        var finding = finding(new MemoryCheck(), host);
        assertThat(finding.level()).isEqualTo(Level.WARNING);
        assertThat(finding.remedy()).contains("-Xmx128m");
        assertThat(finding(new MemoryCheck(), host.heap(64 << 20)).level()).isEqualTo(Level.OK);
    }

    @Test
    void theFirstVersionOfControlGroupsIsReadToo() throws Exception {
        host.text("/proc/self/cgroup", "4:memory:/docker/1\n1:cpu:/\n")
                .text("/sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes", "9223372036854771712\n")
                .text("/sys/fs/cgroup/memory/memory.limit_in_bytes", "100000000\n");
        assertThat(finding(new MemoryCheck(), host).level()).isEqualTo(Level.WARNING);
    }

    @Test
    void anEngineThatCannotBeUsedIsAProblemWhereItIsAskedForAndAHintWhereNot() throws Exception {
        assertThat(finding(new EngineCheck(), host).what()).contains("the Linux engine");
        host.withoutEngine(Engine.LINUX);
        assertThat(finding(new EngineCheck(), host).level()).isEqualTo(Level.HINT);
        var asked = finding(new EngineCheck(), host, flags -> flags.with(Keys.ENGINE, Engine.LINUX));
        assertThat(asked.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(asked.what()).contains("openat2 does not work here");
        assertThat(finding(new EngineCheck(), host, flags -> flags.with(Keys.ENGINE, Engine.PORTABLE))
                        .level())
                .isEqualTo(Level.OK);
    }

    @Test
    void aUserMustBeThereAndMustBeBecome() throws Exception {
        assertThat(finding(new UserCheck(), host, flags -> flags.with(Keys.USER, "nobody"))
                        .level())
                .isEqualTo(Level.OK);
        assertThat(finding(new UserCheck(), host, flags -> flags.with(Keys.USER, "tftpp"))
                        .what())
                .isEqualTo("there is no user 'tftpp' here");
        host.runBy(1000, NO_CAPABILITY);
        var finding = finding(new UserCheck(), host, flags -> flags.with(Keys.USER, "nobody"));
        assertThat(finding.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(finding.why()).contains("CAP_SETUID");
        host.runBy(65_534, NO_CAPABILITY);
        assertThat(finding(new UserCheck(), host, flags -> flags.with(Keys.USER, "nobody"))
                        .level())
                .isEqualTo(Level.OK);
    }

    @Test
    void aServerThatStaysRootIsToldHowNotTo() throws Exception {
        assertThat(finding(new UserCheck(), host).remedy()).isEqualTo("--user nobody");
        assertThat(findings(new UserCheck(), host.runBy(1000, NO_CAPABILITY))).isEmpty();
    }

    @Test
    void whyALowPortCanBeHadIsTold() throws Exception {
        assertThat(finding(new PrivilegeCheck(), host).what()).contains("CAP_NET_BIND_SERVICE");
        host.runBy(1000, NO_CAPABILITY);
        assertThat(findings(new PrivilegeCheck(), host)).isEmpty();
        host.text("/proc/sys/net/ipv4/ip_unprivileged_port_start", "0\n");
        assertThat(finding(new PrivilegeCheck(), host).what()).contains("ip_unprivileged_port_start");
    }
}

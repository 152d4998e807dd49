package dev.trivet.app.doctor;

import java.util.List;
import java.util.stream.Stream;

/// All checks, in the order of the report within one level.
final class Checks {
    /// What only Linux has, in words.
    static final String OF_LINUX = "privilege, other starters, firewall, security labels, descriptors, receive buffer,"
            + " memory limit, containers";

    private static final List<Check> EVERYWHERE = List.of(
            new UserCheck(),
            new EngineCheck(),
            new DirectoryCheck(),
            new SampleCheck(),
            new PortCheck(),
            new AddressCheck(),
            new SelfCheck(),
            new RunningCheck());

    private static final List<Check> ON_LINUX = List.of(
            new PrivilegeCheck(),
            new StarterCheck(),
            new FirewallCheck(),
            new FirewalldCheck(),
            new LabelCheck(),
            new DescriptorCheck(),
            new BufferCheck(),
            new MemoryCheck(),
            new ContainerCheck());

    private Checks() {}

    static List<Check> of(Host host) {
        return host.system().equals("Linux")
                ? Stream.concat(EVERYWHERE.stream(), ON_LINUX.stream()).toList()
                : EVERYWHERE;
    }
}

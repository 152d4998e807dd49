package dev.trivet.app.doctor;

import java.util.List;

/// Why ports below 1024 can be had, where they can: so that it is known what to keep. That they cannot tells
/// [PortCheck], which tries.
final class PrivilegeCheck implements Check {
    private static final String FIRST_FREE = "/proc/sys/net/ipv4/ip_unprivileged_port_start";
    private static final int USUAL_FIRST_FREE = 1024;

    @Override
    public String name() {
        return "privileges";
    }

    @Override
    public List<Finding> look(Examined examined) {
        int free = examined.host()
                .text(FIRST_FREE)
                .map(text -> Integer.parseInt(text.strip()))
                .orElse(USUAL_FIRST_FREE);
        var below = examined.ports().stream()
                .filter(port -> port < USUAL_FIRST_FREE)
                .toList();
        if (below.isEmpty()) return List.of();
        if (below.stream().allMatch(port -> port >= free))
            return List.of(Finding.ok(
                    "privilege",
                    "ports from " + free + " on are free for everybody here"
                            + " (net.ipv4.ip_unprivileged_port_start)"));
        return Capability.NET_BIND_SERVICE.isOurs(examined.host())
                ? List.of(Finding.ok("privilege", "ports below 1024 are allowed: by CAP_NET_BIND_SERVICE"))
                : List.of();
    }
}

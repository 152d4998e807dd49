package dev.trivet.app.doctor;

import java.util.Optional;
import java.util.stream.Stream;

/// What ufw's own files tell, where its rules cannot be read: those files mostly can.
final class UfwFiles {
    private UfwFiles() {}

    static Optional<Finding> finding(Examined examined, FirewallRules rules) {
        var host = examined.host();
        boolean enabled = lines(host, "/etc/ufw/ufw.conf").anyMatch("ENABLED=yes"::equalsIgnoreCase);
        if (!enabled || rules.areUfws()) return Optional.empty();
        boolean closed = lines(host, "/etc/default/ufw")
                .anyMatch(line -> line.matches("DEFAULT_INPUT_POLICY=\"?(DROP|REJECT)\"?"));
        var shut =
                examined.ports().stream().filter(port -> !isAllowed(host, port)).findFirst();
        if (!closed || shut.isEmpty()) return Optional.empty();
        return Optional.of(Finding.warning(
                "ufw",
                        "ufw is on, and drops what no rule of it allows; a rule for port " + shut.get()
                                + " was not seen",
                "its rules could not be read from the kernel", "ufw allow " + shut.get() + "/udp"));
    }

    /// `### tuple ### allow udp 69 0.0.0.0/0 any 0.0.0.0/0 in`.
    private static boolean isAllowed(Host host, int port) {
        return Stream.of("/etc/ufw/user.rules", "/lib/ufw/user.rules")
                .flatMap(file -> lines(host, file))
                .anyMatch(line -> line.matches("### tuple ### allow (udp|any) " + port + " .*"));
    }

    private static Stream<String> lines(Host host, String file) {
        return host.text(file).stream().flatMap(String::lines).map(String::strip);
    }
}

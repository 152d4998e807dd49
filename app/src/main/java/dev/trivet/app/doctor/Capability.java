package dev.trivet.app.doctor;

/// Parts of root's power (capabilities(7)), with their numbers.
enum Capability {
    DAC_OVERRIDE(1),
    SETGID(6),
    SETUID(7),
    NET_BIND_SERVICE(10),
    NET_ADMIN(12);

    private static final String EFFECTIVE = "CapEff:";
    private static final int HEXADECIMAL = 16;

    private final int number;

    Capability(int number) {
        this.number = number;
    }

    /// @param status the text of `/proc/PID/status`
    boolean in(String status) {
        return status.lines()
                .filter(line -> line.startsWith(EFFECTIVE))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring(EFFECTIVE.length()).strip(), HEXADECIMAL))
                .anyMatch(set -> (set >>> number & 1) == 1);
    }

    boolean isOurs(Host host) {
        return host.text("/proc/self/status").filter(this::in).isPresent();
    }
}

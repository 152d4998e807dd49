package dev.trivet.app;

import java.util.Map;

/// What systemd says of sockets that it hands over (sd_listen_fds(3)).
public final class SystemdSockets {
    /// SD_LISTEN_FDS_START.
    public static final int FIRST = 3;

    /// A unit with more sockets has a mistake.
    private static final int MOST = 64;

    private SystemdSockets() {}

    /// How many are for this very process, and not for one that started it.
    public static int count(Map<String, String> environment) {
        var ours = String.valueOf(ProcessHandle.current().pid());
        if (!ours.equals(environment.get("LISTEN_PID"))) return 0;
        var count = environment.getOrDefault("LISTEN_FDS", "");
        return count.matches("\\d{1,4}") ? Math.min(MOST, Integer.parseInt(count)) : 0;
    }
}

package dev.trivet.app.serve;

import dev.trivet.app.OpenFiles;
import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ServeSettings;

/// Each transfer has a socket of its own, so that the limit of open files bounds the transfers.
public final class Descriptors {
    /// Files that are served, parts of uploads, sockets that dally, the JVM's own.
    public static final int RESERVE = 512;

    private Descriptors() {}

    /// `--max-transfers`, or less where descriptors do not suffice; then the log says so.
    static int affordable(ServeSettings settings, Log log) {
        int wanted = settings.get(Keys.MAX_TRANSFERS);
        if (settings.get(Keys.SINGLE_PORT)) return wanted;
        long limit = OpenFiles.raised().orElse(Long.MAX_VALUE);
        int lowered = affordable(wanted, limit);
        if (lowered == wanted) return wanted;
        log.say(
                Level.WARN,
                "descriptors",
                "--max-transfers lowered to " + lowered + ": " + limit
                        + " open files are allowed; raise ulimit -n (LimitNOFILE=), or use --single-port");
        return lowered;
    }

    /// @param limit of open files
    /// @return transfers at once, at least one
    public static int affordable(int wanted, long limit) {
        return Math.clamp(limit - RESERVE, 1, wanted);
    }
}

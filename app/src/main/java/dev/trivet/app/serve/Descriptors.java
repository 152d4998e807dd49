package dev.trivet.app.serve;

import dev.trivet.app.OpenFiles;
import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ServeSettings;

/// Each transfer has a socket of its own, and each upload a file too, so that the limit of open files bounds the
/// transfers. A flood of forged requests would else leave none for honest clients.
public final class Descriptors {
    /// Files that are served, sockets that dally, the JVM's own.
    private static final int RESERVE = 512;

    /// The part of a file, and the directory in which it will stand.
    private static final int OF_AN_UPLOAD = 2;

    private Descriptors() {}

    /// `--max-transfers`, or less where descriptors do not suffice; then the log says so.
    static int affordable(ServeSettings settings, Log log) {
        int wanted = settings.get(Keys.MAX_TRANSFERS);
        long limit = OpenFiles.raised().orElse(Long.MAX_VALUE);
        int lowered = affordable(settings, limit);
        if (lowered == wanted) return wanted;
        log.say(
                Level.WARN,
                "descriptors",
                "--max-transfers lowered to " + lowered + ": " + limit + " open files are allowed, and "
                        + needed(settings) + " would be needed; raise ulimit -n (LimitNOFILE=), or use --single-port");
        return lowered;
    }

    /// @param limit of open files
    /// @return transfers at once, at least one
    public static int affordable(ServeSettings settings, long limit) {
        int wanted = settings.get(Keys.MAX_TRANSFERS);
        int each = each(settings);
        return each == 0 ? wanted : Math.clamp((limit - RESERVE) / each, 1, wanted);
    }

    /// {@return open files for all transfers that are wanted at once}
    public static long needed(ServeSettings settings) {
        return (long) settings.get(Keys.MAX_TRANSFERS) * each(settings) + RESERVE;
    }

    private static int each(ServeSettings settings) {
        boolean uploads = settings.roots().stream().map(Building::root).anyMatch(root -> root.writable());
        return (settings.get(Keys.SINGLE_PORT) ? 0 : 1) + (uploads ? OF_AN_UPLOAD : 0);
    }
}

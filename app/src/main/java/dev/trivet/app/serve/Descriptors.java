package dev.trivet.app.serve;

import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.linux.DescriptorLimit;
import dev.trivet.linux.Linux;
import java.io.IOException;

/// Each transfer has a socket of its own, so that the limit of open files bounds the transfers.
final class Descriptors {
    /// Files that are served, parts of uploads, sockets that dally, the JVM's own.
    private static final int RESERVE = 512;

    private Descriptors() {}

    /// `--max-transfers`, or less where descriptors do not suffice; then the log says so.
    static int affordable(ServeSettings settings, Log log) {
        int wanted = settings.get(Keys.MAX_TRANSFERS);
        if (settings.get(Keys.SINGLE_PORT) || !Linux.available()) return wanted;
        try {
            long limit = DescriptorLimit.raise().current();
            if (limit < 0 || limit >= (long) wanted + RESERVE) return wanted; // negative: no limit
            int lowered = (int) Math.max(1, limit - RESERVE);
            log.say(
                    Level.WARN,
                    "descriptors",
                    "--max-transfers lowered to " + lowered + ": " + limit
                            + " open files are allowed; raise ulimit -n (LimitNOFILE=), or use --single-port");
            return lowered;
        } catch (IOException e) {
            return wanted; // a limit that cannot be read is met when it is met
        }
    }
}

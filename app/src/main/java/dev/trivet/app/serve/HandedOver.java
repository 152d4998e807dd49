package dev.trivet.app.serve;

import dev.trivet.app.ExitCode;
import dev.trivet.app.StartException;
import dev.trivet.app.SystemdSockets;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.app.settings.Sockets;
import java.util.Map;
import java.util.stream.IntStream;

/// The sockets that another program bound for this one.
final class HandedOver {
    private HandedOver() {}

    static int[] descriptors(ServeSettings settings, Map<String, String> environment) throws StartException {
        return switch (settings.get(Keys.SOCKETS)) {
            case OWN -> new int[0];
            case INETD -> new int[] {0};
            case SYSTEMD -> ofSystemd(settings.place(Keys.SOCKETS), SystemdSockets.count(environment));
        };
    }

    private static int[] ofSystemd(String place, int count) throws StartException {
        if (count == 0)
            throw new StartException(
                    ExitCode.CANNOT_LISTEN,
                    place + "sockets " + Keys.SOCKETS.kind().text(Sockets.SYSTEMD)
                            + ": systemd handed none over (LISTEN_PID and LISTEN_FDS do not name this process); start the"
                            + " socket unit, with the service unit of the same name");
        return IntStream.range(SystemdSockets.FIRST, SystemdSockets.FIRST + count)
                .toArray();
    }
}

package dev.trivet.app.serve;

import dev.trivet.app.ExitCode;
import dev.trivet.app.StartException;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ListenAddress;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.app.settings.Sockets;
import java.net.Inet4Address;

/// `--ip-version` and `--listen`, which may contradict each other.
final class Families {
    private Families() {}

    static void check(ServeSettings settings) throws StartException {
        var version = settings.find(Keys.IP_VERSION);
        if (version.isEmpty() || settings.get(Keys.SOCKETS) != Sockets.OWN) return;
        for (var listen : settings.get(Keys.LISTEN)) {
            if (!isOf(version.get(), listen))
                throw new StartException(
                        ExitCode.USAGE,
                        settings.place(Keys.LISTEN) + "'" + listen + "' is no address of IPv" + version.get()
                                + ", which alone is asked for: name one of that family, or allow both");
        }
    }

    /// An address that stands for all of IPv6 stands for all of IPv4, too.
    private static boolean isOf(int version, ListenAddress listen) {
        var address = listen.socketAddress().getAddress();
        boolean isFour = address instanceof Inet4Address;
        return isFour == (version == 4) || !isFour && address.isAnyLocalAddress();
    }
}

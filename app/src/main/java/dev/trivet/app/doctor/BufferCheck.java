package dev.trivet.app.doctor;

import dev.trivet.app.settings.Keys;
import dev.trivet.engine.Engine;
import dev.trivet.server.TftpServer;
import java.util.List;

/// Whether the requests of many clients at once find room while they wait to be read.
final class BufferCheck implements Check {
    private static final String LARGEST = "/proc/sys/net/core/rmem_max";

    @Override
    public String name() {
        return "the receive buffer";
    }

    @Override
    public List<Finding> look(Examined examined) {
        var text = examined.host().text(LARGEST);
        if (text.isEmpty()) return List.of(); // network namespaces of older kernels do not tell
        long largest = Long.parseLong(text.get().strip());
        int wanted = TftpServer.WANTED_RECEIVE_BUFFER;
        if (largest >= wanted)
            return List.of(Finding.ok("receive-buffer", "receive buffers of " + largest + " octets are allowed"));
        if (isForced(examined))
            return List.of(Finding.ok(
                    "receive-buffer",
                    "the limit of receive buffers (" + largest
                            + " octets) does not hold for a server with CAP_NET_ADMIN"));
        return List.of(Finding.warning(
                "receive-buffer",
                "receive buffers of " + largest + " octets are allowed, of " + wanted + " that are wanted",
                "when thousands of clients start at once some requests are lost, and must be repeated",
                "sysctl -w net.core.rmem_max=" + wanted + "\nfor good: echo net.core.rmem_max=" + wanted
                        + " > /etc/sysctl.d/60-tftp.conf"));
    }

    private static boolean isForced(Examined examined) {
        return examined.settings().get(Keys.ENGINE) != Engine.PORTABLE
                && examined.host().unusable(Engine.LINUX).isEmpty()
                && Capability.NET_ADMIN.isOurs(examined.host());
    }
}

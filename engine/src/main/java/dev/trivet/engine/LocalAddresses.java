package dev.trivet.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;

/// The addresses of this machine at this moment.
@FunctionalInterface
interface LocalAddresses {
    List<InetAddress> read() throws IOException;

    static List<InetAddress> ofThisMachine() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .toList();
    }
}

package dev.trivet.app;

import dev.trivet.content.AddressText;
import java.net.InetSocketAddress;

/// Addresses with their ports as people write them: `192.0.2.1:69`, `[2001:db8::1]:69`.
public final class SocketText {
    private SocketText() {}

    public static String of(InetSocketAddress address) {
        var host = AddressText.of(address.getAddress());
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}

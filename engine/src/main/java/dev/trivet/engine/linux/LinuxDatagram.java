package dev.trivet.engine.linux;

import dev.trivet.engine.Datagram;
import dev.trivet.engine.Route;
import dev.trivet.linux.Inbox;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The one datagram of a transport: a window onto its inbox, moved on and on.
final class LinuxDatagram implements Datagram {
    private final Inbox inbox;
    private @Nullable LinuxPort port;
    private @Nullable LinuxRoute route;
    private int slot;

    LinuxDatagram(Inbox inbox) {
        this.inbox = inbox;
    }

    void show(LinuxPort at, int inSlot, int offset, int octets) {
        if (at != port || inSlot != slot || offset == 0) route = null;
        port = at;
        slot = inSlot;
        int start = inbox.start(inSlot) + offset;
        inbox.octets().limit(start + octets).position(start);
    }

    @Override
    public ByteBuffer payload() {
        return inbox.octets();
    }

    @Override
    public InetSocketAddress from() {
        return linuxRoute().peer();
    }

    @Override
    public Route route() {
        return linuxRoute();
    }

    private LinuxRoute linuxRoute() {
        if (port == null) throw new IllegalStateException("no datagram has arrived");
        if (route == null) route = port.routeOf(inbox, slot);
        return route;
    }
}

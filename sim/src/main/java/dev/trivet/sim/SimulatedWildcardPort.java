package dev.trivet.sim;

import dev.trivet.engine.Blocks;
import dev.trivet.engine.Port;
import dev.trivet.engine.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/// The same port on every address of a host.
///
/// @param local a wildcard address and the port
record SimulatedWildcardPort(InetSocketAddress local, List<SimulatedPort> members) implements Port {
    @Override
    public void send(Route to, ByteBuffer datagram) {
        member(to.local()).send(to, datagram);
    }

    @Override
    public void sendBlocks(Route to, Blocks blocks, long first, long last) throws IOException {
        member(to.local()).sendBlocks(to, blocks, first, last);
    }

    private SimulatedPort member(InetAddress local) {
        return members.stream()
                .filter(port -> port.local().getAddress().equals(local))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no address of this host: " + local.getHostAddress()));
    }

    @Override
    public void close() {
        members.forEach(SimulatedPort::close);
    }
}

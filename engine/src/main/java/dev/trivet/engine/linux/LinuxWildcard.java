package dev.trivet.engine.linux;

import dev.trivet.engine.Blocks;
import dev.trivet.engine.Port;
import dev.trivet.engine.Route;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// All addresses of both families: a socket for each family, since what one socket tells of both is not the same.
record LinuxWildcard(LinuxPort six, LinuxPort four) implements Port {
    @Override
    public InetSocketAddress local() {
        return six.local();
    }

    @Override
    public void send(Route to, ByteBuffer datagram) {
        member(to).send(to, datagram);
    }

    @Override
    public void sendBlocks(Route to, Blocks blocks, long first, long last) throws IOException {
        member(to).sendBlocks(to, blocks, first, last);
    }

    private LinuxPort member(Route to) {
        return to.local() instanceof Inet6Address ? six : four;
    }

    @Override
    public void close() {
        six.close();
        four.close();
    }
}

package dev.trivet.client;

import dev.trivet.engine.Arrivals;
import dev.trivet.engine.Blocks;
import dev.trivet.engine.Burst;
import dev.trivet.engine.Datagram;
import dev.trivet.engine.Port;
import dev.trivet.engine.PortRange;
import dev.trivet.engine.Route;
import dev.trivet.engine.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A bad line, made on purpose: loses datagrams between the ports of a client and its transport. On the loop.
final class Loss {
    private final double share;
    private final SplittableRandom random;

    /// @param share of the datagrams of either direction, 0 to 1
    Loss(double share, long seed) {
        this.share = share;
        random = new SplittableRandom(seed);
    }

    /// As [Transport#open], and what passes there gets lost now and then.
    Port open(Transport transport, InetAddress local, Burst burst, Arrivals arrivals) throws IOException {
        if (share == 0) return transport.open(local, PortRange.SYSTEM, burst, arrivals);
        var port = new LosingPort(arrivals);
        port.line = transport.open(local, PortRange.SYSTEM, burst, port);
        return port;
    }

    private boolean strikes() {
        return random.nextDouble() < share;
    }

    private final class LosingPort implements Port, Arrivals {
        private final Arrivals arrivals;
        private @Nullable Port line;

        LosingPort(Arrivals arrivals) {
            this.arrivals = arrivals;
        }

        private Port line() {
            if (line == null) throw new IllegalStateException("not open yet");
            return line;
        }

        @Override
        public void arrived(Port at, Datagram datagram) {
            if (!strikes()) arrivals.arrived(this, datagram);
        }

        @Override
        public void unreachable(Port at, InetSocketAddress peer) {
            if (!strikes()) arrivals.unreachable(this, peer);
        }

        @Override
        public InetSocketAddress local() {
            return line().local();
        }

        @Override
        public void send(Route to, ByteBuffer datagram) {
            if (!strikes()) line().send(to, datagram);
        }

        /// Runs of blocks that get through.
        @Override
        public void sendBlocks(Route to, Blocks blocks, long first, long last) throws IOException {
            long run = first;
            for (long block = first; block <= last; block++) {
                if (!strikes()) continue;
                if (run < block) line().sendBlocks(to, blocks, run, block - 1);
                run = block + 1;
            }
            if (run <= last) line().sendBlocks(to, blocks, run, last);
        }

        @Override
        public void close() {
            line().close();
        }
    }
}

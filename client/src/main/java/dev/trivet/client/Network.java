package dev.trivet.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// What a client asks of the network besides packets: names, ways, and signs of life. The system's, or a simulator's.
/// Every method may wait: never on a loop.
interface Network {
    /// Every address of the host, the preferred one first.
    ///
    /// @throws java.net.UnknownHostException where none is known
    List<InetAddress> addresses(String host) throws IOException;

    /// @throws IOException where no way leads there
    Way way(InetSocketAddress server) throws IOException;

    /// What can be learnt of a server that does not answer. Sends one datagram that no server takes for a request.
    Sign sign(InetSocketAddress server);

    /// What is known of a silent server.
    enum Sign {
        /// Nothing: packets vanish, or it answers in its own time.
        SILENCE,
        /// Its host says that nobody listens on the port.
        PORT_CLOSED,
        /// A router, or our own system, says that the host cannot be reached.
        UNREACHABLE
    }

    /// For simulations: hosts are addresses, one way, and silence.
    static Network simulated(InetAddress local, int mtu) {
        return new Network() {
            @Override
            public List<InetAddress> addresses(String host) {
                return List.of(InetAddress.ofLiteral(host));
            }

            @Override
            public Way way(InetSocketAddress server) {
                return new Way(local, mtu);
            }

            @Override
            public Sign sign(InetSocketAddress server) {
                return Sign.SILENCE;
            }
        };
    }
}

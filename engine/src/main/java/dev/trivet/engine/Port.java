package dev.trivet.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A bound place on the network that sends: the listening port, or the TID of one transfer. Used by its loop only.
/// A send that the system does not take is lost, as any datagram may be: the protocol repeats it.
public interface Port extends AutoCloseable {

    /// {@return address and port it is bound to; while it is open}
    InetSocketAddress local();

    /// One datagram, between position and limit, which are left alone.
    ///
    /// @param to from [Datagram#route]
    /// @param datagram at most 65507 octets over IPv4
    void send(Route to, ByteBuffer datagram);

    /// The blocks `first` (from 1) to `last`, each as one DATA: a window in as few system calls as the platform has.
    /// Only the last of them may be shorter than the block size, or empty: the end of the content.
    /// Where the system takes no more, the rest of them is lost: the tail, as in any full queue.
    ///
    /// @param to from [Datagram#route]
    /// @param blocks the content, ready as far as `last`
    /// @param first from 1, never wraps
    /// @param last not below `first`
    /// @throws IOException where the content could not be read, or ends before `last`
    void sendBlocks(Route to, Blocks blocks, long first, long last) throws IOException;

    /// Nothing is handed over any more. Address and port are given back, at the latest when the loop looks for
    /// datagrams
    /// again; where the system chose the port, a transport may keep it for a later transfer.
    @Override
    void close();
}

package dev.trivet.engine;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A bound place on the network that sends: the listening port, or the TID of one transfer. Used by its loop only.
/// A send that the system does not take is lost, as any datagram may be: the protocol repeats it.
public interface Port extends AutoCloseable {

    /// Address and port it is bound to.
    InetSocketAddress local();

    /// One datagram, between position and limit.
    void send(Route to, ByteBuffer datagram);

    /// The blocks `first` to `last`, each as one DATA: a window in as few system calls as the platform has.
    ///
    /// @throws java.io.IOException where the content could not be read
    void sendBlocks(Route to, Blocks blocks, long first, long last) throws java.io.IOException;

    @Override
    void close();
}

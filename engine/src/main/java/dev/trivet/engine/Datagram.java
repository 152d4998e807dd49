package dev.trivet.engine;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// One datagram that arrived. The object and its buffer are used again for the next one.
public interface Datagram {
    /// The octets between position and limit.
    ByteBuffer payload();

    InetSocketAddress from();

    /// The way an answer takes: back to the sender, from the address it asked, by the interface it came in where known.
    Route route();
}

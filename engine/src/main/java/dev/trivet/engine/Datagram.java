package dev.trivet.engine;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// One datagram that arrived. The object and its buffer are used again for the next one.
public interface Datagram {
    /// {@return the octets between position and limit}
    ByteBuffer payload();

    /// {@return address and port of the sender: its TID, which anybody can forge}
    InetSocketAddress from();

    /// {@return the way an answer takes: back to the sender, from the address it asked, by the interface it came in
    /// where known}
    Route route();
}

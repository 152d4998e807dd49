package dev.trivet.server;

import dev.trivet.content.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Looks whether what is sent as text is text. Windows' `tftp.exe` asks for netascii unless it is told `-i`, and a
/// kernel
/// that was translated as text is damaged.
final class TextCheck {
    /// Programs, images and archives have a NUL among their first octets.
    private static final int LOOKED_AT = 512;

    private TextCheck() {}

    /// @param ready octets of `source`, in netascii; nobody else reads it meanwhile
    static boolean isBinary(Source source, long ready) {
        var octets = ByteBuffer.allocate((int) Math.min(LOOKED_AT, ready));
        try {
            source.read(0, octets);
        } catch (IOException _) { // the transfer will meet it, and tell
            return false;
        }
        return hasNul(octets.flip());
    }

    /// "CR followed by NUL" is a carriage return by itself (RFC 764, as RFC 1350 §1 has it), and is text.
    static boolean hasNul(ByteBuffer netascii) {
        byte last = 0;
        while (netascii.hasRemaining()) {
            byte octet = netascii.get();
            if (octet == 0 && last != '\r') return true;
            last = octet;
        }
        return false;
    }
}

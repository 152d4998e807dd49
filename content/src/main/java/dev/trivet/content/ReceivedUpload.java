package dev.trivet.content;

import dev.trivet.wire.Mode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// An upload that has arrived whole, in memory.
public final class ReceivedUpload {
    private final RouteRequest request;
    private final byte[] bytes;

    ReceivedUpload(RouteRequest request, byte[] bytes) {
        this.request = request;
        this.bytes = bytes;
    }

    /// Who sent it.
    ///
    /// @return address and port, and what else is known
    public Peer peer() {
        return request.peer();
    }

    /// Its name.
    ///
    /// @return as it stood in the request
    public String name() {
        return request.name();
    }

    /// How it came.
    ///
    /// @return octet, or netascii, which is decoded already
    public Mode mode() {
        return request.mode();
    }

    /// What stood in the places of all variables.
    ///
    /// @return unmodifiable
    public Map<String, String> variables() {
        return request.variables();
    }

    /// What stood in the place of a variable.
    ///
    /// @param variable as the template calls it: `router` for `{router}`
    /// @return at least one character; never a slash unless it was `{router*}`
    /// @throws IllegalArgumentException where the template has no such variable
    public String variable(String variable) {
        return request.variable(variable);
    }

    /// The content.
    ///
    /// @return not copied; nobody else has it
    public byte[] bytes() {
        return bytes;
    }

    /// The content as text.
    ///
    /// @return decoded as UTF-8; what is none becomes U+FFFD
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

package dev.trivet.engine;

import java.io.Serial;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Someone else listens on that port. Any other [BindException] means: no such address here, or not allowed.
public final class PortTakenException extends BindException {
    @Serial
    private static final long serialVersionUID = 1;

    /// As `name (pid 123)`.
    private final @Nullable String owner;

    /// Says that the port is taken, and by whom.
    ///
    /// @param address that was to be bound
    /// @param owner as `name (pid 123)`
    public PortTakenException(InetSocketAddress address, Optional<String> owner) {
        super(text(address) + " is taken" + owner.map(o -> " by " + o).orElse(""));
        this.owner = owner.orElse(null);
    }

    /// {@return who holds it, as `name (pid 123)`, where the system tells}
    public Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}

package dev.trivet.flow;

import dev.trivet.engine.Engine;
import dev.trivet.engine.PortableTransport;
import dev.trivet.engine.Transport;
import dev.trivet.engine.TransportSettings;
import dev.trivet.engine.linux.LinuxTransport;
import java.io.IOException;
import java.util.Optional;

/// Chooses the transport, once for all loops that belong together.
public final class Transports {
    private final boolean linux;
    private final Optional<String> fallBack;

    private Transports(boolean linux, Optional<String> fallBack) {
        this.linux = linux;
        this.fallBack = fallBack;
    }

    /// @throws IOException where the Linux engine is demanded and cannot be used: why, and what else there is
    public static Transports of(Engine wanted) throws IOException {
        if (wanted == Engine.PORTABLE) return new Transports(false, Optional.empty());
        var missing = LinuxTransport.missing();
        if (missing.isPresent() && wanted == Engine.LINUX)
            throw new IOException("the Linux engine cannot be used: " + missing.get() + "; --engine portable can");
        return new Transports(missing.isEmpty(), missing);
    }

    /// Why the portable engine had to be taken; empty where it was asked for, or another was taken.
    public Optional<String> fallBack() {
        return fallBack;
    }

    public boolean isLinux() {
        return linux;
    }

    /// For one loop.
    public Transport open(TransportSettings settings) throws IOException {
        return linux ? new LinuxTransport(settings) : new PortableTransport(settings);
    }
}

package dev.trivet.engine;

import java.util.function.Consumer;

/// How a [PortableTransport] uses the system.
///
/// @param listenBuffer octets of receive buffer asked for each listening socket: what a boot storm's requests wait
///     in. The system may grant less: [PortableTransport#grantedReceiveBuffer]
/// @param transferBuffer octets of send and of receive buffer asked for the socket of each transfer: a window
/// @param spinNanos how long to look again and again after something came, before waiting. 0: not at all. Half as
///     much again for one client in lock-step, for a core that is busy while it lasts
/// @param sharing whether several loops listen on the same ports
/// @param notices told, for the log, what happened to no transfer in particular; on the loop's thread
public record PortableSettings(
        int listenBuffer, int transferBuffer, long spinNanos, PortSharing sharing, Consumer<String> notices) {

    /// Some 5,000 requests, which the kernel counts as 0.8 KiB each.
    public static final int LISTEN_BUFFER = 4 << 20;

    /// Some 400 blocks of an Ethernet frame, which the kernel counts as 2.3 KiB each.
    public static final int TRANSFER_BUFFER = 1 << 20;

    /// Takes settings within the ranges above.
    ///
    /// @throws IllegalArgumentException with the value and its range
    public PortableSettings {
        if (listenBuffer <= 0 || transferBuffer <= 0)
            throw new IllegalArgumentException(
                    "socket buffers must be 1 or more: " + listenBuffer + ", " + transferBuffer);
        if (spinNanos < 0) throw new IllegalArgumentException("spin must be 0 or more: " + spinNanos);
    }

    /// For one loop: default buffers, no spinning.
    ///
    /// @param notices told what works less well here, as a sentence
    public PortableSettings(Consumer<String> notices) {
        this(LISTEN_BUFFER, TRANSFER_BUFFER, 0, PortSharing.none(), notices);
    }
}

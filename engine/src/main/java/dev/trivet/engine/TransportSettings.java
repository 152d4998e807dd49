package dev.trivet.engine;

import java.util.function.Consumer;

/// How a transport uses the system.
///
/// @param listenBuffer octets of receive buffer asked for each listening socket: what a boot storm's requests wait
///     in. The system may grant less: [Transport#grantedReceiveBuffer]
/// @param transferBuffer octets of send and of receive buffer asked for the socket of each transfer: a window. A
///     transport that can takes what a [Burst] needs instead
/// @param spinNanos how long to look again and again after something came, before waiting. 0: not at all. Half as
///     much again for one client in lock-step, for a core that is busy while it lasts
/// @param allowBroadcast whether requests to a broadcast address are handed over: only transports that learn where a
///     datagram was sent to can
/// @param onlySix whether a wildcard address of IPv6 leaves IPv4 to others: only transports that bind each family alone
///     can
/// @param sharing whether several loops listen on the same ports
/// @param notices told, for the log, what happened to no transfer in particular; on the loop's thread
public record TransportSettings(
        int listenBuffer,
        int transferBuffer,
        long spinNanos,
        boolean allowBroadcast,
        boolean onlySix,
        PortSharing sharing,
        Consumer<String> notices) {

    /// Some 5,000 requests, which the kernel counts as 0.8 KiB each.
    public static final int LISTEN_BUFFER = 4 << 20;

    /// Some 400 blocks of an Ethernet frame, which the kernel counts as 2.3 KiB each.
    public static final int TRANSFER_BUFFER = 1 << 20;

    /// Takes settings within the ranges above.
    ///
    /// @throws IllegalArgumentException with the value and its range
    public TransportSettings {
        if (listenBuffer <= 0 || transferBuffer <= 0)
            throw new IllegalArgumentException(
                    "socket buffers must be 1 or more: " + listenBuffer + ", " + transferBuffer);
        if (spinNanos < 0) throw new IllegalArgumentException("spin must be 0 or more: " + spinNanos);
    }

    /// For both families.
    ///
    /// @param listenBuffer as above, as are the others
    /// @param transferBuffer as above
    /// @param spinNanos as above
    /// @param allowBroadcast as above
    /// @param sharing as above
    /// @param notices as above
    public TransportSettings(
            int listenBuffer,
            int transferBuffer,
            long spinNanos,
            boolean allowBroadcast,
            PortSharing sharing,
            Consumer<String> notices) {
        this(listenBuffer, transferBuffer, spinNanos, allowBroadcast, false, sharing, notices);
    }

    /// For one loop: default buffers, no spinning.
    ///
    /// @param notices told what works less well here, as a sentence
    public TransportSettings(Consumer<String> notices) {
        this(LISTEN_BUFFER, TRANSFER_BUFFER, 0, false, PortSharing.none(), notices);
    }
}

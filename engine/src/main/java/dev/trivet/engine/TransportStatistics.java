package dev.trivet.engine;

/// What a transport counts beside the protocol. Written by the loop; a glance from another thread may be stale.
public final class TransportStatistics {
    private long sendsLost;
    private long receivesFailed;

    /// Everything at 0.
    public TransportStatistics() {}

    /// {@return datagrams the system did not take: buffer full, no route, a firewall's refusal} The protocol
    /// repeats them.
    public long sendsLost() {
        return sendsLost;
    }

    /// {@return reads of a socket that ended in an error instead of a datagram}
    public long receivesFailed() {
        return receivesFailed;
    }

    /// For transports.
    ///
    /// @param datagrams that the system did not take just now
    public void addSendsLost(long datagrams) {
        sendsLost += datagrams;
    }

    /// For transports.
    public void addReceiveFailed() {
        receivesFailed++;
    }
}

package dev.trivet.sim;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The way from one address to another. The way back is another link.
///
/// @param latency from leaving the bottleneck to arrival
/// @param jitter up to so much is added, drawn for each datagram: more than the time between two lets one overtake the
/// other
/// @param faults what befalls datagrams by chance
/// @param bottleneck where they queue, before the latency
/// @param outages when nothing gets through
/// @param mtu octets of the largest IP packet that passes: larger ones are lost, as where fragments are dropped
public record Link(
        Duration latency, Duration jitter, Faults faults, Bottleneck bottleneck, List<Outage> outages, int mtu) {
    /// Everything arrives, at once.
    public static final Link PERFECT =
            new Link(Duration.ZERO, Duration.ZERO, Faults.NONE, Bottleneck.NONE, List.of(), Integer.MAX_VALUE);

    /// IP and UDP.
    private static final int HEADERS_IPV4 = 28;

    private static final int HEADERS_IPV6 = 48;

    /// A time in which nothing gets through, counted from the start of the network.
    ///
    /// @param from its first moment
    /// @param to first moment after it
    public record Outage(Duration from, Duration to) {
        boolean covers(long nanos) {
            return nanos >= from.toNanos() && nanos < to.toNanos();
        }
    }

    /// Takes times that are not negative.
    ///
    /// @throws IllegalArgumentException where latency or jitter is negative
    public Link {
        if (latency.isNegative() || jitter.isNegative())
            throw new IllegalArgumentException("latency and jitter must not be negative: " + latency + ", " + jitter);
        outages = List.copyOf(outages);
    }

    /// {@return this link with another latency}
    ///
    /// @param value one way
    public Link latency(Duration value) {
        return new Link(value, jitter, faults, bottleneck, outages, mtu);
    }

    /// {@return this link with another jitter}
    ///
    /// @param value the most that is added
    public Link jitter(Duration value) {
        return new Link(latency, value, faults, bottleneck, outages, mtu);
    }

    /// {@return this link with other faults}
    ///
    /// @param value in place of all there were
    public Link faults(Faults value) {
        return new Link(latency, jitter, value, bottleneck, outages, mtu);
    }

    /// {@return this link with another bottleneck}
    ///
    /// @param value or [Bottleneck#NONE]
    public Link bottleneck(Bottleneck value) {
        return new Link(latency, jitter, faults, value, outages, mtu);
    }

    /// {@return this link with one more outage}
    ///
    /// @param from since the start of the network
    /// @param to first moment after it
    public Link outage(Duration from, Duration to) {
        var all = new ArrayList<>(outages);
        all.add(new Outage(from, to));
        return new Link(latency, jitter, faults, bottleneck, all, mtu);
    }

    /// {@return this link with another limit of size}
    ///
    /// @param octets of the largest IP packet that passes; blocks are smaller by 32 over IPv4, by 52 over IPv6
    public Link mtu(int octets) {
        return new Link(latency, jitter, faults, bottleneck, outages, octets);
    }

    boolean isOut(long nanos) {
        return outages.stream().anyMatch(outage -> outage.covers(nanos));
    }

    boolean passes(InetAddress to, int octets) {
        return octets <= mtu - (to instanceof Inet6Address ? HEADERS_IPV6 : HEADERS_IPV4);
    }
}

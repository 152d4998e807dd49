package dev.trivet.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The way from one address to another. The way back is another link.
///
/// @param latency from leaving the bottleneck to arrival
/// @param jitter up to so much is added, drawn for each datagram: more than the time between two lets one overtake the
/// other
/// @param outages when nothing gets through
public record Link(Duration latency, Duration jitter, Faults faults, Bottleneck bottleneck, List<Outage> outages) {
    /// Everything arrives, at once.
    public static final Link PERFECT = new Link(Duration.ZERO, Duration.ZERO, Faults.NONE, Bottleneck.NONE, List.of());

    /// A time in which nothing gets through, counted from the start of the network.
    ///
    /// @param to first moment after it
    public record Outage(Duration from, Duration to) {
        boolean covers(long nanos) {
            return nanos >= from.toNanos() && nanos < to.toNanos();
        }
    }

    public Link {
        if (latency.isNegative() || jitter.isNegative())
            throw new IllegalArgumentException("latency and jitter must not be negative: " + latency + ", " + jitter);
        outages = List.copyOf(outages);
    }

    public Link latency(Duration value) {
        return new Link(value, jitter, faults, bottleneck, outages);
    }

    public Link jitter(Duration value) {
        return new Link(latency, value, faults, bottleneck, outages);
    }

    public Link faults(Faults value) {
        return new Link(latency, jitter, value, bottleneck, outages);
    }

    public Link bottleneck(Bottleneck value) {
        return new Link(latency, jitter, faults, value, outages);
    }

    /// Adds an outage.
    public Link outage(Duration from, Duration to) {
        var all = new ArrayList<>(outages);
        all.add(new Outage(from, to));
        return new Link(latency, jitter, faults, bottleneck, all);
    }

    boolean isOut(long nanos) {
        return outages.stream().anyMatch(outage -> outage.covers(nanos));
    }
}

package dev.trivet.transfer;

import java.util.Random;

/// One direction of a network path: loss by chance, then a queue of finite length before the narrowest hop, then a
/// delay.
final class Path {
    /// @param mbit rate of the narrowest hop, million bits a second
    /// @param roundTrip seconds, without the time on the wire
    /// @param queue octets before the narrowest hop; what does not fit is dropped
    /// @param loss share of packets lost by chance, each way
    record Spec(String name, double mbit, double roundTrip, int queue, double loss) {
        /// Of one way.
        long delay() {
            return VirtualTime.nanos(roundTrip / 2);
        }

        /// A path without a narrow hop.
        static Spec wide(double roundTrip, double loss) {
            return new Spec("wide", 1e9, roundTrip, Integer.MAX_VALUE, loss);
        }
    }

    private final VirtualTime time;
    private final Random random;
    private final Spec spec;
    private final double octetsPerNano;
    private final long jitter;
    private double linkFree;
    private double late;
    private long lateness;
    private double twice;

    /// @param jitter nanoseconds, by up to which a packet comes later
    Path(VirtualTime time, Random random, Spec spec, long jitter) {
        this.time = time;
        this.random = random;
        this.spec = spec;
        this.jitter = jitter;
        octetsPerNano = spec.mbit * 1e6 / 8 / 1e9;
    }

    /// A share of the packets comes so much later that others overtake them.
    Path reordering(double share, long nanos) {
        late = share;
        lateness = nanos;
        return this;
    }

    /// A share of the packets comes twice.
    Path duplicating(double share) {
        twice = share;
        return this;
    }

    void carry(int octets, Runnable arrival) {
        if (random.nextDouble() < spec.loss) return;
        double now = time.now();
        if (Math.max(0, linkFree - now) * octetsPerNano + octets > spec.queue) return;
        linkFree = Math.max(linkFree, now) + octets / octetsPerNano;
        long delay = Math.round(linkFree - now) + spec.delay();
        if (jitter != 0) delay += (long) (random.nextDouble() * jitter);
        if (random.nextDouble() < late) delay += lateness;
        time.after(delay, arrival);
        if (random.nextDouble() < twice) time.after(delay, arrival);
    }

    Spec spec() {
        return spec;
    }
}

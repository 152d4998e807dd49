package dev.trivet.client;

import java.time.Duration;
import java.util.Optional;

/// When a request is sent again, when another one is tried, and when asking ends. Pure: the time is an argument.
///
/// ```
/// a request -- 1 s -- again -- 2 s -- again -- 4 s -- another address, or none of the options -- ... give-up
/// ```
final class Asking {
    /// What follows when a request had no answer in its time.
    enum Next {
        /// The same once more, from the same port.
        AGAIN,
        /// Another kind of request, or another address.
        ANEW,
        /// Patience is at its end.
        OVER
    }

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /// Waits between requests double up to this.
    private static final long LONGEST_WAIT = 8 * SECOND;

    /// Requests of one kind before another is tried: seven seconds.
    private static final int TRIES = 3;

    private final Attempts attempts;
    private final int candidates;
    private final boolean waits;
    private final long patience;
    private int candidate;
    private int requests;
    private int sinceLook;
    private boolean nobodyThere;
    private long repeats;

    /// Since when nobody answers: patience begins anew where a server answered, and the answer led nowhere.
    private long silentSince;

    /// @param candidates how many addresses there are to ask
    Asking(ClientSettings settings, Attempts attempts, int candidates, long now) {
        this.attempts = attempts;
        this.candidates = candidates;
        waits = settings.waitFor().isPositive();
        patience = (waits ? settings.waitFor() : settings.giveUp()).toNanos();
        silentSince = now;
    }

    Attempts attempts() {
        return attempts;
    }

    /// Which address is asked.
    int candidate() {
        return candidate;
    }

    /// Whether it goes on though nobody listens.
    boolean waits() {
        return waits;
    }

    /// Requests that were sent more than once.
    long repeats() {
        return repeats;
    }

    /// A new kind of request begins.
    void begin() {
        requests = 0;
        sinceLook = 0;
    }

    /// A server is there; what was asked leads nowhere with it.
    void answered(long now) {
        silentSince = now;
    }

    /// A request leaves.
    ///
    /// @return when it should have been answered
    long sent(long now) {
        if (requests > 0) repeats++;
        long wait = waits ? SECOND : Math.min(LONGEST_WAIT, SECOND << Math.min(requests, TRIES));
        requests++;
        sinceLook++;
        return Math.min(now + wait, silentSince + patience);
    }

    /// Whether it is time to look who is silent: after the first request, and now and then while it waits.
    boolean isFirst() {
        return sinceLook == 1;
    }

    Next unanswered(long now) {
        if (now - silentSince >= patience) return Next.OVER;
        // Who is waited for should be met with options: without them only one in four asks.
        int tries = waits && attempts.options().isEmpty() ? 1 : TRIES;
        return sinceLook < tries ? Next.AGAIN : otherwise();
    }

    /// What was learnt of who does not answer.
    ///
    /// @return what follows at once; empty: the request may still be answered
    Optional<Next> seen(Network.Sign sign) {
        nobodyThere = sign != Network.Sign.SILENCE;
        if (waits || sign != Network.Sign.PORT_CLOSED) return Optional.empty();
        return Optional.of(candidate + 1 < candidates ? otherwise() : Next.OVER);
    }

    private Next otherwise() {
        if (candidate + 1 < candidates) {
            candidate++;
            return Next.ANEW;
        }
        if (waits && nobodyThere && candidates == 1) {
            sinceLook = 0; // it was not the options: the same again
            return Next.AGAIN;
        }
        if (waits) {
            candidate = 0;
            attempts.alternately();
            return Next.ANEW;
        }
        return attempts.withoutAny() ? Next.ANEW : Next.AGAIN;
    }
}

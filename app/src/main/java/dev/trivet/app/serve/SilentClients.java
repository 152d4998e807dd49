package dev.trivet.app.serve;

import dev.trivet.server.TransferEvent.Ended;
import dev.trivet.transfer.Outcome;

/// Transfers whose client never answered. Each is worth a line: a firewall may be in the way. Thousands a
/// second are a flood of forged requests, which must not fill the disk with lines. For the thread that hears
/// events.
final class SilentClients {
    /// More than people read, and than a site has clients behind one broken firewall.
    static final int MOST_A_SECOND = 100;

    private long second;
    private int told;
    private long leftOut;

    static boolean isOne(Ended event) {
        return event.outcome() instanceof Outcome.TimedOut(boolean proven) && !proven;
    }

    /// Whether this one gets a line.
    boolean mayTell(Ended event) {
        long now = event.time().getEpochSecond();
        if (now != second) {
            second = now;
            told = 0;
        }
        if (told == MOST_A_SECOND) {
            leftOut++;
            return false;
        }
        told++;
        return true;
    }

    /// How many had none since this was asked last; once the second is over in which that was.
    long takeLeftOut() {
        if (told == MOST_A_SECOND) return 0;
        long count = leftOut;
        leftOut = 0;
        return count;
    }
}

package dev.trivet.transfer;

/// How fast a path takes blocks. Without a dropped tail there is no pace: a whole window goes out at once. With one,
/// flights follow the measured delivery rate. The rules and their numbers come from a model of paths and receivers:
/// `docs/decisions/0004-pacing.md`.
///
/// All rates are octets a second, headers included.
final class Pace {
    /// Ethernet, IP, UDP and TFTP headers around each block.
    static final int HEADERS = 46;

    /// No pace.
    static final double UNPACED = 0;

    /// Pace above the best delivery rate, so that the rate can be found again after a dip.
    private static final double GAIN = 1.1;

    /// One flight in [#raiseEvery] goes faster still, to find out whether the path has become better.
    private static final double RAISE = 1.25;

    private static final int RAISE_AT_FIRST = 8;
    private static final int RAISE_AT_LAST = 1024;
    private static final int REMEMBERED = 8;

    /// A full window must not take longer than half a second: receivers' own timers are 1 s and more.
    private static final double LONGEST_WINDOW_SECONDS = 0.5;

    /// So many flights in a row that were never answered in full: the queue stays full.
    private static final int EARLY_ANSWERS = 6;

    /// So many dropped tails, or repeated flights for each one that was answered, are no accident.
    private static final int COLLAPSE_TAILS = 2;

    private static final int COLLAPSE_REPEATS = 4;
    private static final double COLLAPSE_SHARE = 0.25;

    private final double slowest;
    private final double[] rates = new double[REMEMBERED];
    private int measured;
    private double pace = UNPACED;
    private int trial;
    private int flights;
    private int raiseEvery = RAISE_AT_FIRST;
    private boolean raised;
    private int earlyAnswers;
    private int answers;
    private int tailsDropped;
    private int repeats;

    Pace(int windowBlocks, int blockOctets) {
        slowest = windowBlocks * (double) (blockOctets + HEADERS) / LONGEST_WINDOW_SECONDS;
    }

    /// The pace of the next flight, or [#UNPACED].
    double nextFlight(boolean repeat) {
        raised = false;
        if (pace == UNPACED || repeat || measured == 0) return pace;
        flights++;
        raised = flights % raiseEvery == 0;
        return best() * (raised ? RAISE : GAIN);
    }

    /// How many blocks to send before the flight's last, to measure a path whose rate is unknown; 0: no trial is due.
    /// The gap makes the receiver answer at once, and the time tells the rate.
    int takeTrial() {
        int blocks = trial;
        trial = 0;
        return blocks;
    }

    /// Blocks arrived at this rate. Only first sendings, never after a question.
    void delivered(double octets, double seconds) {
        rates[measured % REMEMBERED] = octets / seconds;
        measured++;
    }

    /// After a trial: from now on pace, at what it showed.
    void adoptTrial() {
        if (measured > 0 && pace == UNPACED) pace = best();
    }

    /// A flight was answered in full, or before its end.
    void answered(boolean full) {
        answers++;
        earlyAnswers = full ? 0 : earlyAnswers + 1;
    }

    /// A flight lost its tail in a full queue: the path does not carry this rate.
    ///
    /// @param arrived blocks of it that came through
    void tailDropped(long arrived) {
        if (!raised) tailsDropped++;
        raiseLess();
        if (pace == UNPACED) {
            trial = (int) Math.max(2, arrived / 2);
            measured = 0;
        } else {
            only(Math.max(slowest, (measured > 0 ? best() : pace) * (raised ? 1 : 0.85)));
        }
    }

    /// A flight was not answered in full, but no tail was dropped for certain.
    void lost() {
        raiseLess();
        if (earlyAnswers >= EARLY_ANSWERS && pace != UNPACED && measured > 0) {
            only(Math.max(slowest, 0.7 * best()));
            earlyAnswers = 0;
        }
    }

    /// The flight has to be repeated. A rate that has carried flights is not to blame for one silence, nor for two.
    ///
    /// @param tries silences in a row, this one included
    /// @param octets of the flight
    /// @param roundTripSeconds as far as known
    void silent(int tries, double octets, double roundTripSeconds) {
        repeats++;
        if (measured > 0 && tries <= 2) {
            pace = best();
            return;
        }
        pace = Math.max(slowest, (pace == UNPACED ? octets / Math.max(roundTripSeconds, 0.005) : pace) / 2);
        measured = 0;
    }

    /// The best of the last delivery rates; 0 without one.
    double best() {
        double best = 0;
        for (int i = 0; i < Math.min(measured, REMEMBERED); i++) best = Math.max(best, rates[i]);
        return best;
    }

    /// Whether this window is too large for path and receiver. Tails of flights that were faster on purpose do not
    /// count; a receiver that never answers unexpected blocks shows its dropped tails by silence only.
    boolean collapsed() {
        return tailsDropped >= COLLAPSE_TAILS || repeats >= COLLAPSE_REPEATS && repeats > answers * COLLAPSE_SHARE;
    }

    private void raiseLess() {
        if (raised) raiseEvery = Math.min(raiseEvery * 2, RAISE_AT_LAST);
    }

    private void only(double rate) {
        measured = 1;
        rates[0] = rate;
        pace = rate;
    }
}

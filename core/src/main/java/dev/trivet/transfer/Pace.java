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

    /// After a flight that lost a block: slower, and slower again after each further one. Transfers that share a queue
    /// would keep it full otherwise, and lose a part of each flight. Where so many such flights follow each other,
    /// blocks are lost by chance, and going slower would never end.
    private static final double CAUTION = 0.9;

    private static final int MOST_CAUTION = 4;

    /// One flight in [#raiseEvery] goes faster still, to find out whether the path has become better.
    private static final double RAISE = 1.25;

    private static final int RAISE_AT_FIRST = 8;
    private static final int RAISE_AT_LAST = 1024;
    private static final int REMEMBERED = 8;

    /// A pace that was only guessed is doubled as long as the path keeps up with it, so that a guess far too low costs
    /// a few flights. So many doubled flights in a row may be lost by chance before it ends.
    private static final double DOUBLE = 2;

    private static final int DOUBLINGS = 4;
    private static final double KEPT_UP = 0.7;

    /// Of the blocks that came through at once before a tail was dropped, so many may follow a late wake-up.
    private static final double BURST = 0.75;

    private static final double LEAST_BURST = 4;

    /// A full window must not take longer than half a second: receivers' own timers are 1 s and more.
    private static final double LONGEST_WINDOW_SECONDS = 0.5;

    /// The first guess takes no round trip for shorter than this: in a shorter one a window is no burst.
    private static final double SHORTEST_GUESS_SECONDS = 0.005;

    /// So many flights in a row that were not answered in full: the rate is blamed, at first.
    private static final int EARLY_ANSWERS = 6;

    private static final int EARLY_ANSWERS_AT_LAST = 1024;
    private static final double LOWER = 0.7;

    /// Lowered so often without one full answer, the rate was not to blame: blocks are lost by chance.
    private static final int LOWERINGS = 2;

    /// After a dropped tail.
    private static final double BACK_OFF = 0.85;

    /// So many dropped tails and repeated flights, for each one that was answered, are no accident.
    private static final double COLLAPSED_SHARE = 0.25;

    private static final int COLLAPSED_LEAST = 2;

    private final double slowest;
    private final double[] rates = new double[REMEMBERED];
    private int measured;
    private double pace = UNPACED;
    private double flightPace;
    private int trial;
    private double burst;
    private boolean burstGuessed;
    private boolean carriesBursts;
    private int flights;
    private int raiseEvery = RAISE_AT_FIRST;
    private boolean raised;
    private int doublings;
    private boolean doubled;
    private int earlyAnswers;
    private int earlyInRow;
    private int earlyLimit = EARLY_ANSWERS;
    private int lowered;
    private double rateBeforeLowering;
    private int answers;
    private int repeats;
    private int tailsDropped;

    Pace(int windowBlocks, int blockOctets) {
        slowest = windowBlocks * (double) (blockOctets + HEADERS) / LONGEST_WINDOW_SECONDS;
    }

    /// The pace of the next flight, or [#UNPACED].
    double nextFlight(boolean repeat) {
        raised = false;
        doubled = false;
        if (pace == UNPACED || repeat || measured == 0) return pace;
        flights++;
        doubled = doublings > 0;
        raised = !doubled && earlyInRow == 0 && flights % raiseEvery == 0;
        flightPace = best() * gain();
        return flightPace;
    }

    private double gain() {
        if (doubled) return DOUBLE;
        if (earlyInRow > 0 && earlyInRow <= MOST_CAUTION) return Math.pow(CAUTION, earlyInRow);
        return raised ? RAISE : GAIN;
    }

    /// How many blocks may follow each other at once after a late wake-up.
    double burst() {
        return burst;
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
        double rate = Math.max(slowest, octets / seconds);
        if (doubled) doublings = rate > KEPT_UP * flightPace ? DOUBLINGS : 0;
        rates[measured % REMEMBERED] = rate;
        measured++;
    }

    /// After a trial: from now on pace, at what it showed.
    void adoptTrial() {
        if (measured > 0 && pace == UNPACED) pace = best();
    }

    /// A flight was answered in full, or before its end.
    ///
    /// @param asked only after a question
    void answered(boolean full, boolean asked) {
        answers++;
        earlyAnswers = full ? 0 : earlyAnswers + 1;
        earlyInRow = full ? 0 : earlyInRow + 1;
        if (full) lowered = 0;
        if (full && !asked && pace == UNPACED) carriesBursts = true;
    }

    /// A flight lost its tail in a full queue: the path does not carry this rate.
    ///
    /// @param arrived blocks of it that came through
    void tailDropped(long arrived) {
        if (!raised) tailsDropped++;
        raiseLess();
        if (forgiven()) return;
        if (pace == UNPACED) {
            taken(arrived);
            trial = (int) Math.max(2, arrived / 2);
            measured = 0;
            earlyInRow = 0;
        } else {
            only((measured > 0 ? best() : pace) * (raised ? 1 : BACK_OFF));
        }
    }

    /// A flight was not answered in full, but no tail was dropped for certain.
    void lost() {
        raiseLess();
        blameRate();
    }

    /// The flight has to be repeated. A rate that has carried flights is not to blame for one silence, nor for two.
    ///
    /// @param tries silences in a row, this one included
    /// @param octets of the flight
    /// @param roundTripSeconds as far as known
    void silent(int tries, double octets, double roundTripSeconds) {
        repeats++;
        earlyAnswers++;
        if (doubled) doublings--;
        doubled = false;
        if (forgiven()) return;
        if (pace == UNPACED) {
            burst = LEAST_BURST;
            burstGuessed = true;
        }
        if (pace == UNPACED && measured == 0) {
            guess(octets / Math.max(roundTripSeconds, SHORTEST_GUESS_SECONDS) / 2);
        } else if (tries > 2) {
            guess((measured > 0 ? best() : pace) / 2);
        } else {
            if (measured > 0) pace = best();
            blameRate();
        }
    }

    /// A repeated flight showed how many blocks of it had arrived.
    void gapFound(long arrived) {
        if (burstGuessed) taken(arrived);
    }

    /// Whether no rate has been measured yet, or only a guess that the path still keeps up with.
    boolean guessed() {
        return measured == 0 || doublings > 0;
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
        int collapses = tailsDropped + repeats;
        return collapses >= COLLAPSED_LEAST && collapses > answers * COLLAPSED_SHARE;
    }

    /// No flight was answered in full for long: a queue that stays full, or blocks lost by chance. Going slower helps
    /// against the first only; where it does not help, the former rate is taken again, and blamed half as often.
    private void blameRate() {
        if (earlyAnswers < earlyLimit || pace == UNPACED) return;
        earlyAnswers = 0;
        if (measured == 0) {
            guess(pace / 2);
        } else if (lowered < LOWERINGS) {
            if (lowered == 0) rateBeforeLowering = best();
            lowered++;
            only(LOWER * best());
        } else {
            lowered = 0;
            only(rateBeforeLowering);
            earlyLimit = Math.min(earlyLimit * 2, EARLY_ANSWERS_AT_LAST);
        }
    }

    /// While whole windows get through at once, one that does not is no sign of a queue too short for them.
    private boolean forgiven() {
        boolean forgiven = pace == UNPACED && carriesBursts;
        carriesBursts = false;
        return forgiven;
    }

    private void taken(long blocksAtOnce) {
        burst = Math.max(LEAST_BURST, BURST * blocksAtOnce);
        burstGuessed = false;
    }

    private void raiseLess() {
        if (raised) raiseEvery = Math.min(raiseEvery * 2, RAISE_AT_LAST);
    }

    private void guess(double rate) {
        pace = Math.max(slowest, rate);
        measured = 0;
        doublings = DOUBLINGS;
    }

    private void only(double rate) {
        measured = 1;
        rates[0] = Math.max(slowest, rate);
        pace = rates[0];
    }
}

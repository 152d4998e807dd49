package dev.trivet.transfer;

import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Event.ContentReady;
import dev.trivet.transfer.Event.PeerGone;
import dev.trivet.transfer.Event.Received;
import dev.trivet.transfer.Event.Refuse;
import dev.trivet.transfer.Event.RequestRepeated;
import dev.trivet.transfer.Event.TimerFired;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import java.util.Optional;

/// The side of a transfer that sends the file: a server's RRQ, a client's WRQ (RFC 1350 §2, §6, RFC 7440).
///
/// Pure: no socket, file, thread or clock. Each [#step] gets what happened and the time, and calls [Actions].
/// One thread at a time.
///
/// ```
///            OACK to send                ACK 0                    last block acknowledged
/// start ----------------> OFFERING -----------------> STREAMING -------------------------> DONE
///   '-------------- nothing to acknowledge -------------^     ERROR, give up: from both ----^
/// ```
///
/// With a window of one a [Flight] is one block, and all that is said of windows falls away by itself. Rules and
/// numbers for windows: `docs/decisions/0004-pacing.md`.
public final class Sender implements Machine {
    private enum Phase {
        OFFERING,
        STREAMING,
        DONE
    }

    /// A paced flight goes out in trains of a quarter of a millisecond: on fast paths a train is the whole window.
    private static final double TRAIN_SECONDS = 0.000_25;

    /// Before a round trip is known, the question after silence waits so long: it costs one datagram only.
    private static final long FIRST_QUESTION = 30 * Patience.MILLISECOND;

    /// Later than the usual round trip by so much at least, nobody is only a little late. The question may come then: a
    /// client that is busy loses nothing by it. A repeat takes [Patience#SHORTEST_WAIT].
    private static final long GRACE = 5 * Patience.MILLISECOND;

    /// So many questions in a row without an answer: this receiver never answers unexpected blocks.
    private static final int QUESTIONS = 2;

    /// So many flights in a row that lacked no more than their last block: the queue is too short by that.
    private static final int QUESTIONED_FLIGHTS = 3;

    /// An ACK of fewer blocks than this tells little of the rate.
    private static final int BLOCKS_TO_MEASURE = 4;

    /// The end of the content is not known yet. One block more can still be counted.
    private static final long UNKNOWN = Long.MAX_VALUE - 1;

    /// UEFI firmware made from EDK2 ends its size probe with ERROR 8 and this text. When it means the options, it says
    /// so.
    private static final String ENDED_BY_EDK2 = "User aborted the transfer";

    private static final double SECOND = 1e9;
    private static final long NEVER = Actions.NEVER;

    private final Terms terms;
    private final Optional<Packet.OptionAck> offer;
    private final Start start;
    private final Actions.OfSender actions;
    private final int window;
    private final int blockSize;
    private final double octetsOnWire;
    private final Patience patience;
    private final long giveUp;
    private final RoundTrip roundTrip = new RoundTrip();
    private final Pace pace;

    private Phase phase = Phase.STREAMING;
    private boolean proven;
    private int offersSent;
    private int repeatsBeforeProof;
    private long lastProgress;

    /// Content: blocks that can be sent, and the last one as soon as it is known.
    private long readyBlock;

    private long lastBlock = UNKNOWN;

    private final Flight flight;
    private final Bucket bucket = new Bucket();

    private long highestSent;
    private long pumpAt = NEVER;
    private long silenceAt = NEVER;

    /// Duplicate ACKs that blocks under way can still cause.
    private long stale;

    /// Silences in a row.
    private int tries;

    private int questionedFlights;

    /// Questions without an answer.
    private int unanswered;

    /// The receiver has answered a block it did not expect.
    private boolean answersGaps;

    /// Nanoseconds from OACK to ACK 0: a hint only, the client may have been busy.
    private long handshake = FIRST_QUESTION;

    private long retransmissions;

    /// A sender of a whole file. Nothing is sent before [#start].
    ///
    /// @param terms what was agreed on
    /// @param offer the OACK to begin with, where options were agreed on (RFC 2347); without one DATA 1 comes first
    /// @param proven whether the peer has answered already: true for a client, whose server has
    /// @param patience how long silence is borne
    /// @param actions called on the thread of the steps
    /// @throws IllegalArgumentException with a window and neither an OACK nor a proven peer: an amplifier
    public Sender(
            Terms terms,
            Optional<Packet.OptionAck> offer,
            boolean proven,
            Patience patience,
            Actions.OfSender actions) {
        this(terms, offer, proven, patience, Start.AT_BLOCK_1, actions);
    }

    /// A sender that begins in the middle, for simulations near the rollover.
    ///
    /// @param terms what was agreed on
    /// @param offer the OACK to begin with, where options were agreed on
    /// @param proven whether the peer has answered already
    /// @param patience how long silence is borne
    /// @param start the same on both sides
    /// @param actions called on the thread of the steps
    public Sender(
            Terms terms,
            Optional<Packet.OptionAck> offer,
            boolean proven,
            Patience patience,
            Start start,
            Actions.OfSender actions) {
        if (!proven && offer.isEmpty() && terms.windowSize().blocks() > 1)
            throw new IllegalArgumentException("a window needs a peer that has answered: " + terms);
        this.terms = terms;
        this.offer = offer;
        this.proven = proven;
        this.start = start;
        this.actions = actions;
        flight = new Flight(start.first());
        highestSent = start.before();
        window = terms.windowSize().blocks();
        blockSize = terms.blockSize().octets();
        octetsOnWire = (double) blockSize + Pace.HEADERS;
        this.patience = patience;
        giveUp = patience.giveUpNanos(terms);
        pace = new Pace(window, blockSize);
    }

    /// Sends the first answer: the OACK, or DATA 1 as soon as content is ready.
    ///
    /// @param now nanoseconds on the driver's monotonic clock
    public void start(long now) {
        lastProgress = now;
        if (offer.isPresent()) {
            phase = Phase.OFFERING;
            sendOffer(now);
        } else {
            fly(start.first(), false, false, true, now);
        }
        arm();
    }

    @Override
    public void step(Event.OfBoth event, long now) {
        step((Event.OfSender) event, now);
    }

    /// Something happened. Answers go out through the [Actions] before the call returns; after the end nothing
    /// happens.
    ///
    /// @param event what happened
    /// @param now nanoseconds on the driver's monotonic clock; never less than in the step before
    public void step(Event.OfSender event, long now) {
        if (phase == Phase.DONE) return;
        switch (event) {
            case Received(Packet.Error error) -> done(stoppedBy(error));
            case Received(Packet.Ack(var number))
            when phase == Phase.OFFERING -> {
                if (number.equals(start.zero(terms.rollover()))) offerAccepted(now);
            }
            case Received(Packet.Ack(var number)) -> {
                int steps = terms.rollover().steps(flight.base - 1, number);
                // Also what this flight has not repeated yet: an older copy of it may have been late, not lost.
                if (steps >= 0 && flight.base - 1 + steps <= highestSent) acknowledged(flight.base - 1 + steps, now);
            }
            // A packet that only a sender or a server sends: silence, since an ERROR could start a loop.
            case Received(Packet.Data _), Received(Packet.OptionAck _), Received(Packet.Request _) -> {}
            case TimerFired() -> timer(now);
            case RequestRepeated() -> repeatFirstAnswer(now);
            case ContentReady(long octets, boolean last) -> contentReady(octets, last, now);
            case PeerGone() -> done(lastFlight() ? new Outcome.Unconfirmed() : new Outcome.PeerGone(proven));
            case Refuse(var refusal) -> {
                actions.send(new Packet.Error(refusal.code(), refusal.text()));
                done(new Outcome.Refused(refusal));
            }
        }
        if (phase != Phase.DONE) arm();
    }

    @Override
    public boolean proven() {
        return proven;
    }

    @Override
    public long lastProgress() {
        return lastProgress;
    }

    @Override
    public long roundTrip() {
        return roundTrip.smoothed();
    }

    /// How far content should be ready: two windows ahead of what is being sent, so that no flight waits for it.
    ///
    /// @return octets from the beginning of the content
    public long wantedOctets() {
        return Math.min(lastBlock, flight.end - 1 + 2L * window) * blockSize;
    }

    /// {@return octets the peer has acknowledged, all blocks counted in full}
    public long acknowledgedOctets() {
        return (flight.base - 1) * blockSize;
    }

    /// Blocks and OACKs that were sent more than once.
    @Override
    public long retransmissions() {
        return retransmissions;
    }

    /// {@return whether this path dropped tails of whole windows: the next transfer should agree on a smaller one}
    public boolean collapsed() {
        return pace.collapsed();
    }

    // --- the first answer

    private void sendOffer(long now) {
        actions.send(offer.orElseThrow());
        if (offersSent > 0) retransmissions++;
        offersSent++;
        silenceAt = now
                + (patience.isFixed()
                        ? patience.fixed(terms, tries)
                        : Patience.doubled(Patience.agreed(terms, Patience.FIRST_WAIT), tries, terms));
    }

    private void offerAccepted(long now) {
        // Since the first OACK: too long where that was lost or the client was busy, but never too short.
        handshake = Math.max(1, now - lastProgress);
        phase = Phase.STREAMING;
        proven = true;
        lastProgress = now;
        tries = 0;
        stale = offersSent - 1L; // each OACK that arrives may be answered with one more ACK 0
        fly(start.first(), false, false, true, now);
    }

    /// Before progress a repeated request gets its first answer again, one for one; later it is not for us to answer.
    private void repeatFirstAnswer(long now) {
        if (phase == Phase.OFFERING) {
            sendOffer(now);
        } else if (!proven && flight.next == start.first() + 1) {
            fly(start.first(), true, false, true, now);
        }
    }

    private Outcome stoppedBy(Packet.Error error) {
        // RFC 2347: "ERROR code 8" ends the transfer for an unacceptable OACK; with any other code it was a size probe.
        boolean refused = error.code().equals(ErrorCode.OPTION_REFUSED)
                && !error.message().equals(ENDED_BY_EDK2);
        boolean probe = phase == Phase.OFFERING && !refused;
        return probe ? new Outcome.SizeProbe() : new Outcome.StoppedByPeer(error.code(), error.message());
    }

    // --- sending

    private void fly(long first, boolean again, boolean back, boolean empty, long now) {
        flight.begin(first, Math.min(first + window, lastBlock + 1), again, back, highestSent, now);
        silenceAt = NEVER;
        int trial = window > 1 ? pace.takeTrial() : 0;
        if (trial > 0 && flight.blocks() > 2 && readyBlock >= flight.end - 1) {
            measure(trial, now);
        } else {
            flight.pace = window > 1 ? pace.nextFlight(again) : Pace.UNPACED;
            if (flight.pace != Pace.UNPACED) bucket.pace(flight.pace / octetsOnWire / SECOND, pace.burst(), empty, now);
            pumpAt = now;
            pump(now);
        }
    }

    /// A few blocks at once, then the flight's last: the gap makes the receiver answer immediately.
    private void measure(int trial, long now) {
        flight.trialBlock = flight.base + Math.min(trial, flight.blocks() - 1) - 1;
        sendBlocks(flight.base, flight.trialBlock);
        sendBlocks(flight.end - 1, flight.end - 1);
        flight.lastSent = now;
        flight.next = flight.end;
        await(now);
    }

    private void pump(long now) {
        boolean paced = flight.pace != Pace.UNPACED;
        long mayGo = paced ? bucket.available(now) : window;
        long last = Math.min(Math.min(flight.end - 1, readyBlock), flight.next - 1 + mayGo);
        if (last >= flight.next) sendTrain(last, now);
        if (flight.sent()) {
            await(now);
        } else if (flight.next > readyBlock) {
            flight.starved = true;
            pumpAt = NEVER;
        } else {
            pumpAt = bucket.readyAt(Math.min(train(), flight.end - flight.next));
        }
    }

    private void sendTrain(long last, long now) {
        if (flight.next == flight.base) flight.began = now;
        if (flight.pace != Pace.UNPACED) bucket.spent(last - flight.next + 1);
        sendBlocks(flight.next, last);
        flight.lastSent = now;
        flight.next = last + 1;
    }

    private long train() {
        return Math.max(1, Math.round(flight.pace * TRAIN_SECONDS / octetsOnWire));
    }

    private void sendBlocks(long first, long last) {
        retransmissions += Math.max(0, Math.min(last, highestSent) - first + 1);
        highestSent = Math.max(highestSent, last);
        actions.sendBlocks(first, last);
    }

    private void contentReady(long octets, boolean last, long now) {
        if (last) lastBlock = octets / blockSize + 1;
        readyBlock = last ? lastBlock : octets / blockSize;
        boolean waiting = waitsForContent();
        flight.end = Math.min(flight.end, lastBlock + 1);
        if (waiting) {
            lastProgress = now; // it was we who were slow
            pumpAt = now;
            pump(now);
        }
    }

    // --- silence

    /// A question costs one datagram: it may come before an agreed timeout is over, and it does not put off the repeat.
    private void await(long now) {
        pumpAt = NEVER;
        long repeat = repeatWithin();
        long answer = Patience.doubled(answerWithin(), tries, terms);
        if (patience.isFixed()) answer = Math.min(answer, repeat);
        if (asksNext()) silenceAt = now + answer;
        else silenceAt = flight.questioned ? Math.max(flight.lastSent + repeat, now + answer) : now + repeat;
    }

    private long repeatWithin() {
        if (patience.isFixed()) return patience.fixed(terms, tries);
        long wait = Math.max(Patience.SHORTEST_WAIT, answerWithin());
        return Patience.doubled(Patience.honoured(terms, roundTrip.samples(), wait), tries, terms);
    }

    private long answerWithin() {
        if (roundTrip.samples() == 0)
            return window == 1 ? Patience.FIRST_WAIT : Math.clamp(4 * handshake, FIRST_QUESTION, Patience.FIRST_WAIT);
        double rate = pace.best();
        long onWire = rate == 0 ? 0 : (long) (flight.blocks() * octetsOnWire * SECOND / rate);
        return roundTrip.smoothed() + Math.max(GRACE, Math.max(4 * roundTrip.variation(), onWire / 2));
    }

    private boolean asksNext() {
        if (flight.questioned || flight.blocks() == 1) return false;
        return unanswered < QUESTIONS || answerWithin() < Patience.SHORTEST_WAIT;
    }

    private void timer(long now) {
        // Content that is late is not the client's silence; those who read it have a deadline of their own.
        boolean waits = patience.isFixed() && waitsForContent();
        if (!waits && now - lastProgress >= giveUp)
            done(lastFlight() ? new Outcome.Unconfirmed() : new Outcome.TimedOut(proven));
        else if (now >= pumpAt) pump(now);
        else if (now >= silenceAt) silence(now);
    }

    private boolean waitsForContent() {
        return phase == Phase.STREAMING && !flight.sent() && pumpAt == NEVER;
    }

    /// Nothing but the last acknowledgement is missing.
    private boolean lastFlight() {
        return proven && flight.end == lastBlock + 1 && highestSent == lastBlock;
    }

    private void silence(long now) {
        if (!proven && repeatsBeforeProof == Patience.REPEATS_BEFORE_PROOF) {
            silenceAt = NEVER; // no amplifier: from here on it is the peer's turn
            return;
        }
        if (!proven) repeatsBeforeProof++;
        if (phase == Phase.OFFERING) {
            tries++;
            sendOffer(now);
        } else if (asksNext()) {
            ask(now);
        } else {
            repeatFlight(now);
        }
    }

    /// One block instead of a window: if the tail was dropped, the receiver sees the gap now and answers; if only its
    /// ACK was lost, it repeats that.
    private void ask(long now) {
        flight.questioned = true;
        flight.questionedAt = now;
        sendBlocks(flight.end - 1, flight.end - 1);
        await(now);
    }

    private void repeatFlight(long now) {
        if (flight.questioned) unanswered++;
        tries++;
        if (window > 1) {
            long trip = roundTrip.samples() == 0 ? handshake : roundTrip.smoothed();
            pace.silent(tries, flight.blocks() * octetsOnWire, trip / SECOND);
        }
        fly(flight.base, true, false, true, now);
    }

    // --- answers

    private void acknowledged(long block, long now) {
        boolean forward = block >= flight.base;
        if (!forward && (window == 1 || flight.next == flight.base)) return; // RFC 1123 §4.2.3.1: never on a duplicate
        if (!forward && stale > 0) {
            stale--; // caused by a block of an older flight
            return;
        }
        if (!forward && isTooSoonForAnAnswer(now)) return;
        proven = true;
        if (forward) {
            lastProgress = now;
            tries = 0;
        }
        if (block == lastBlock) {
            flight.base = lastBlock + 1;
            done(new Outcome.Completed());
            return;
        }
        learn(block, now);
        if (flight.repeat && !flight.questioned && !answersGaps && !flight.answeredInFullBy(block)) slide(block, now);
        else nextFlight(block, now);
    }

    /// A request to go back that no block of this flight can have caused. Where the network doubles what passes, in
    /// both
    /// directions, each window would otherwise be sent oftener than the one before, without end.
    private boolean isTooSoonForAnAnswer(long now) {
        long trip = roundTrip.samples() == 0 ? Math.min(handshake, FIRST_QUESTION) : shortestRoundTrip();
        return now - flight.began < trip / 2;
    }

    /// Round trip, delivery rate, dropped tails, and what this receiver does with unexpected blocks.
    private void learn(long block, long now) {
        boolean full = flight.answeredInFullBy(block);
        boolean measured = flight.isMeasuredBy(block, roundTrip.shortest(0), now);
        if (measured && full) roundTrip.sample(Math.max(1, now - flight.lastSent));
        if (window == 1) return;
        if (measured) deliveryRate(block, now);
        if (flight.findsGap(block) && unanswered > 0 && !answersGaps) gapFound(block, now);
        boolean answered = questionAnswered(now);
        if (answered) handshake = Math.min(handshake, now - flight.questionedAt);
        if (!full) gapAnswered(block, answered);
        questionedFlights = answered ? questionedFlights + 1 : 0;
        boolean trial = flight.trialBlock != 0; // its gap was on purpose
        if (!flight.repeat && !trial) pace.answered(full, answered);
        boolean tailDropped = answered && (flight.end - 1 - block > 1 || questionedFlights == QUESTIONED_FLIGHTS);
        if (tailDropped) pace.tailDropped(block - flight.base + 1);
        else if (!full && !trial) pace.lost();
        if (trial) pace.adoptTrial();
    }

    /// Of a receiver that answers no question, only a repeated flight tells how much of it had arrived.
    private void gapFound(long block, long now) {
        roundTrip.sample(Math.max(1, now - flight.sentAt(block)));
        pace.gapFound(block - flight.base + 1);
        if (pace.guessed()) deliveryRate(block, now);
    }

    private void deliveryRate(long block, long now) {
        long count = block - flight.base + 1;
        boolean enough = count >= BLOCKS_TO_MEASURE || flight.trialBlock != 0 || flight.answeredInFullBy(block);
        if (!enough || flight.starved) return;
        double took = Math.max(1, now - flight.began);
        // A round trip that was never seen whole may be taken for too long; a trial of few blocks has little else.
        double least = took / (flight.trialBlock != 0 ? 8 : 2);
        pace.delivered(count * octetsOnWire, Math.max(took - shortestRoundTrip(), least) / SECOND);
    }

    /// A block that was sent only once was no duplicate: its ACK answers an unexpected one behind it. So does an answer
    /// to a question that names a gap; one that names the flight's end is only the ACK again.
    private void gapAnswered(long block, boolean asked) {
        if (!flight.questioned && !flight.hadBefore(block)) answersGaps = true;
        if (asked || (answersGaps && !flight.repeat)) unanswered = 0;
    }

    /// The question was the last thing sent: when it is answered, nothing older is under way. What comes sooner than
    /// an answer can was under way already: the client was only slow.
    private boolean questionAnswered(long now) {
        return flight.questioned && now - flight.questionedAt >= shortestRoundTrip() / 2;
    }

    private long shortestRoundTrip() {
        return Math.min(handshake, roundTrip.shortest(handshake));
    }

    /// In a repeated flight an ACK from the middle answers a block that the receiver had already: what was sent
    /// behind it is still good. Sending that again would double everything for the rest of the transfer. Only a
    /// receiver that is known to answer gaps is believed that there is one.
    private void slide(long block, long now) {
        boolean pumping = !flight.sent();
        flight.slid = true;
        stale = block - flight.base + 1;
        flight.base = block + 1;
        flight.next = Math.max(flight.next, flight.base);
        flight.began = now;
        flight.end = Math.min(flight.base + window, lastBlock + 1);
        silenceAt = NEVER;
        if (!pumping) pump(now);
    }

    private void nextFlight(long block, long now) {
        long question = flight.questioned ? 1 : 0;
        boolean full = flight.answeredInFullBy(block);
        boolean empty = full || questionAnswered(now) || flight.trialBlock != 0;
        if (full) {
            // An older copy may have been answered, and each of this flight's be answered again.
            stale = question + (flight.hadBefore(block) ? flight.next - flight.base : 0);
        } else {
            stale = questionAnswered(now) ? 0 : stale + flight.underWayBehind(block) + question;
        }
        fly(block + 1, false, block < flight.base, empty, now);
    }

    private void arm() {
        actions.wakeAt(Math.min(Math.min(pumpAt, silenceAt), lastProgress + giveUp));
    }

    private void done(Outcome outcome) {
        phase = Phase.DONE;
        actions.wakeAt(NEVER);
        actions.ended(outcome);
        actions.released();
    }
}

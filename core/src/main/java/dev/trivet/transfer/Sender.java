package dev.trivet.transfer;

import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Event.ContentReady;
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
/// A *flight* is the blocks `[base, end)` that follow an ACK: the receiver answers at its end, or at a gap. With a
/// window of one a flight is one block, and all that is said of windows falls away by itself. Rules and numbers for
/// windows: `docs/decisions/0004-pacing.md`.
public final class Sender {
    private enum Phase {
        OFFERING,
        STREAMING,
        DONE
    }

    /// A paced flight goes out in trains of a millisecond: on fast paths a train is the whole window.
    private static final double TRAIN_SECONDS = 0.001;

    /// Before a round trip is known, the question after silence waits so long: it costs one datagram only.
    private static final long FIRST_QUESTION = 30 * Patience.MILLISECOND;

    /// So many questions in a row without an answer: this receiver never answers unexpected blocks.
    private static final int QUESTIONS = 2;

    /// A late wake-up is caught up with by so much at most.
    private static final long CATCH_UP = 2 * Patience.MILLISECOND;

    /// The end of the content is not known yet. One block more can still be counted.
    private static final long UNKNOWN = Long.MAX_VALUE - 1;

    private static final double SECOND = 1e9;
    private static final long NEVER = Actions.NEVER;

    private final Terms terms;
    private final Optional<Packet.OptionAck> offer;
    private final Start start;
    private final Actions.OfSender actions;
    private final int window;
    private final int blockSize;
    private final double octetsOnWire;
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

    /// The flight. Every block before `base` is acknowledged.
    private long base;

    private long end;
    private long next;
    private long highestSent;
    private long flightBegan;
    private long lastSent;
    private double flightPace;
    private long pumpAt = NEVER;
    private long silenceAt = NEVER;
    private long trialBlock;
    private boolean repeat;
    private boolean starved;
    private boolean questioned;
    private long questionedAt;
    private long staleAtStart;

    /// Duplicate ACKs that blocks of older flights can still cause.
    private long stale;

    private int tries;
    private int questionedFlights;
    private int unanswered;
    private long handshake = FIRST_QUESTION;
    private long retransmissions;

    /// @param offer the OACK to begin with, where options were agreed on (RFC 2347); without one DATA 1 comes first
    /// @param proven whether the peer has answered already: true for a client, whose server has
    public Sender(
            Terms terms,
            Optional<Packet.OptionAck> offer,
            boolean proven,
            Patience patience,
            Actions.OfSender actions) {
        this(terms, offer, proven, patience, Start.AT_BLOCK_1, actions);
    }

    /// @param start the same on both sides
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
        base = start.first();
        end = base;
        next = base;
        highestSent = start.before();
        window = terms.windowSize().blocks();
        blockSize = terms.blockSize().octets();
        octetsOnWire = (double) blockSize + Pace.HEADERS;
        giveUp = patience.giveUpNanos(terms);
        pace = new Pace(window, blockSize);
    }

    /// Sends the first answer: the OACK, or DATA 1 as soon as content is ready.
    public void start(long now) {
        lastProgress = now;
        if (offer.isPresent()) {
            phase = Phase.OFFERING;
            sendOffer(now);
        } else {
            flight(start.first(), false, now);
        }
        arm();
    }

    public void step(Event.OfSender event, long now) {
        if (phase == Phase.DONE) return;
        switch (event) {
            case Received(Packet.Error error) -> done(stoppedBy(error));
            case Received(Packet.Ack(var number))
            when phase == Phase.OFFERING -> {
                if (number.equals(start.zero(terms.rollover()))) offerAccepted(now);
            }
            case Received(Packet.Ack(var number)) -> {
                int steps = terms.rollover().steps(base - 1, number);
                if (steps >= 0 && base + steps <= next) acknowledged(base - 1 + steps, now);
            }
            // A packet that only a sender or a server sends: silence, since an ERROR could start a loop.
            case Received(Packet.Data _), Received(Packet.OptionAck _), Received(Packet.Request _) -> {}
            case TimerFired() -> timer(now);
            case RequestRepeated() -> repeatFirstAnswer(now);
            case ContentReady(long octets, boolean last) -> contentReady(octets, last, now);
            case Refuse(var refusal) -> {
                actions.send(new Packet.Error(refusal.code(), refusal.text()));
                done(new Outcome.Refused(refusal));
            }
        }
        if (phase != Phase.DONE) arm();
    }

    /// Whether the peer has answered: it is where its packets say.
    public boolean proven() {
        return proven;
    }

    /// When the peer last moved the transfer on.
    public long lastProgress() {
        return lastProgress;
    }

    /// How far content should be ready: two windows ahead of what is being sent, so that no flight waits for it.
    public long wantedOctets() {
        return Math.min(lastBlock, end - 1 + 2L * window) * blockSize;
    }

    /// Octets the peer has acknowledged, all blocks counted in full.
    public long acknowledgedOctets() {
        return (base - 1) * blockSize;
    }

    /// Blocks and OACKs that were sent more than once.
    public long retransmissions() {
        return retransmissions;
    }

    /// Whether this path dropped tails of whole windows: the next transfer should agree on a smaller one.
    public boolean collapsed() {
        return pace.collapsed();
    }

    // --- the first answer

    private void sendOffer(long now) {
        actions.send(offer.orElseThrow());
        if (offersSent > 0) retransmissions++;
        offersSent++;
        silenceAt = now + Patience.doubled(Patience.agreed(terms, Patience.FIRST_WAIT), tries, terms);
    }

    private void offerAccepted(long now) {
        // Since the first OACK: too long where that was lost or the client was busy, but never too short.
        handshake = Math.max(1, now - lastProgress);
        phase = Phase.STREAMING;
        proven = true;
        lastProgress = now;
        tries = 0;
        stale = offersSent - 1L; // each OACK that arrives may be answered with one more ACK 0
        flight(start.first(), false, now);
    }

    /// Before progress a repeated request gets its first answer again, one for one; later it is not for us to answer.
    private void repeatFirstAnswer(long now) {
        if (phase == Phase.OFFERING) {
            sendOffer(now);
        } else if (!proven && next == start.first() + 1) {
            flight(start.first(), true, now);
        }
    }

    private Outcome stoppedBy(Packet.Error error) {
        // RFC 2347: "ERROR code 8" ends the transfer for an unacceptable OACK; with any other code it was a size probe.
        boolean probe = phase == Phase.OFFERING && !error.code().equals(ErrorCode.OPTION_REFUSED);
        return probe ? new Outcome.SizeProbe() : new Outcome.StoppedByPeer(error.code(), error.message());
    }

    // --- sending

    private void flight(long first, boolean again, long now) {
        base = first;
        end = Math.min(base + window, lastBlock + 1);
        next = base;
        flightBegan = now;
        repeat = again;
        questioned = false;
        starved = false;
        staleAtStart = stale;
        trialBlock = 0;
        silenceAt = NEVER;
        int trial = window > 1 ? pace.takeTrial() : 0;
        if (trial > 0 && end - base > 2 && readyBlock >= end - 1) {
            measure(trial, now);
        } else {
            flightPace = window > 1 ? pace.nextFlight(repeat) : Pace.UNPACED;
            pumpAt = now;
            pump(now);
        }
    }

    /// A few blocks at once, then the flight's last: the gap makes the receiver answer immediately.
    private void measure(int trial, long now) {
        trialBlock = base + Math.min(trial, end - base - 1) - 1;
        sendBlocks(base, trialBlock, now);
        sendBlocks(end - 1, end - 1, now);
        next = end;
        await(now);
    }

    private void pump(long now) {
        long last = Math.min(Math.min(end - 1, readyBlock), next - 1 + train());
        if (last >= next) {
            if (next == base) flightBegan = now;
            sendBlocks(next, last, now);
            // From the planned time, not from now: a late wake-up does not slow the flight down.
            if (flightPace != Pace.UNPACED)
                pumpAt = Math.max(pumpAt, now - CATCH_UP)
                        + (long) ((last - next + 1) * octetsOnWire * SECOND / flightPace);
            next = last + 1;
        }
        if (next == end) {
            await(now);
        } else if (next > readyBlock) {
            starved = true;
            pumpAt = NEVER;
        }
    }

    private long train() {
        return flightPace == Pace.UNPACED ? window : Math.max(1, Math.round(flightPace * TRAIN_SECONDS / octetsOnWire));
    }

    private void sendBlocks(long first, long last, long now) {
        retransmissions += Math.max(0, Math.min(last, highestSent) - first + 1);
        highestSent = Math.max(highestSent, last);
        lastSent = now;
        actions.sendBlocks(first, last);
    }

    private void contentReady(long octets, boolean last, long now) {
        if (last) lastBlock = octets / blockSize + 1;
        readyBlock = last ? lastBlock : octets / blockSize;
        boolean waiting = phase == Phase.STREAMING && next < end && pumpAt == NEVER;
        end = Math.min(end, lastBlock + 1);
        if (waiting) {
            pumpAt = now;
            pump(now);
        }
    }

    // --- silence

    private void await(long now) {
        pumpAt = NEVER;
        silenceAt = now + patience();
    }

    /// A question costs one datagram: it may come before an agreed timeout is over.
    private long patience() {
        long wait = asksNext() ? adaptiveWait() : Patience.honoured(terms, roundTrip.samples(), adaptiveWait());
        return Patience.doubled(wait, tries, terms);
    }

    private long adaptiveWait() {
        if (roundTrip.samples() == 0)
            return window == 1 ? Patience.FIRST_WAIT : Math.clamp(4 * handshake, FIRST_QUESTION, Patience.FIRST_WAIT);
        double rate = pace.best();
        long onWire = rate == 0 ? 0 : (long) ((end - base) * octetsOnWire * SECOND / rate);
        return Math.max(Patience.SHORTEST_WAIT, roundTrip.smoothed() + Math.max(4 * roundTrip.variation(), onWire / 2));
    }

    private boolean asksNext() {
        return !questioned && unanswered < QUESTIONS && end - base > 1;
    }

    private void timer(long now) {
        if (now - lastProgress >= giveUp) done(givenUp());
        else if (now >= pumpAt) pump(now);
        else if (now >= silenceAt) silence(now);
    }

    private Outcome givenUp() {
        boolean lastFlight = phase == Phase.STREAMING && proven && end == lastBlock + 1 && next == end;
        return lastFlight ? new Outcome.Unconfirmed() : new Outcome.TimedOut(proven);
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
        questioned = true;
        questionedAt = now;
        sendBlocks(end - 1, end - 1, now);
        await(now);
    }

    private void repeatFlight(long now) {
        if (questioned) unanswered++;
        tries++;
        if (window > 1) {
            long trip = roundTrip.samples() == 0 ? handshake : roundTrip.smoothed();
            pace.silent(tries, (end - base) * octetsOnWire, trip / SECOND);
        }
        flight(base, true, now);
    }

    // --- answers

    private void acknowledged(long block, long now) {
        long count = block - base + 1;
        boolean full = block == end - 1;
        if (count == 0 && (window == 1 || next == base)) return; // RFC 1123 §4.2.3.1: never resend on a duplicate
        if (count == 0 && stale > 0) {
            stale--; // caused by a block of an older flight
            return;
        }
        proven = true;
        if (count > 0) {
            lastProgress = now;
            tries = 0;
        }
        if (block == lastBlock) {
            base = lastBlock + 1;
            done(new Outcome.Completed());
            return;
        }
        learn(block, count, full, now);
        if (repeat && !full && !questioned) slide(block, now);
        else nextFlight(block, full, now);
    }

    /// Round trip, delivery rate, dropped tails.
    private void learn(long block, long count, boolean full, long now) {
        boolean own = answersThisFlight(block, count, full, now);
        if (own && full) roundTrip.sample(Math.max(1, now - lastSent));
        if (window == 1) return;
        if (own && !starved && (full || count > 3 || trialBlock != 0)) {
            double took = Math.max(1, now - flightBegan);
            pace.delivered(count * octetsOnWire, Math.max(took - shortestRoundTrip(), took / 8) / SECOND);
        }
        if (questionAnswered(now)) {
            unanswered = 0;
            handshake = Math.min(handshake, now - questionedAt);
        }
        questionedFlights = questioned ? questionedFlights + 1 : 0;
        pace.answered(full);
        boolean tailDropped = questioned && (end - 1 - block > 1 || questionedFlights > 1);
        if (tailDropped) pace.tailDropped(count);
        else if (!full) pace.lost();
        if (trialBlock != 0) pace.adoptTrial();
    }

    /// Karn's rule for flights: only an answer to blocks that were sent once, with nothing older under way.
    private boolean answersThisFlight(long block, long count, boolean full, long now) {
        if (count == 0 || repeat || questioned) return false;
        if (staleAtStart != 0 && trialBlock == 0) return false;
        if (full) return true;
        if (trialBlock != 0 && block > trialBlock) return false;
        long sentAt = trialBlock != 0
                ? flightBegan
                : flightBegan + (lastSent - flightBegan) * count / Math.max(1, next - base);
        return roundTrip.samples() == 0 || now - sentAt >= roundTrip.shortest(0) * 9 / 10;
    }

    /// The question was the last thing sent: when it is answered, nothing older is under way.
    private boolean questionAnswered(long now) {
        return questioned && now - questionedAt >= shortestRoundTrip() / 2;
    }

    private long shortestRoundTrip() {
        return Math.min(handshake, roundTrip.shortest(handshake));
    }

    /// In a repeated flight an ACK from the middle answers a block that the receiver had already: what was sent behind
    /// it is still good. Sending that again would double everything for the rest of the transfer.
    private void slide(long block, long now) {
        boolean pumping = next < end;
        stale += next - base - 1;
        base = block + 1;
        flightBegan = now;
        staleAtStart = 1;
        end = Math.min(base + window, lastBlock + 1);
        silenceAt = NEVER;
        if (!pumping) {
            pumpAt = now;
            pump(now);
        }
    }

    private void nextFlight(long block, boolean full, long now) {
        long question = questioned ? 1 : 0;
        long underWay = Math.max(0, repeat ? next - base - 1 : next - block - 2);
        if (full) stale = question;
        else stale = questionAnswered(now) ? 0 : stale + underWay + question;
        flight(block + 1, false, now);
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

package dev.trivet.transfer;

import dev.trivet.explain.Situation;
import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Event.Committed;
import dev.trivet.transfer.Event.PeerGone;
import dev.trivet.transfer.Event.Received;
import dev.trivet.transfer.Event.Refuse;
import dev.trivet.transfer.Event.RequestRepeated;
import dev.trivet.transfer.Event.Stored;
import dev.trivet.transfer.Event.TimerFired;
import dev.trivet.wire.BlockNumber;
import dev.trivet.wire.Packet;
import dev.trivet.wire.Rollover;
import java.util.Optional;

/// The side of a transfer that receives the file: a server's WRQ, a client's RRQ (RFC 1350 §2, §6, RFC 7440).
///
/// Pure, as [Sender] is. One thread at a time.
///
/// ```
///       first answer          DATA 1               last block                stored               time
/// start ------------> WAITING ------> RECEIVING ---------> COMMITTING ---------> DALLYING ---------> DONE
///                        '------ ERROR, give up, a broken rule: from each -------------------------^
/// ```
///
/// The last ACK says "it is stored", so it leaves only when it is true.
public final class Receiver implements Machine {
    private enum Phase {
        WAITING,
        RECEIVING,
        COMMITTING,
        DALLYING,
        DONE
    }

    /// Octets that may be acknowledged but not yet handed to the file: when a write fails, the peer learns it at once.
    public static final int UNSTORED_MOST = 64 * 1024;

    /// In lock-step an early second ACK starts the Sorcerer's Apprentice in some senders: never sooner than this.
    private static final long LOCK_STEP_WAIT = Patience.SECOND;

    private static final long NEVER = Actions.NEVER;

    private final Terms terms;
    private final Optional<Packet> first;
    private final Start start;
    private final Actions.OfReceiver actions;
    private final int window;
    private final int blockSize;
    private final Patience patience;
    private final long giveUp;
    private final RoundTrip roundTrip = new RoundTrip();

    private Phase phase = Phase.WAITING;
    private Rollover rollover;
    private boolean rolloverKnown;
    private boolean proven;
    private boolean firstSent;
    private int repeatsBeforeProof;
    private long lastProgress;

    /// The next block in order; every one before it has been delivered.
    private long expected;

    private long acknowledged;

    /// The block that came last, in order or not: a number that does not rise says that the sender went back, or asks.
    private long lastSeen;

    private boolean gapAnswered;
    private long unstoredMost = UNSTORED_MOST;
    private long delivered;
    private long stored;

    /// A window is full, and the file too far behind to say so.
    private boolean ackOwed;

    private long acknowledgedAt;
    private boolean sampling;
    private int tries;
    private long wakeAt = NEVER;
    private long repeatedAcks;

    /// A receiver of a whole file. Nothing is sent before [#start].
    ///
    /// @param terms what was agreed on
    /// @param first what is sent to make DATA 1 come: OACK, or ACK 0. Absent where DATA 1 comes unasked
    /// @param proven whether the peer has answered already: true for a client, whose server has
    /// @param rolloverAgreed whether the terms name the rollover for certain; otherwise a lock-step transfer takes
    ///     either, decided by the first block after 65535
    /// @param patience how long silence is borne
    /// @param actions called on the thread of the steps
    public Receiver(
            Terms terms,
            Optional<Packet> first,
            boolean proven,
            boolean rolloverAgreed,
            Patience patience,
            Actions.OfReceiver actions) {
        this(terms, first, proven, rolloverAgreed, patience, Start.AT_BLOCK_1, actions);
    }

    /// A receiver whose first DATA is not block 1: [Start#AT_BLOCK_0], or one of a simulation near the rollover.
    ///
    /// @param terms what was agreed on
    /// @param first what is sent to make DATA come; absent where it comes unasked
    /// @param proven whether the peer has answered already
    /// @param rolloverAgreed whether the terms name the rollover for certain
    /// @param patience how long silence is borne
    /// @param start the same on both sides
    /// @param actions called on the thread of the steps
    /// @throws IllegalArgumentException for [Start#AT_BLOCK_0] with a window: no ACK could ask for block 0 again
    public Receiver(
            Terms terms,
            Optional<Packet> first,
            boolean proven,
            boolean rolloverAgreed,
            Patience patience,
            Start start,
            Actions.OfReceiver actions) {
        if (start.atBlock0() && terms.windowSize().blocks() > 1)
            throw new IllegalArgumentException("blocks begin at 0 in lock-step only: " + terms);
        this.terms = terms;
        this.first = first;
        this.proven = proven;
        this.actions = actions;
        expected = start.first();
        acknowledged = start.before();
        lastSeen = start.before();
        this.start = start;
        rollover = terms.rollover();
        window = terms.windowSize().blocks();
        // A lock-step sender can send nothing else after 65535; with a window a lost block 0 looks like a wrap to 1.
        rolloverKnown = rolloverAgreed || window > 1;
        blockSize = terms.blockSize().octets();
        this.patience = patience;
        giveUp = patience.giveUpNanos(terms);
    }

    /// Before the start: lets more be acknowledged than is stored. A client that fetches need not tell its server at
    /// the
    /// very next block that the disk is full; what it acknowledges last is stored in any case.
    ///
    /// @param octets [#UNSTORED_MOST] or more
    public void unstoredMost(long octets) {
        unstoredMost = octets;
    }

    /// Sends the first answer, if there is one.
    ///
    /// @param now nanoseconds on the driver's monotonic clock
    public void start(long now) {
        lastProgress = now;
        sendFirst(now);
        arm();
    }

    @Override
    public void step(Event.OfBoth event, long now) {
        step((Event.OfReceiver) event, now);
    }

    /// Something happened. Answers go out through the [Actions] before the call returns; after the end nothing
    /// happens.
    ///
    /// @param event what happened
    /// @param now nanoseconds on the driver's monotonic clock; never less than in the step before
    public void step(Event.OfReceiver event, long now) {
        if (phase == Phase.DONE) return;
        switch (event) {
            case Received(Packet.Error error) -> stopped(error);
            case Received(Packet.Data data) -> data(data, now);
            // The server did not hear our first answer and repeats its OACK.
            case Received(Packet.OptionAck _) -> {
                if (phase == Phase.WAITING && first.orElse(null) instanceof Packet.Ack) sendFirst(now);
            }
            case Received(Packet.Ack _), Received(Packet.Request _) -> {}
            case RequestRepeated() -> {
                if (phase == Phase.WAITING) sendFirst(now);
            }
            case Stored(long octets) -> stored(octets, now);
            case Committed() -> committed(now);
            case Refuse(var refusal) -> refuse(refusal);
            case PeerGone() -> peerGone();
            case TimerFired() -> timer(now);
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

    /// {@return octets of blocks that came in order and were handed on by [Actions.OfReceiver#deliver]}
    public long deliveredOctets() {
        return delivered;
    }

    /// ACKs and OACKs that were sent more than once.
    @Override
    public long retransmissions() {
        return repeatedAcks;
    }

    // --- blocks

    private void data(Packet.Data data, long now) {
        if (phase == Phase.DALLYING) {
            // RFC 1350 §6: "the host acknowledging the final DATA packet" stays to repeat that ACK
            if (steps(data.block()) == -1) acknowledge(now);
            else if (isCurlsOneMore(data)) actions.send(new Packet.Ack(data.block()));
            return;
        }
        if (phase == Phase.COMMITTING) {
            lastProgress = now; // a sign of life; the ACK comes when the file is stored
            return;
        }
        if (data.payload().remaining() > blockSize) {
            refuse(tooLong(data.payload().remaining()));
            return;
        }
        int steps = steps(data.block());
        boolean rising = expected + steps > lastSeen;
        lastSeen = expected + steps;
        if (ackOwed) return; // the window is full: nothing more may come before our ACK, and that waits for the file
        if (steps == 0) inOrder(data, now);
        else if (steps > 0 && steps < window) gap(rising, now);
        else if (steps == -1 && lastSeen >= start.first()) lastAgain(now);
    }

    /// curl does not take a block of number 0 for its last, and sends an empty one behind it: it fails where nobody
    /// acknowledges that.
    private boolean isCurlsOneMore(Packet.Data data) {
        return data.payload().remaining() == 0 && rollover.value(expected - 1) == 0 && steps(data.block()) == 0;
    }

    /// How far the number is from the block expected next. In lock-step the first block after 65535 decides the
    /// rollover.
    private int steps(BlockNumber number) {
        if (!rolloverKnown && expected == 65_536 && number.value() <= 1) {
            rollover = number.value() == 0 ? Rollover.TO_ZERO : Rollover.TO_ONE;
            rolloverKnown = true;
        }
        return rollover.steps(expected, number);
    }

    private void inOrder(Packet.Data data, long now) {
        if (sampling) roundTrip.sample(Math.max(1, now - acknowledgedAt));
        sampling = false;
        phase = Phase.RECEIVING;
        proven = true;
        lastProgress = now;
        tries = 0;
        gapAnswered = false;
        expected++;
        int octets = data.payload().remaining();
        delivered += octets;
        actions.deliver(data);
        if (octets < blockSize) {
            phase = Phase.COMMITTING;
            actions.commit();
        } else if (expected - 1 - acknowledged >= window) {
            acknowledgeWhenStored(now);
        } else {
            wakeAt = now + ackWithin();
        }
    }

    /// RFC 7440 §4: a block is missing. One ACK for each place, and once more when the sender has gone back or asks.
    private void gap(boolean rising, long now) {
        if (gapAnswered && rising) return;
        gapAnswered = true;
        acknowledge(now);
    }

    /// The block before the one expected, which was the last of a window: our ACK was lost. Within a window it belongs
    /// to a flight that is being repeated, and the ACK comes at the flight's end.
    private void lastAgain(long now) {
        if (acknowledged == expected - 1) acknowledge(now);
    }

    // --- acknowledging

    private void acknowledgeWhenStored(long now) {
        ackOwed = delivered - stored > unstoredMost;
        if (ackOwed) wakeAt = NEVER;
        else acknowledgeWindow(now);
    }

    private void stored(long octets, long now) {
        stored = octets;
        if (!ackOwed || delivered - stored > unstoredMost) return;
        ackOwed = false;
        lastProgress = now; // it was we who were slow
        acknowledgeWindow(now);
    }

    private void acknowledgeWindow(long now) {
        acknowledge(now);
        acknowledgedAt = now;
        sampling = true;
    }

    /// What follows an ACK is a sample only where a window was full (Karn's rule).
    private void acknowledge(long now) {
        if (acknowledged == expected - 1) repeatedAcks++;
        acknowledged = expected - 1;
        sampling = false;
        actions.send(new Packet.Ack(rollover.number(acknowledged)));
        if (phase != Phase.DALLYING) wakeAt = now + ackWithin();
    }

    private void committed(long now) {
        if (phase != Phase.COMMITTING) throw new IllegalStateException("nothing was to be committed: " + phase);
        phase = Phase.DALLYING;
        wakeAt = now + Patience.dallyNanos(terms);
        acknowledge(now);
        actions.ended(new Outcome.Completed());
    }

    // --- waiting

    private void sendFirst(long now) {
        first.ifPresent(packet -> {
            if (firstSent) repeatedAcks++;
            firstSent = true;
            actions.send(packet);
        });
        wakeAt = firstIsAmbiguous() ? NEVER : now + ackWithin();
    }

    /// A second ACK 0 would be taken for that of DATA 0, which may be lost: only a repeated request gets it.
    private boolean firstIsAmbiguous() {
        return start.atBlock0() && first.orElse(null) instanceof Packet.Ack;
    }

    private long ackWithin() {
        if (patience.isFixed()) return patience.fixed(terms, tries);
        long wait = window == 1
                ? Math.max(LOCK_STEP_WAIT, Patience.agreed(terms, 0))
                : Patience.honoured(terms, roundTrip.samples(), adaptiveWait());
        return Patience.doubled(wait, tries, terms);
    }

    private long adaptiveWait() {
        if (roundTrip.samples() == 0) return Patience.FIRST_WAIT;
        return Math.max(Patience.SHORTEST_WAIT, roundTrip.smoothed() + 4 * roundTrip.variation());
    }

    private void timer(long now) {
        if (phase == Phase.DALLYING) {
            if (now >= wakeAt) release();
        } else if (phase == Phase.COMMITTING) {
            return; // whoever stores has a deadline of its own
        } else if (now - lastProgress >= giveUp && !ackOwed) {
            end(new Outcome.TimedOut(proven));
        } else if (now >= wakeAt) {
            silence(now);
        }
    }

    private void silence(long now) {
        if (!proven && repeatsBeforeProof == Patience.REPEATS_BEFORE_PROOF) {
            wakeAt = NEVER; // no amplifier: from here on it is the peer's turn
            return;
        }
        if (!proven) repeatsBeforeProof++;
        tries++;
        if (phase == Phase.WAITING) {
            sendFirst(now);
        } else {
            gapAnswered = false;
            acknowledge(now);
        }
    }

    private void arm() {
        boolean givesUp = phase == Phase.WAITING || phase == Phase.RECEIVING;
        if (phase == Phase.COMMITTING || ackOwed) actions.wakeAt(NEVER);
        else actions.wakeAt(givesUp ? Math.min(wakeAt, lastProgress + giveUp) : wakeAt);
    }

    // --- ends

    private void stopped(Packet.Error error) {
        if (phase == Phase.DALLYING) release();
        else end(new Outcome.StoppedByPeer(error.code(), error.message()));
    }

    /// What is complete is kept whoever is gone.
    private void peerGone() {
        if (phase == Phase.DALLYING) release();
        else if (phase != Phase.COMMITTING) end(new Outcome.PeerGone(proven));
    }

    private Refusal tooLong(int octets) {
        return Refusal.of(Situation.BLOCK_TOO_LONG, octets, blockSize);
    }

    private void refuse(Refusal refusal) {
        if (phase == Phase.DALLYING) {
            release();
            return;
        }
        actions.send(new Packet.Error(refusal.code(), refusal.text()));
        end(new Outcome.Refused(refusal));
    }

    private void end(Outcome outcome) {
        actions.ended(outcome);
        release();
    }

    private void release() {
        phase = Phase.DONE;
        actions.wakeAt(NEVER);
        actions.released();
    }
}

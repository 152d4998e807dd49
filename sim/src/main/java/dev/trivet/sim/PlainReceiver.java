package dev.trivet.sim;

import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Actions;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Start;
import dev.trivet.wire.Packet;
import dev.trivet.wire.Packet.Data;
import java.time.Duration;

/// A receiver as simple clients have it: it counts blocks in order, acknowledges every window, knows one answer to a
/// block out of order, repeats its last ACK by a timer of a fixed length, and leaves when it has the last block.
final class PlainReceiver implements Receiving {
    /// Tries of its timer without a new block, then it gives up: what U-Boot and boot ROMs have.
    private static final int TRIES = 10;

    private final Terms terms;
    private final boolean acknowledgesFirst;
    private final Unexpected unexpected;
    private final long timer;
    private final Actions.OfReceiver actions;
    private long expected;
    private int inWindow;
    private boolean answered;
    private int tries;
    private boolean complete;

    /// @param acknowledgesFirst whether an ACK has to be sent to make DATA 1 come
    PlainReceiver(
            Terms terms,
            boolean acknowledgesFirst,
            Unexpected unexpected,
            Duration timer,
            Start start,
            Actions.OfReceiver actions) {
        this.terms = terms;
        this.acknowledgesFirst = acknowledgesFirst;
        this.unexpected = unexpected;
        this.timer = timer.toNanos();
        this.actions = actions;
        expected = start.first();
    }

    @Override
    public void start(long now) {
        if (acknowledgesFirst) acknowledge();
        actions.wakeAt(now + timer);
    }

    @Override
    public void received(Packet packet, long now) {
        switch (packet) {
            case Data data when !complete -> data(data, now);
            case Packet.Error(var code, var message) -> end(new Outcome.StoppedByPeer(code, message));
            default -> {}
        }
    }

    private void data(Data data, long now) {
        int steps = terms.rollover().steps(expected, data.block());
        if (steps == 0) inOrder(data, now);
        else if (steps == -1 || answers()) acknowledge();
    }

    private boolean answers() {
        boolean answers = unexpected == Unexpected.EACH || (unexpected == Unexpected.ONCE && !answered);
        answered = true;
        return answers;
    }

    private void inOrder(Data data, long now) {
        int octets = data.payload().remaining();
        expected++;
        inWindow++;
        answered = false;
        tries = 0;
        actions.deliver(data);
        actions.wakeAt(now + timer);
        if (octets < terms.blockSize().octets()) {
            complete = true;
            actions.wakeAt(Actions.NEVER);
            actions.commit();
        } else if (inWindow == terms.windowSize().blocks()) {
            acknowledge();
        }
    }

    private void acknowledge() {
        inWindow = 0;
        actions.send(new Packet.Ack(terms.rollover().number(expected - 1)));
    }

    @Override
    public void timerFired(long now) {
        if (++tries > TRIES) {
            end(new Outcome.TimedOut(true));
            return;
        }
        answered = false;
        acknowledge();
        actions.wakeAt(now + timer);
    }

    @Override
    public void stored(long octets, long now) {}

    @Override
    public void committed(long now) {
        acknowledge();
        end(new Outcome.Completed());
    }

    private void end(Outcome outcome) {
        complete = true;
        actions.wakeAt(Actions.NEVER);
        actions.ended(outcome);
        actions.released();
    }
}

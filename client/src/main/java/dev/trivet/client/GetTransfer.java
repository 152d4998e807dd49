package dev.trivet.client;

import dev.trivet.client.TftpException.Reason;
import dev.trivet.engine.Burst;
import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Actions;
import dev.trivet.transfer.Event;
import dev.trivet.transfer.Receiver;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A file is fetched.
final class GetTransfer extends ClientTransfer implements Actions.OfReceiver {
    /// A server reads its file again where a window was lost; it does not take longer over the first block.
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Delivery delivery;
    private @Nullable Receiver receiver;
    private boolean progressed;
    private boolean settled;

    /// @param to makes the place where the octets of this transfer go
    GetTransfer(Line line, Order order, Attempts attempts, Function<GetTransfer, Delivery> to, Runnable left) {
        super(line, order, attempts, left);
        delivery = to.apply(this);
    }

    @Override
    Packet.Request request(Options options) {
        return new Packet.ReadRequest(order().uri().name(), order().mode(), options);
    }

    /// "the first data block" comes at once where there is no option (RFC 1350 §2).
    @Override
    boolean isPlainAnswer(Packet packet) {
        return packet instanceof Packet.Data data
                && Terms.PLAIN.rollover().steps(order().blocksFrom().first(), data.block()) == 0;
    }

    @Override
    void accepted(Terms terms, Optional<Packet> answer) {
        if (terms.transferSize().isEmpty()) start(terms, answer);
        else delivery.announced(terms.transferSize().getAsLong(), () -> start(terms, answer));
    }

    private void start(Terms terms, Optional<Packet> answer) {
        var begin = order().blocksFrom();
        Optional<Packet> first =
                answer.isPresent() ? Optional.empty() : Optional.of(new Packet.Ack(begin.zero(terms.rollover())));
        var machine = new Receiver(terms, first, true, false, machinePatience(), begin, this);
        receiver = machine;
        run(() -> {
            delivery.start(machine);
            answer.ifPresent(data -> machine.step(new Event.Received(data), now()));
        });
    }

    @Override
    public void afterStep() {
        super.afterStep();
        if (isRunning()) delivery.goOn();
    }

    @Override
    public void deliver(Packet.Data data) {
        if (!progressed) firstBlock();
        progressed = true;
        delivery.deliver(data.payload());
    }

    @Override
    public void commit() {
        progressed = true;
        settled = true;
        delivery.commit();
    }

    @Override
    Receiver machine() {
        if (receiver == null) throw new IllegalStateException("not started");
        return receiver;
    }

    @Override
    boolean progressed() {
        return progressed;
    }

    @Override
    boolean settled() {
        return settled;
    }

    @Override
    Burst burst(int windowOctets) {
        return Burst.in(windowOctets);
    }

    @Override
    long octets() {
        return delivery.octets();
    }

    @Override
    Duration silence() {
        return longer(SILENCE);
    }

    @Override
    Reason contentFailure() {
        return delivery.failure();
    }

    @Override
    void giveBack() {
        delivery.close();
    }
}

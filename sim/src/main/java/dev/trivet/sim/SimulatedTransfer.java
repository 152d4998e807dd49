package dev.trivet.sim;

import dev.trivet.engine.Burst;
import dev.trivet.engine.Datagram;
import dev.trivet.engine.Loop;
import dev.trivet.engine.Port;
import dev.trivet.engine.Route;
import dev.trivet.engine.Timer;
import dev.trivet.negotiation.Acceptance;
import dev.trivet.negotiation.Negotiation;
import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Patience;
import dev.trivet.transfer.Refusal;
import dev.trivet.transfer.Start;
import dev.trivet.wire.Decoded;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import dev.trivet.wire.PacketCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One transfer of a [SimulatedClient]: asks, follows the TID of the first answer (RFC 1350 §4), and runs a machine.
///
/// ```
/// asks, again and again -> first answer: a machine runs -> outcome known -> over: port closed
///                    '---- ERROR, or no answer -----------------------------^
/// ```
public abstract sealed class SimulatedTransfer permits SimulatedRead, SimulatedWrite {
    /// More than any packet but DATA needs.
    private static final int SMALL_PACKET = 1 << 12;

    private final SimulatedClient client;
    private final InetSocketAddress server;
    private final Packet.Request request;
    private final Start start;
    private final Patience patience;
    private final Timer timer = new Timer(this::timerFired);
    private final Port port;
    private final long began;
    private int requestsLeft;
    private @Nullable Route route;
    private @Nullable Terms terms;
    private @Nullable Outcome outcome;
    private long endedAt;
    private boolean over;

    SimulatedTransfer(SimulatedClient client, InetSocketAddress server, Packet.Request request) {
        this.client = client;
        this.server = server;
        this.request = request;
        start = client.start();
        patience = client.patience();
        requestsLeft = client.requests();
        began = loop().now();
        try {
            port = loop().transport().open(client.address(), client.port(), Burst.SMALL, this::arrived);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- for tests

    /// {@return the result, once it is known}
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /// {@return whether it is confirmed: every octet was acknowledged or stored}
    public boolean completed() {
        return outcome instanceof Outcome.Completed;
    }

    /// {@return whether nothing more will be sent, and the port is closed: some time after [#outcome] for one that
    /// dallies}
    public boolean isOver() {
        return over;
    }

    /// {@return what was agreed on, once the server has answered}
    public Optional<Terms> terms() {
        return Optional.ofNullable(terms);
    }

    /// {@return simulated time from the request to the outcome, or until now}
    public Duration elapsed() {
        return Duration.ofNanos((outcome == null ? loop().now() : endedAt) - began);
    }

    /// {@return its own address and port}
    public InetSocketAddress address() {
        return port.local();
    }

    /// {@return the octets that were fetched so far, where [SimulatedClient#read] was told no other place for them;
    /// none of a transfer that sends}
    public byte[] received() {
        return new byte[0];
    }

    /// The machine of it is switched off: nothing is sent any more, whatever arrives.
    public void vanish() {
        if (outcome == null) ended(new Outcome.TimedOut(route != null));
        if (!over) released();
    }

    // --- asking

    SimulatedTransfer begin() {
        ask();
        return this;
    }

    private void ask() {
        requestsLeft--;
        send(Route.to(server, client.address()), request);
        wakeAt(now() + client.requestWait().toNanos());
    }

    private void timerFired() {
        if (route != null) timeIsUp(now());
        else if (requestsLeft > 0) ask();
        else end(new Outcome.TimedOut(false));
    }

    private void arrived(Port at, Datagram datagram) {
        var decoded = PacketCodec.decode(datagram.payload());
        if (route == null) firstAnswer(datagram, decoded);
        else if (!datagram.from().equals(route.peer())) stranger(datagram, decoded);
        else if (decoded instanceof Packet packet) step(packet, now());
    }

    /// RFC 1350 §4: the server chooses a TID of its own for its first answer, but no other address.
    private void firstAnswer(Datagram datagram, Decoded decoded) {
        if (!datagram.from().getAddress().equals(server.getAddress())) return;
        switch (decoded) {
            case Packet.Error(var code, var message) -> end(new Outcome.StoppedByPeer(code, message));
            case Packet.OptionAck(var acknowledged) -> review(datagram, acknowledged);
            case Packet packet
            when isPlainAnswer(packet) -> {
                follow(datagram, Terms.PLAIN);
                run(Options.NONE, now());
                step(packet, now());
            }
            case Decoded _ -> {}
        }
    }

    private void review(Datagram datagram, Options acknowledged) {
        switch (Negotiation.accept(request.options(), acknowledged)) {
            case Acceptance.Agreed(var agreed) -> {
                follow(datagram, agreed);
                run(acknowledged, now());
            }
            case Acceptance.Declined(var refusal) -> decline(datagram, refusal);
        }
    }

    private void decline(Datagram datagram, Refusal refusal) {
        send(datagram.route(), new Packet.Error(refusal.code(), refusal.text()));
        end(new Outcome.Refused(refusal));
    }

    private void follow(Datagram datagram, Terms agreed) {
        route = datagram.route();
        terms = agreed;
        wakeAt(Timer.NEVER);
    }

    private void stranger(Datagram datagram, Decoded decoded) {
        if (decoded instanceof Packet.Error || outcome != null) return;
        send(datagram.route(), new Packet.Error(ErrorCode.UNKNOWN_TRANSFER_ID, "Unknown transfer ID"));
    }

    private void end(Outcome result) {
        ended(result);
        released();
    }

    // --- what differs

    /// Whether this is what a server answers that agrees on no option.
    abstract boolean isPlainAnswer(Packet packet);

    /// Makes the machine and starts it.
    ///
    /// @param acknowledged of the OACK; empty where there was none
    abstract void run(Options acknowledged, long now);

    abstract void step(Packet packet, long now);

    abstract void timeIsUp(long now);

    // --- for both

    final SimulatedClient client() {
        return client;
    }

    final Loop loop() {
        return client.loop();
    }

    final long now() {
        return loop().now();
    }

    final Start start() {
        return start;
    }

    final Patience patience() {
        return patience;
    }

    final Port port() {
        return port;
    }

    final Route route() {
        if (route == null) throw new IllegalStateException("no server has answered");
        return route;
    }

    final Terms agreed() {
        if (terms == null) throw new IllegalStateException("no server has answered");
        return terms;
    }

    final void agreed(Terms changed) {
        terms = changed;
    }

    private void send(Route to, Packet packet) {
        var buffer = ByteBuffer.allocate(SMALL_PACKET);
        PacketCodec.encode(packet, buffer);
        port.send(to, buffer.flip());
    }

    // --- what machines want done

    /// For the machine: sends a packet of its own making, as a test may that breaks a rule.
    ///
    /// @param packet to the server
    public final void send(Packet packet) {
        send(route(), packet);
    }

    /// For the machine.
    ///
    /// @param deadline nanoseconds on the clock of the network
    public final void wakeAt(long deadline) {
        if (!over) loop().schedule(timer, deadline);
    }

    /// For the machine.
    ///
    /// @param result what [#outcome] says from now on
    public final void ended(Outcome result) {
        outcome = result;
        endedAt = now();
    }

    /// For the machine: closes the port.
    public final void released() {
        loop().schedule(timer, Timer.NEVER);
        over = true;
        port.close();
    }
}

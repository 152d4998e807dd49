package dev.trivet.server;

import dev.trivet.content.ContentRequest;
import dev.trivet.content.Resolution;
import dev.trivet.engine.Arrivals;
import dev.trivet.engine.Burst;
import dev.trivet.engine.Datagram;
import dev.trivet.engine.Loop;
import dev.trivet.engine.Port;
import dev.trivet.engine.Route;
import dev.trivet.engine.Timer;
import dev.trivet.engine.Workers;
import dev.trivet.flow.Failures;
import dev.trivet.flow.Host;
import dev.trivet.flow.Job;
import dev.trivet.negotiation.Limits;
import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Event;
import dev.trivet.transfer.Machine;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Patience;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.Packet;
import dev.trivet.wire.PacketCodec;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One transfer on its loop: what reads and writes have in common. It performs what the machine of the core wants,
/// and brings it what happened: packets of its peer, deadlines, content.
///
/// ```
/// begin: content is looked up off the loop -> started: a machine runs -> ended: outcome known -> released: TID
/// free
///                       '------ refused: one ERROR, never started -----------------------------------^
/// ```
abstract sealed class Transfer implements Arrivals, Host permits ReadTransfer, WriteTransfer {
    /// A look-up, an open or a read that takes longer ends the transfer, and nobody else's.
    static final Duration CONTENT_DEADLINE = Duration.ofSeconds(5);

    private static final long PROGRESS_EVERY = 1_000_000_000;

    private final Reception reception;
    private final Shared shared;
    private final Admission admission;
    private final Route route;
    private final TransferEvent.Asked asked;
    private final Packet.Request request;
    private final long began;
    private final Timer timer = new Timer(this::timerFired);
    private final Job job = new Job(this);

    private Port port;
    private boolean hasOwnPort;
    private Terms terms = Terms.PLAIN;
    private Optional<String> mapped = Optional.empty();
    private String file = "";
    private boolean started;
    private boolean proven;
    private boolean ended;
    private boolean released;
    private long progressTold;

    Transfer(Reception reception, Admission admission) {
        this.reception = reception;
        this.admission = admission;
        shared = reception.shared(); // what it begins with it keeps: a reload changes the reception's
        route = admission.route();
        asked = admission.asked();
        request = admission.request();
        port = admission.listening();
        began = now();
    }

    // --- what a machine decides

    /// Looks the content up, off the loop.
    abstract void begin();

    /// Once [#started].
    abstract Machine machine();

    abstract long octets();

    /// The outcome is known.
    abstract void learn(Outcome outcome);

    // --- for the reception

    InetSocketAddress peer() {
        return route.peer();
    }

    long began() {
        return began;
    }

    boolean ended() {
        return ended;
    }

    /// The same request from the same TID, and not one for a transfer that is over already. With other options it
    /// is no repeat: boot ROMs ask for the size, and at once again for the file.
    boolean isRepeatedBy(Packet.Request again) {
        return !ended && again.equals(request);
    }

    boolean progressed() {
        return started && machine().proven();
    }

    long lastProgress() {
        return started ? machine().lastProgress() : began;
    }

    void requestRepeated() {
        if (!started) return; // the look-up still runs; its end answers
        guarded(() -> step(Event.REQUEST_REPEATED));
    }

    /// The client began anew from the same port.
    void restarted() {
        if (started && !ended) ended(new Outcome.Restarted());
        forget();
    }

    /// An unproven one makes room.
    void evicted() {
        if (started && !ended) ended(new Outcome.TimedOut(false));
        forget();
    }

    void received(Packet packet) {
        if (!started) return;
        try {
            step(new Event.Received(packet));
            afterStep();
        } catch (RuntimeException fault) {
            throw broken(fault);
        }
    }

    @Override
    public final void refuse(Refusal meant) {
        if (ended) return;
        var refusal = reception.worded(meant);
        if (started) {
            step(new Event.Refuse(refusal));
            afterStep();
        } else {
            reception.refuse(admission, mapped, refusal);
            forget();
        }
    }

    /// Ends at once, whatever was running; nothing more is sent.
    @Override
    public final void forget() {
        if (!ended) {
            ended = true;
            reception.ended(this);
        }
        release();
    }

    @Override
    public void arrived(Port at, Datagram datagram) {
        var decoded = PacketCodec.decode(datagram.payload());
        if (!isPeer(datagram.from())) reception.stranger(at, datagram, decoded);
        else if (decoded instanceof Packet packet) received(packet);
    }

    /// Nearly always the same object: no look at its parts then.
    @SuppressWarnings("ReferenceEquality")
    private boolean isPeer(InetSocketAddress from) {
        var peer = route.peer();
        return from == peer || from.equals(peer);
    }

    @Override
    public void unreachable(Port from, InetSocketAddress gone) {
        if (!ended && started && gone.equals(route.peer())) guarded(() -> step(Event.PEER_GONE));
    }

    // --- for reads and writes

    final void step(Event.OfBoth event) {
        machine().step(event, now());
    }

    final Reception reception() {
        return reception;
    }

    final Shared shared() {
        return shared;
    }

    final long now() {
        return reception.loop().now();
    }

    final Packet.Request request() {
        return request;
    }

    @Override
    public final Route route() {
        return route;
    }

    @Override
    public final Port port() {
        return port;
    }

    final Terms terms() {
        return terms;
    }

    final ClientTerms client() {
        return admission.client();
    }

    final Patience patience() {
        return new Patience(shared().settings().giveUp(), shared().settings().retransmit());
    }

    /// For off the loop: it touches nothing of this.
    final Lookup lookup(OptionalLong size) {
        var wish = new ContentRequest(asked.peer(), request.filename(), request.mode(), size);
        return new Lookup(shared().settings().names(), shared().content(), wish);
    }

    /// The name that the name map made of the one asked for, once it is known.
    final void mapped(Optional<String> name) {
        mapped = name;
    }

    /// What we grant on this path, to this client.
    final Limits limits() {
        int headers = route.local() instanceof Inet4Address ? 32 : 52; // IP, UDP and TFTP headers
        int fits = shared().pathMtu().of(route.local()) - headers;
        int window = shared().paths().window(peer().getAddress(), client().windowSize(), now());
        return new Limits(
                client().blockSize(fits), window, shared().settings().maxWindowBytes(), client().refusedOptions());
    }

    /// Takes a TID of its own, unless all transfers share the listening port.
    ///
    /// @param burst what may come or leave at once
    final boolean openPort(Burst burst) {
        if (shared().settings().singlePort()) return true;
        try {
            port = reception
                    .loop()
                    .transport()
                    .open(route.local(), shared().settings().portRange(), burst, this);
            hasOwnPort = true;
            return true;
        } catch (IOException e) {
            refuse(Refusals.noPort(String.valueOf(e.getMessage())));
            return false;
        }
    }

    final void started(Terms agreed, String name, List<String> steps) {
        terms = agreed;
        file = name;
        started = true;
        progressTold = now();
        tell(new TransferEvent.Started(shared().clock().instant(), asked, mapped, name, steps, agreed));
    }

    /// What can be foreseen.
    final void hint(StartHints hints) {
        shared().hinting().started(asked, hints, now());
    }

    /// After every step of the machine.
    @Override
    public void afterStep() {
        if (ended) return;
        if (!proven && machine().proven()) {
            proven = true;
            reception.proven(this);
        }
        long now = now();
        if (takesTooLong(now)) return;
        if (now - progressTold < PROGRESS_EVERY) return;
        progressTold = now;
        tell(new TransferEvent.Progress(shared().clock().instant(), asked, octets()));
    }

    private boolean takesTooLong(long now) {
        var most = shared.settings().maxTransferTime();
        if (now - began < most.toNanos()) return false;
        refuse(Refusals.takesTooLong(most));
        return true;
    }

    // --- what machines want done

    public final void send(Packet packet) {
        reception.send(port, route, packet);
    }

    public final void wakeAt(long deadline) {
        reception.loop().schedule(timer, deadline);
    }

    public final void ended(Outcome outcome) {
        ended = true;
        try {
            learn(outcome);
            tellEnd(outcome);
        } finally {
            reception.ended(this);
        }
    }

    private void tellEnd(Outcome outcome) {
        var elapsed = Duration.ofNanos(now() - began);
        var end = new TransferEvent.Ended(
                shared().clock().instant(),
                asked,
                file,
                terms,
                octets(),
                elapsed,
                machine().retransmissions(),
                outcome);
        tell(end);
        shared().hinting().ended(end, machine().roundTrip(), this::limits, now());
    }

    public final void released() {
        release();
    }

    private void release() {
        if (released) return;
        released = true;
        reception.loop().schedule(timer, Timer.NEVER);
        if (hasOwnPort) port.close();
        reception.released(this);
        job.over();
    }

    private void timerFired() {
        guarded(() -> step(Event.TIMER_FIRED));
    }

    /// For what is rare; packets spare themselves the object.
    private void guarded(Runnable step) {
        try {
            step.run();
            afterStep();
        } catch (RuntimeException fault) {
            throw broken(fault);
        }
    }

    /// A fault in Trivet or in content ends this transfer and no other: the peer is told, nothing is kept.
    ///
    /// @return the fault, for the loop to report
    @Override
    public final RuntimeException broken(RuntimeException fault) {
        try {
            refuseAndForget(Failures.fault(fault));
        } catch (RuntimeException another) {
            fault.addSuppressed(another);
        }
        return fault;
    }

    /// What refuses may be what is broken: a machine that could not be made.
    private void refuseAndForget(Refusal refusal) {
        try {
            refuse(refusal);
        } finally {
            forget();
        }
    }

    private void tell(TransferEvent event) {
        shared().events().accept(event);
    }

    @Override
    public final Loop loop() {
        return reception.loop();
    }

    @Override
    public final Workers workers() {
        return shared().workers();
    }

    final Job job() {
        return job;
    }

    /// The refusal of a provider chain in which nobody knew the name.
    static Resolution unknown() {
        return new Resolution.Refused(Refusals.noRoot());
    }
}

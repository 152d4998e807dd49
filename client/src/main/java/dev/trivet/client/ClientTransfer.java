package dev.trivet.client;

import dev.trivet.client.TftpException.Reason;
import dev.trivet.engine.Arrivals;
import dev.trivet.engine.Datagram;
import dev.trivet.engine.Loop;
import dev.trivet.engine.Port;
import dev.trivet.engine.PortRange;
import dev.trivet.engine.Route;
import dev.trivet.engine.Timer;
import dev.trivet.engine.Workers;
import dev.trivet.flow.Failures;
import dev.trivet.flow.Host;
import dev.trivet.flow.Job;
import dev.trivet.negotiation.Acceptance;
import dev.trivet.negotiation.Negotiation;
import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Event;
import dev.trivet.transfer.Machine;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Patience;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import dev.trivet.wire.PacketCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One transfer of a client on its loop: asks until a server answers, then performs what the machine of the core
/// wants. Where an answer leads nowhere, it asks anew from another port, for less.
///
/// ```
///            any answer            content is open           outcome           time
/// ASKING --------------> ANSWERED -----------------> RUNNING --------> ended ------> released
///    ^---- a bad OACK, ERROR, or nothing behind it --------'
/// ```
abstract sealed class ClientTransfer implements Arrivals, Host permits GetTransfer, PutTransfer {
    private enum State {
        ASKING,
        ANSWERED,
        RUNNING
    }

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /// Waits between requests double up to this.
    private static final long LONGEST_WAIT = 8 * SECOND;

    /// Requests of one kind before another is tried: seven seconds.
    private static final int TRIES = 3;

    private static final long PROGRESS_EVERY = Duration.ofMillis(100).toNanos();

    /// Strangers that are told so; each costs a datagram.
    private static final int STRANGERS_TOLD = 8;

    /// Codes by which servers say that they do not like options: the one of RFC 2347, and what old ones send.
    private static final List<ErrorCode> OF_OPTIONS =
            List.of(ErrorCode.OPTION_REFUSED, ErrorCode.ILLEGAL_OPERATION, ErrorCode.NOT_DEFINED);

    private final Line line;
    private final Order order;
    private final Attempts attempts;
    private final Runnable left;
    private final Explanations explanations;
    private final Job job = new Job(this);
    private final Timer askTimer = new Timer(() -> guarded(this::unanswered));
    private final Timer machineTimer = new Timer(() -> guarded(() -> machine().step(Event.TIMER_FIRED, now())));
    private final Timer silenceTimer = new Timer(() -> guarded(this::silent));
    private final long began;

    /// Since when nobody answers: patience begins anew where a server answered, and the answer led nowhere.
    private long silentSince;

    private State state = State.ASKING;
    private int candidate;
    private @Nullable Port port;
    private Route route;
    private Terms terms = Terms.PLAIN;
    private boolean answeredByOptionAck;
    private int requests;
    private int repeats;
    private boolean tidKnown;
    private int strangersTold;
    private long progressTold;
    private @Nullable Reason refusing;
    private boolean leaving;
    private boolean ended;
    private boolean released;

    /// @param left called once, when everything was given back
    ClientTransfer(Line line, Order order, Attempts attempts, Runnable left) {
        this.line = line;
        this.order = order;
        this.attempts = attempts;
        this.left = left;
        began = now();
        silentSince = began;
        explanations = new Explanations(order);
        route = routeTo(server());
    }

    // --- what getting and putting decide

    /// RRQ or WRQ.
    abstract Packet.Request request(Options options);

    /// Whether this packet answers a request without options, or one whose options were overlooked (RFC 1350 §4).
    abstract boolean isPlainAnswer(Packet packet);

    /// The terms are known: opens content where that is left to do, and calls [#run].
    ///
    /// @param answer the plain answer; empty where it was an OACK
    abstract void accepted(Terms terms, Optional<Packet> answer);

    /// Once [#run] was called.
    abstract Machine machine();

    /// Whether the other side has moved the file on by a block: from then on there is no way back to asking.
    abstract boolean progressed();

    abstract long octets();

    /// Nothing after the OACK for so long: what was agreed on does not pass.
    abstract Duration silence();

    /// Whether the result is certain but for the disk: it waits for nobody any more.
    abstract boolean settled();

    /// What a failure of content is called.
    abstract Reason contentFailure();

    // --- asking

    /// First of all.
    void begin() {
        ask("");
    }

    private void ask(String why) {
        closePort();
        state = State.ASKING;
        tidKnown = false;
        requests = 0;
        try {
            port = loop().transport().open(at(candidate).way().local(), PortRange.SYSTEM, this);
        } catch (IOException e) {
            end(explanations.noPort(e));
            return;
        }
        route = routeTo(server());
        order.tell(new ClientEvent.Asking(
                order.clock().instant(), order.wish(), attempts.number(), server(), attempts.options(), why));
        sendRequest();
    }

    private void sendRequest() {
        if (requests++ > 0) repeats++;
        transmit(request(attempts.options()));
        long wait = waiting() ? SECOND : Math.min(LONGEST_WAIT, SECOND << Math.min(requests - 1, 3));
        loop().schedule(askTimer, Math.min(now() + wait, silentSince + patience()));
    }

    private boolean waiting() {
        return order.settings().waitFor().isPositive();
    }

    private long patience() {
        var settings = order.settings();
        return Math.max(settings.giveUp().toNanos(), settings.waitFor().toNanos());
    }

    private void unanswered() {
        if (state != State.ASKING || ended) return;
        if (requests == 1) lookForSign();
        if (now() - silentSince >= patience()) end(explanations.noAnswer(server()));
        else if (requests < TRIES) sendRequest();
        else askOtherwise();
    }

    private void askOtherwise() {
        var why = server().getAddress().getHostAddress() + " did not answer";
        if (candidate + 1 < order.candidates().size()) {
            candidate++;
            ask(why);
        } else if (waiting()) {
            candidate = 0;
            attempts.alternately();
            ask(why);
        } else if (attempts.withoutAny()) {
            ask(why + " a request with options");
        } else {
            sendRequest();
        }
    }

    /// Why there is no answer: asked once, after the first wait.
    private void lookForSign() {
        var silent = server();
        workers().submit(() -> {
            var sign = order.network().sign(silent);
            loop().post(() -> guarded(() -> seen(silent, sign)));
        });
    }

    private void seen(InetSocketAddress silent, Network.Sign sign) {
        if (state != State.ASKING || ended || !silent.equals(server())) return;
        explanations.seen(sign);
        if (sign != Network.Sign.PORT_CLOSED || waiting()) return;
        if (candidate + 1 < order.candidates().size()) askOtherwise();
        else end(explanations.noAnswer(silent));
    }

    // --- the first answer

    @Override
    public void arrived(Port at, Datagram datagram) {
        if (!at.equals(port) || !(PacketCodec.decode(datagram.payload()) instanceof Packet packet)) return;
        var from = datagram.from();
        if (tidKnown && from.equals(route.peer())) {
            received(packet);
        } else if (tidKnown || !from.getAddress().equals(server().getAddress())) {
            if (!tidKnown) explanations.answeredFrom(from);
            stranger(from, packet);
        } else {
            guarded(() -> answered(from, packet));
        }
    }

    private void answered(InetSocketAddress from, Packet packet) {
        if (packet instanceof Packet.Error error) {
            refusedByServer(error);
        } else if (packet instanceof Packet.OptionAck acknowledged) {
            lockOn(from);
            optionsAnswered(acknowledged.options());
        } else if (isPlainAnswer(packet)) {
            lockOn(from);
            answeredByOptionAck = false;
            accept(Terms.PLAIN, Optional.of(packet));
        }
    }

    /// RFC 1350 §4: the port that the first answer comes from is the server's TID for the rest of the transfer.
    private void lockOn(InetSocketAddress from) {
        tidKnown = true;
        route = routeTo(from);
        state = State.ANSWERED;
        loop().schedule(askTimer, Timer.NEVER);
    }

    private void optionsAnswered(Options acknowledged) {
        answeredByOptionAck = true;
        switch (Negotiation.accept(attempts.options(), acknowledged)) {
            case Acceptance.Agreed(var agreed) -> accept(agreed, Optional.empty());
            case Acceptance.Declined(var refusal) -> declined(refusal, acknowledged);
        }
    }

    private void accept(Terms agreed, Optional<Packet> answer) {
        terms = agreed;
        order.tell(new ClientEvent.Started(order.clock().instant(), order.wish(), agreed));
        accepted(agreed, answer);
    }

    /// RFC 2347: ERROR 8 to the server, and the request anew without what it got wrong.
    private void declined(Refusal refusal, Options acknowledged) {
        transmit(new Packet.Error(refusal.code(), refusal.text()));
        if (attempts.options().isEmpty()) {
            end(explanations.of(Reason.PROTOCOL, refusal));
            return;
        }
        attempts.without(wrong(acknowledged));
        askAnew(refusal.cause());
    }

    /// A server is there; this kind of request leads nowhere with it.
    private void askAnew(String why) {
        silentSince = now();
        ask(why);
    }

    private String wrong(Options acknowledged) {
        return acknowledged.list().stream()
                .filter(option -> Negotiation.accept(attempts.options(), new Options(List.of(option)))
                        instanceof Acceptance.Declined)
                .findFirst()
                .map(Options.Option::name)
                .orElse("");
    }

    private void refusedByServer(Packet.Error error) {
        if (OF_OPTIONS.contains(error.code()) && attempts.withoutAny()) askAnew(Explanations.told(error));
        else end(explanations.refused(error.code(), error.message()));
    }

    /// RFC 1350 §4: "an error packet should be sent to the source of the incorrect packet, while not disturbing the
    /// transfer".
    private void stranger(InetSocketAddress from, Packet packet) {
        if (packet instanceof Packet.Error || strangersTold++ >= STRANGERS_TOLD) return;
        transmit(routeTo(from), new Packet.Error(ErrorCode.UNKNOWN_TRANSFER_ID, "Unknown transfer ID"));
    }

    // --- running

    private void received(Packet packet) {
        boolean error = packet instanceof Packet.Error;
        // Every octet is here, and being stored: what the server says now changes nothing.
        if (error && settled()) return;
        if (state == State.RUNNING) guarded(() -> machine().step(new Event.Received(packet), now()));
        else if (packet instanceof Packet.Error(var code, var message))
            guarded(() -> end(explanations.refused(code, message)));
    }

    /// The machine is there: `start` starts it.
    final void run(Runnable start) {
        state = State.RUNNING;
        progressTold = now();
        loop().schedule(silenceTimer, now() + silence().toNanos());
        start.run();
        afterStep();
    }

    /// What was agreed on does not pass: fragments are dropped, or the server chokes on an option that it granted.
    private void silent() {
        if (ended || state != State.RUNNING || progressed() || !answeredByOptionAck) return;
        int agreed = terms.blockSize().octets();
        if (!attempts.smallerThan(agreed)) return;
        transmit(new Packet.Error(ErrorCode.NOT_DEFINED, "Nothing arrived, trying otherwise"));
        loop().schedule(machineTimer, Timer.NEVER);
        askAnew("nothing arrived after blocks of " + agreed + " octets were agreed on");
    }

    @Override
    public void afterStep() {
        if (ended || state != State.RUNNING || now() - progressTold < PROGRESS_EVERY) return;
        progressTold = now();
        order.tell(new ClientEvent.Progress(order.clock().instant(), order.wish(), octets()));
    }

    // --- what machines want done; one that was given up wants nothing any more

    public final void send(Packet packet) {
        if (state == State.RUNNING) transmit(packet);
    }

    public final void wakeAt(long deadline) {
        if (state == State.RUNNING && !released) loop().schedule(machineTimer, deadline);
    }

    public final void ended(Outcome outcome) {
        if (ended || state != State.RUNNING) return;
        switch (outcome) {
            case Outcome.Completed() -> complete();
            case Outcome.Refused(var refusal) -> fail(explanations.of(reason(), refusal));
            case Outcome.StoppedByPeer(var code, var message) -> fail(explanations.refused(code, message));
            case Outcome.Unconfirmed() -> fail(explanations.unconfirmed(server()));
            case Outcome.TimedOut _, Outcome.SizeProbe _, Outcome.Restarted _ ->
                fail(explanations.stoppedAnswering(server(), octets(), terms));
        }
    }

    public final void released() {
        if (state == State.RUNNING) release();
    }

    private Reason reason() {
        return refusing == null ? Reason.PROTOCOL : refusing;
    }

    // --- ends

    private void complete() {
        ended = true;
        var report = new TransferReport(
                order.uri().uri(),
                route.peer(),
                terms,
                octets(),
                Duration.ofNanos(now() - began),
                machine().retransmissions() + repeats,
                attempts.number());
        order.tell(new ClientEvent.Completed(order.clock().instant(), order.wish(), report));
        line.results().execute(() -> order.result().complete(report));
        if (leaving) release();
    }

    private void fail(TftpException why) {
        if (ended) return;
        ended = true;
        order.tell(new ClientEvent.Failed(order.clock().instant(), order.wish(), why));
        line.results().execute(() -> order.result().completeExceptionally(why));
    }

    private void end(TftpException why) {
        fail(why);
        release();
    }

    /// Ends it, wherever it is; one that is complete and only dallies gives its port back. Where a file is just about
    /// to get its name, it gets it.
    void cancel() {
        leaving = true;
        if (settled() && !ended) return;
        guarded(() -> {
            refusing = Reason.CANCELLED;
            refuse(Explanations.CANCELLED);
            release();
        });
    }

    @Override
    public final void refuse(Refusal refusal) {
        if (ended) return;
        if (refusing == null) refusing = contentFailure();
        if (state == State.RUNNING) {
            machine().step(new Event.Refuse(refusal), now());
        } else {
            if (tidKnown) transmit(new Packet.Error(refusal.code(), refusal.text()));
            end(explanations.of(refusing, refusal));
        }
    }

    @Override
    public final void forget() {
        fail(explanations.of(contentFailure(), Explanations.CANCELLED));
        release();
    }

    @Override
    public final RuntimeException broken(RuntimeException fault) {
        try {
            refuse(Failures.fault(fault));
            forget();
        } catch (RuntimeException another) {
            fault.addSuppressed(another);
        }
        return fault;
    }

    private void guarded(Runnable step) {
        try {
            step.run();
            afterStep();
        } catch (RuntimeException fault) {
            throw broken(fault);
        }
    }

    private void release() {
        if (released) return;
        released = true;
        for (var timer : List.of(askTimer, machineTimer, silenceTimer)) loop().schedule(timer, Timer.NEVER);
        closePort();
        job.over();
    }

    @Override
    public final void closeContent() {
        giveBack();
        line.left(this);
        left.run();
    }

    /// Content, once.
    abstract void giveBack();

    // --- what is at hand

    private Order.Candidate at(int index) {
        return order.candidates().get(index);
    }

    private InetSocketAddress server() {
        return at(candidate).server();
    }

    private Route routeTo(InetSocketAddress peer) {
        return new Route(peer, at(candidate).way().local(), 0);
    }

    private void transmit(Packet packet) {
        transmit(route, packet);
    }

    private void transmit(Route to, Packet packet) {
        if (port == null) return;
        var out = line.out();
        PacketCodec.encode(packet, out);
        port.send(to, out.flip());
    }

    private void closePort() {
        if (port != null) port.close();
        port = null;
    }

    /// What was agreed on, where the server is to repeat later than that.
    final Duration longer(Duration silence) {
        var agreed = terms.timeout().orElse(Duration.ZERO).multipliedBy(2);
        return agreed.compareTo(silence) > 0 ? agreed : silence;
    }

    final boolean isRunning() {
        return state == State.RUNNING && !ended;
    }

    final Line line() {
        return line;
    }

    final Order order() {
        return order;
    }

    final Job job() {
        return job;
    }

    final Terms terms() {
        return terms;
    }

    final Patience machinePatience() {
        return new Patience(order.settings().giveUp());
    }

    final long now() {
        return line.loop().now();
    }

    @Override
    public final Loop loop() {
        return line.loop();
    }

    @Override
    public final Workers workers() {
        return line.workers();
    }

    @Override
    public final Port port() {
        if (port == null) throw new IllegalStateException("no port is open");
        return port;
    }

    @Override
    public final Route route() {
        return route;
    }
}

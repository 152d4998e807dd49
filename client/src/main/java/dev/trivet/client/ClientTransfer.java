package dev.trivet.client;

import dev.trivet.client.TftpException.Reason;
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

    private static final long PROGRESS_EVERY = Duration.ofMillis(100).toNanos();

    /// Codes by which servers say that they do not like options: the one of RFC 2347, and what old ones send.
    private static final List<ErrorCode> OF_OPTIONS =
            List.of(ErrorCode.OPTION_REFUSED, ErrorCode.ILLEGAL_OPERATION, ErrorCode.NOT_DEFINED);

    private final Line line;
    private final Order order;
    private final Asking asking;
    private final Tid tid;
    private final Runnable left;
    private final Explanations explanations;
    private final Job job = new Job(this);
    private final Timer askTimer = new Timer(() -> guarded(this::unanswered));
    private final Timer machineTimer = new Timer(() -> guarded(() -> machine().step(Event.TIMER_FIRED, now())));
    private final Timer silenceTimer = new Timer(() -> guarded(this::silent));
    private final long began;

    private State state = State.ASKING;
    private Terms terms = Terms.PLAIN;
    private boolean answeredByOptionAck;
    private long progressTold;
    private Duration beforeFirstBlock = Duration.ZERO;
    private @Nullable Reason refusing;
    private boolean leaving;
    private boolean ended;
    private boolean released;

    /// @param left called once, when everything was given back
    ClientTransfer(Line line, Order order, Attempts attempts, Runnable left) {
        this.line = line;
        this.order = order;
        this.left = left;
        began = now();
        asking = new Asking(order.settings(), attempts, order.candidates().size(), began);
        tid = new Tid(line, order);
        explanations = new Explanations(order);
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

    /// What comes or leaves at once.
    ///
    /// @param windowOctets of a window as it is asked for
    abstract Burst burst(int windowOctets);

    /// Nothing after the OACK for so long: what was agreed on does not pass.
    abstract Duration silence();

    /// Whether the result is certain but for the disk: it waits for nobody any more.
    abstract boolean settled();

    /// What a failure of content is called.
    abstract Reason contentFailure();

    // --- asking

    /// First of all.
    void begin() {
        guarded(() -> ask(""));
    }

    private void ask(String why) {
        state = State.ASKING;
        asking.begin();
        try {
            tid.open(candidate(), burst(attempts().windowOctets()), this);
        } catch (IOException e) {
            end(explanations.noPort(e));
            return;
        }
        order.tell(new ClientEvent.Asking(
                order.clock().instant(),
                order.wish(),
                attempts().number(),
                server(),
                attempts().options(),
                why));
        sendRequest();
    }

    private void sendRequest() {
        tid.send(request(attempts().options()));
        loop().schedule(askTimer, asking.sent(now()));
    }

    private void unanswered() {
        if (state != State.ASKING || ended) return;
        if (asking.isFirst()) lookForSign();
        var silent = server();
        goOn(asking.unanswered(now()), silent);
    }

    private void goOn(Asking.Next next, InetSocketAddress silent) {
        switch (next) {
            case AGAIN -> sendRequest();
            case ANEW -> ask(silent.getAddress().getHostAddress() + " did not answer");
            case OVER -> end(explanations.noAnswer(silent));
        }
    }

    /// Why there is no answer: asked once, after the first wait.
    private void lookForSign() {
        var silent = server();
        line.signs().look(order.network(), workers(), silent, sign -> guarded(() -> seen(silent, sign)));
    }

    private void seen(InetSocketAddress silent, Network.Sign sign) {
        if (state != State.ASKING || ended || !silent.equals(server())) return;
        explanations.seen(sign);
        asking.seen(sign).ifPresent(next -> goOn(next, silent));
    }

    // --- the first answer

    @Override
    public void arrived(Port at, Datagram datagram) {
        if (!tid.isAt(at) || !(PacketCodec.decode(datagram.payload()) instanceof Packet packet)) return;
        var from = datagram.from();
        if (tid.isPeer(from)) {
            received(packet);
        } else if (tid.mayBe(from)) {
            guarded(() -> answered(from, packet));
        } else {
            if (!tid.isKnown()) explanations.answeredFrom(from);
            tid.tellStranger(from, packet);
        }
    }

    @Override
    public void unreachable(Port at, InetSocketAddress peer) {
        if (!tid.isAt(at)) return;
        if (state == State.ASKING) guarded(() -> seen(peer, Network.Sign.PORT_CLOSED));
        else if (state == State.RUNNING && tid.isPeer(peer))
            guarded(() -> machine().step(Event.PEER_GONE, now()));
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

    private void lockOn(InetSocketAddress from) {
        tid.lockOn(from);
        state = State.ANSWERED;
        loop().schedule(askTimer, Timer.NEVER);
    }

    private void optionsAnswered(Options acknowledged) {
        answeredByOptionAck = true;
        switch (Negotiation.accept(attempts().options(), acknowledged)) {
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
        tid.send(new Packet.Error(refusal.code(), refusal.text()));
        if (attempts().options().isEmpty()) {
            end(explanations.of(Reason.PROTOCOL, refusal));
            return;
        }
        brokeRule(refusal.cause());
        attempts().withoutWrong(acknowledged);
        askAnew(refusal.cause());
    }

    private void brokeRule(String how) {
        order.tell(new ClientEvent.RuleBroken(order.clock().instant(), order.wish(), how));
    }

    /// A server is there; this kind of request leads nowhere with it.
    private void askAnew(String why) {
        asking.answered(now());
        ask(why);
    }

    private void refusedByServer(Packet.Error error) {
        if (OF_OPTIONS.contains(error.code()) && attempts().withoutAny()) askAnew(Explanations.told(error));
        else end(explanations.refused(error.code(), error.message()));
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

    /// The file begins to move.
    final void firstBlock() {
        beforeFirstBlock = Duration.ofNanos(now() - began);
    }

    /// What was agreed on does not pass: fragments are dropped, or the server chokes on an option that it granted.
    private void silent() {
        if (ended || state != State.RUNNING || progressed() || !answeredByOptionAck) return;
        int agreed = terms.blockSize().octets();
        if (!attempts().smallerThan(agreed)) return;
        tid.send(new Packet.Error(ErrorCode.NOT_DEFINED, "Nothing arrived, trying otherwise"));
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
        if (state == State.RUNNING) tid.send(packet);
    }

    public final void wakeAt(long deadline) {
        if (state == State.RUNNING && !released) loop().schedule(machineTimer, deadline);
    }

    public final void ended(Outcome outcome) {
        if (ended || state != State.RUNNING) return;
        if (outcome instanceof Outcome.Completed) complete();
        else if (outcome instanceof Outcome.TimedOut && job.isRunning()) fail(explanations.contentLate());
        else fail(explanations.of(outcome, refusing == null ? Reason.PROTOCOL : refusing, server(), octets(), terms));
    }

    public final void released() {
        if (state == State.RUNNING) release();
    }

    // --- ends

    private void complete() {
        ended = true;
        var report = new TransferReport(
                order.uri().uri(),
                tid.route().peer(),
                terms,
                octets(),
                Duration.ofNanos(now() - began),
                beforeFirstBlock,
                machine().retransmissions() + asking.repeats(),
                attempts().number());
        order.tell(new ClientEvent.Completed(order.clock().instant(), order.wish(), report));
        line.results().execute(() -> order.result().complete(report));
        if (leaving) release();
        else line.dallies(this);
    }

    private void fail(TftpException why) {
        if (ended) return;
        ended = true;
        if (why.reason() == Reason.PROTOCOL) brokeRule(String.valueOf(why.getMessage()));
        order.tell(new ClientEvent.Failed(order.clock().instant(), order.wish(), why));
        line.results().execute(() -> order.result().completeExceptionally(why));
    }

    private void end(TftpException why) {
        fail(why);
        release();
    }

    /// Somebody else has completed the result.
    void unwanted() {
        if (!ended) cancel();
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
        if (refusing == null) refusing = Failures.isFault(refusal) ? Reason.FAULT : contentFailure();
        if (state == State.RUNNING) {
            machine().step(new Event.Refuse(refusal), now());
        } else {
            if (tid.isKnown()) tid.send(new Packet.Error(refusal.code(), refusal.text()));
            end(explanations.of(refusing, refusal));
        }
    }

    @Override
    public final void forget() {
        fail(explanations.of(contentFailure(), Explanations.CANCELLED));
        release();
    }

    /// The network of this machine failed as a whole.
    final void networkFailed() {
        fail(Explanations.networkFailed());
        release();
    }

    @Override
    public final RuntimeException broken(RuntimeException fault) {
        try {
            refuse(Failures.fault(fault));
        } catch (RuntimeException another) {
            fault.addSuppressed(another);
        } finally {
            fail(explanations.of(Reason.FAULT, Failures.fault(fault)));
            release();
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
        tid.close();
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

    private Order.Candidate candidate() {
        return order.candidates().get(asking.candidate());
    }

    private InetSocketAddress server() {
        return candidate().server();
    }

    private Attempts attempts() {
        return asking.attempts();
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
        return order.workers();
    }

    @Override
    public final Port port() {
        return tid.port();
    }

    @Override
    public final Route route() {
        return tid.route();
    }
}

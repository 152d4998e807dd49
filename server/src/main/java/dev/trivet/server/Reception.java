package dev.trivet.server;

import dev.trivet.content.Peer;
import dev.trivet.engine.Arrivals;
import dev.trivet.engine.Burst;
import dev.trivet.engine.Datagram;
import dev.trivet.engine.Loop;
import dev.trivet.engine.Port;
import dev.trivet.engine.Route;
import dev.trivet.engine.Timer;
import dev.trivet.flow.BufferPool;
import dev.trivet.flow.ReadAhead;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.Decoded;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Malformed;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Packet;
import dev.trivet.wire.PacketCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The server on one loop: takes requests from the listening ports, admits them, and owns the transfers that
/// follow. Every method runs on the loop.
///
/// On a listening port only RRQ and WRQ are answered, and broken ones with ERROR 4. Anything else gets silence:
/// two servers that answer errors with errors would go on for ever (CVE-2024-2169).
final class Reception {
    /// Ports of services that answer anything: a request that seems to come from one would start a loop.
    private static final Set<Integer> LOOPING_PORTS = Set.of(0, 7, 13, 17, 19, 37, 53, 69, 123);

    /// A repeated request is ignored for so long after the last progress; later it is a client that started anew.
    private static final long RESTART_AFTER = 1_000_000_000;

    /// An unproven transfer this old makes room when the server is full. An honest client proves itself within a
    /// round trip.
    private static final long EVICTED_AFTER = 100_000_000;

    /// Enough for every packet but DATA: OACKs hold known options only, error texts are short.
    private static final int SMALL_PACKET = 4096;

    private final Loop loop;
    private Shared shared;
    private final Map<InetSocketAddress, Transfer> transfers = new HashMap<>();
    private final Set<Transfer> unproven = new LinkedHashSet<>();
    private final Map<InetAddress, Port> errorPorts = new HashMap<>();
    private final Strangers strangers = new Strangers();
    private final BufferPool buffers;
    private final ReadAhead.Pool readAhead;
    private final ByteBuffer out = ByteBuffer.allocateDirect(SMALL_PACKET);
    private final Unanswered unanswered;
    private boolean draining;

    Reception(Loop loop, Shared shared) {
        this.loop = loop;
        this.shared = shared;
        shared.generation().hold();
        unanswered = new Unanswered(shared);
        buffers = new BufferPool(shared.storing());
        readAhead = new ReadAhead.Pool(shared.readAhead());
    }

    /// From now on requests meet other settings and content. Transfers that run keep theirs.
    ///
    /// @param next held already, for this loop
    void change(Generation next) {
        var former = shared.generation();
        shared = shared.with(next);
        former.letGo();
    }

    Loop loop() {
        return loop;
    }

    Shared shared() {
        return shared;
    }

    BufferPool buffers() {
        return buffers;
    }

    ReadAhead.Pool readAhead() {
        return readAhead;
    }

    /// Opens a listening port.
    ///
    /// @return address and port it got
    InetSocketAddress listen(InetSocketAddress address) throws IOException {
        return loop.transport().listen(address, new Listening()).local();
    }

    /// Listens on a socket that another program bound.
    ///
    /// @return address and port it has
    InetSocketAddress takeOver(int descriptor) throws IOException {
        return loop.transport().takeOver(descriptor, new Listening()).local();
    }

    /// From now on new requests get silence.
    void drain() {
        draining = true;
    }

    /// Transfers that anything here still refers to: also those that dally.
    int held() {
        return Math.max(transfers.size(), unproven.size());
    }

    /// Ends what still runs, each with ERROR.
    void stop() {
        List.copyOf(transfers.values()).forEach(t -> t.refuse(Refusals.stopping()));
        List.copyOf(transfers.values()).forEach(Transfer::forget);
    }

    /// The loop is over: ends what it leaves behind, which is nothing unless it failed.
    void abandon() {
        List.copyOf(transfers.values()).forEach(Transfer::forget);
    }

    // --- what arrives on a listening port

    private final class Listening implements Arrivals {
        @Override
        public void arrived(Port port, Datagram datagram) {
            switch (decoded(datagram)) {
                case Packet.Request request -> request(port, datagram, request);
                case Malformed(var reason) -> malformed(port, datagram, reason);
                case Packet packet -> toTransfer(datagram, packet);
            }
        }

        @Override
        public void unreachable(Port port, InetSocketAddress peer) {
            var transfer = transfers.get(peer);
            if (transfer != null && shared.settings().singlePort()) transfer.unreachable(port, peer);
        }
    }

    private Decoded decoded(Datagram datagram) {
        var decoded = PacketCodec.decode(datagram.payload());
        return decoded instanceof Malformed broken
                ? Unterminated.mended(broken, datagram.payload(), datagram.from(), shared.settings())
                : decoded;
    }

    /// One-port mode: the peer's address and port tell which transfer is meant. Strangers get silence.
    private void toTransfer(Datagram datagram, Packet packet) {
        if (!shared.settings().singlePort()) return;
        var transfer = transfers.get(datagram.from());
        if (transfer != null) transfer.received(packet);
    }

    private void malformed(Port port, Datagram datagram, Malformed.Reason reason) {
        if (!reason.answered()
                || draining
                || LOOPING_PORTS.contains(datagram.from().getPort())) return;
        // A broken request is refused whatever it asks for: direction and name are not known.
        var asked = asked(port, datagram.route(), Direction.READ, "", Mode.OCTET);
        refuse(port, datagram.route(), asked, Refusals.malformed(reason));
    }

    private void request(Port port, Datagram datagram, Packet.Request request) {
        if (LOOPING_PORTS.contains(datagram.from().getPort())) {
            unanswered.count("they came from a port that answers anything (loop)", loop.now());
            return;
        }
        var old = transfers.get(datagram.from());
        if (old != null && old.isRepeatedBy(request)) repeated(old, port, datagram.route(), request);
        else restart(port, datagram.route(), request);
    }

    /// The same wish from a TID that has a transfer already.
    private void repeated(Transfer old, Port port, Route route, Packet.Request request) {
        if (!old.progressed()) old.requestRepeated();
        else if (loop.now() - old.lastProgress() >= RESTART_AFTER) restart(port, route, request);
        // A client that is done may ask again at once from the same port, and its last ACK still be unread on the
        // transfer's own. A timer fires only when everything that is ready has been read.
        else loop.schedule(new Timer(() -> restartIfEnded(port, route, request)), loop.now());
    }

    private void restartIfEnded(Port port, Route route, Packet.Request request) {
        var old = transfers.get(route.peer());
        if (old == null || old.ended()) restart(port, route, request);
    }

    private void restart(Port port, Route route, Packet.Request request) {
        if (draining) return;
        var old = transfers.get(route.peer());
        if (old != null) old.restarted();
        admit(port, route, request);
    }

    private void admit(Port port, Route route, Packet.Request request) {
        var direction = request instanceof Packet.ReadRequest ? Direction.READ : Direction.WRITE;
        var asked = asked(port, route, direction, request.filename(), request.mode());
        var settings = shared.settings();
        var terms = new ClientTerms(settings, settings.client(asked.peer(), asked.name()));
        admit(new Admission(port, route, asked, request, terms));
    }

    private void admit(Admission admission) {
        var client = admission.route().peer().getAddress();
        var terms = admission.client();
        var asked = admission.asked();
        long now = loop.now();
        if (!shared.addresses().request(client, now, terms.requests())) {
            full(admission, Refusals.tooManyOfAddress("requests", terms.requests()));
            return;
        }
        if (guesses(admission, now)) return;
        var refusal = terms.settings().access().refuse(asked.peer(), asked.direction());
        if (refusal.isPresent()) {
            refuse(admission, refusal.get());
            return;
        }
        if (!shared.addresses().begin(client, now, terms.transfers())) {
            full(admission, Refusals.tooManyOfAddress("transfers", terms.transfers()));
            return;
        }
        if (!takePlace(now)) {
            shared.addresses().end(client);
            full(admission, Refusals.full(terms.settings().maxTransfers()));
            return;
        }
        begin(admission);
    }

    /// Too many names asked for in vain: told once with who it is, for the operator; then counted like other
    /// silence.
    private boolean guesses(Admission admission, long now) {
        var limit = admission.client().misses();
        switch (shared.addresses().misses(admission.route().peer().getAddress(), now, limit)) {
            case FEW -> {
                return false;
            }
            case JUST_TOO_MANY -> {
                var refusal = Refusals.tooManyMisses(limit);
                tell(admission.asked(), Optional.empty(), refusal);
                if (answersWhenFull(admission)) sendError(admission.listening(), admission.route(), refusal);
            }
            case TOO_MANY -> full(admission, Refusals.tooManyMisses(limit));
        }
        return true;
    }

    /// Counts one more transfer; when all places are taken the oldest unproven one makes room, so that a flood
    /// from forged addresses cannot lock honest clients out.
    private boolean takePlace(long now) {
        if (shared.running().incrementAndGet() <= shared.settings().maxTransfers()) return true;
        var oldest = unproven.isEmpty() ? null : unproven.iterator().next();
        if (oldest != null && now - oldest.began() >= EVICTED_AFTER) {
            oldest.evicted();
            return true;
        }
        shared.running().decrementAndGet();
        return false;
    }

    private void begin(Admission admission) {
        var asked = admission.asked();
        var transfer = asked.direction() == Direction.READ
                ? new ReadTransfer(this, admission)
                : new WriteTransfer(this, admission);
        shared.generation().hold();
        transfers.put(transfer.peer(), transfer);
        unproven.add(transfer);
        shared.events().accept(new TransferEvent.Requested(shared.clock().instant(), asked));
        transfer.begin();
    }

    private TransferEvent.Asked asked(Port port, Route route, Direction direction, String name, Mode mode) {
        var asked = new InetSocketAddress(route.local(), port.local().getPort());
        return new TransferEvent.Asked(
                shared.ids().incrementAndGet(), direction, Peer.of(route.peer()), asked, name, mode);
    }

    private void full(Admission admission, Refusal refusal) {
        if (answersWhenFull(admission)) refuse(admission, refusal);
        else unanswered.count(refusal.cause(), loop.now());
    }

    private static boolean answersWhenFull(Admission admission) {
        return admission.client().settings().whenFull() == WhenFull.REFUSE;
    }

    // --- for transfers

    /// One ERROR for a request that starts nothing. It leaves from a port of its own, as RFC 1350 §4 has it: some
    /// clients take no answer from the port they asked.
    private void refuse(Port listening, Route route, TransferEvent.Asked asked, Refusal refusal) {
        sendError(listening, route, refusal);
        tell(asked, Optional.empty(), refusal);
    }

    private void refuse(Admission admission, Refusal refusal) {
        refuse(admission, Optional.empty(), refusal);
    }

    /// @param mapped the name that the name map made of the one asked for
    void refuse(Admission admission, Optional<String> mapped, Refusal refusal) {
        if (refusal.code().equals(ErrorCode.FILE_NOT_FOUND))
            shared.addresses()
                    .missed(
                            admission.route().peer().getAddress(),
                            loop.now(),
                            admission.client().misses());
        sendError(admission.listening(), admission.route(), refusal);
        tell(admission.asked(), mapped, refusal);
    }

    private void sendError(Port listening, Route route, Refusal meant) {
        var refusal = worded(meant);
        send(errorPort(listening, route), route, new Packet.Error(refusal.code(), refusal.text()));
    }

    private void tell(TransferEvent.Asked asked, Optional<String> mapped, Refusal refusal) {
        shared.events().accept(new TransferEvent.Refused(shared.clock().instant(), asked, mapped, worded(refusal)));
    }

    /// As [ServerBuilder#errorTexts] says.
    Refusal worded(Refusal refusal) {
        return shared.settings().errorTexts().worded(refusal);
    }

    private Port errorPort(Port listening, Route route) {
        if (shared.settings().singlePort()) return listening;
        var known = errorPorts.get(route.local());
        if (known != null) return known;
        try {
            var opened = loop.transport().open(route.local(), shared.settings().portRange(), Burst.SMALL, (_, _) -> {});
            errorPorts.put(route.local(), opened);
            return opened;
        } catch (IOException e) {
            return listening; // no descriptor left: the answer matters more than the port it comes from
        }
    }

    void send(Port port, Route route, Packet packet) {
        out.clear();
        PacketCodec.encode(packet, out);
        port.send(route, out.flip());
    }

    /// A datagram on the port of a transfer from somebody else: RFC 1350 §4, "discarded ... an error packet should
    /// be sent to the source of the incorrect packet, while not disturbing the transfer".
    void stranger(Port port, Datagram datagram, Decoded decoded) {
        if (decoded instanceof Packet.Error || !strangers.mayTell(datagram.from(), loop.now())) return;
        send(port, datagram.route(), new Packet.Error(ErrorCode.UNKNOWN_TRANSFER_ID, "Unknown transfer ID"));
    }

    void proven(Transfer transfer) {
        unproven.remove(transfer);
    }

    /// The outcome is known: the place is free for another.
    void ended(Transfer transfer) {
        unproven.remove(transfer);
        shared.running().decrementAndGet();
        shared.addresses().end(transfer.peer().getAddress());
    }

    /// The TID is free.
    void released(Transfer transfer) {
        transfers.remove(transfer.peer(), transfer);
        transfer.shared().generation().letGo();
    }
}

package dev.trivet.server;

import dev.trivet.content.Provider;
import dev.trivet.engine.Loop;
import dev.trivet.engine.PortRange;
import dev.trivet.engine.PortSharing;
import dev.trivet.engine.PortableSettings;
import dev.trivet.engine.Workers;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.transfer.Start;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Says what a [TftpServer] shall be. Method names are the words of the command line. Not for several threads at once.
public final class ServerBuilder {
    private final List<InetSocketAddress> listen = new ArrayList<>();

    private final List<Consumer<TransferEvent>> listeners = new ArrayList<>();
    private Optional<Provider> content = Optional.empty();
    private Access access = Access.EVERYONE;
    private boolean singlePort;
    private PortRange portRange = PortRange.SYSTEM;
    private OptionalInt maxBlockSize = OptionalInt.empty();
    private int maxWindowSize = Settings.DEFAULT_WINDOW;
    private long maxWindowOctets = Settings.DEFAULT_WINDOW_OCTETS;
    private Duration giveUp = Duration.ofSeconds(30);
    private int maxTransfers = Settings.DEFAULT_TRANSFERS;
    private WhenFull whenFull = WhenFull.DROP;
    private OptionalInt requestsPerAddress = OptionalInt.empty();
    private OptionalInt transfersPerAddress = OptionalInt.empty();
    private OptionalLong maxUpload = OptionalLong.empty();
    private OptionalLong maxUploadTotal = OptionalLong.empty();
    private OptionalLong maxUploadPerAddress = OptionalLong.empty();
    private Duration spin = Duration.ZERO;
    private Start blocksFrom = Start.AT_BLOCK_1;
    private Consumer<String> notices = _ -> {};
    private Consumer<Throwable> uncaught = Throwable::printStackTrace;

    ServerBuilder() {}

    /// Listens there. May be called several times; never called: port 69 on every address of the host.
    ///
    /// @param port 0 takes a free one, see [TftpServer#addresses]
    public ServerBuilder listen(InetAddress address, int port) {
        listen.add(new InetSocketAddress(address, port));
        return this;
    }

    /// The same with an address that is made already.
    public ServerBuilder listen(InetSocketAddress address) {
        listen.add(address);
        return this;
    }

    /// What names mean. Required.
    public ServerBuilder content(Provider provider) {
        content = Optional.of(provider);
        return this;
    }

    /// Who may ask; default: everyone.
    public ServerBuilder access(Access rule) {
        access = rule;
        return this;
    }

    /// All transfers on the listening port, for containers and NAT; default: a port for each transfer (RFC 1350 §4).
    public ServerBuilder singlePort(boolean on) {
        singlePort = on;
        return this;
    }

    /// Ports that transfers use; default: the system chooses.
    public ServerBuilder portRange(PortRange range) {
        portRange = range;
        return this;
    }

    /// The largest block granted, in octets, 8 to 65464. Default: what fits into one packet of the interface.
    public ServerBuilder maxBlockSize(int octets) {
        maxBlockSize = OptionalInt.of(new BlockSize(octets).octets());
        return this;
    }

    /// The largest window granted, in blocks, 1 to 32767; default 32.
    public ServerBuilder maxWindowSize(int blocks) {
        maxWindowSize = blocks;
        return this;
    }

    /// The largest window granted, in octets; default 4 MiB. One block is always granted.
    public ServerBuilder maxWindowOctets(long octets) {
        maxWindowOctets = octets;
        return this;
    }

    /// A transfer without progress ends after this, or three agreed timeouts if that is longer; default 30 s.
    public ServerBuilder giveUp(Duration after) {
        giveUp = after;
        return this;
    }

    /// Transfers at once; default 10,000.
    public ServerBuilder maxTransfers(int most) {
        maxTransfers = most;
        return this;
    }

    /// What further requests meet; default: silence.
    public ServerBuilder whenFull(WhenFull what) {
        whenFull = what;
        return this;
    }

    /// Requests a second of one client address; default: no limit.
    public ServerBuilder requestsPerAddress(int most) {
        requestsPerAddress = OptionalInt.of(most);
        return this;
    }

    /// Transfers at once of one client address; default: no limit.
    public ServerBuilder transfersPerAddress(int most) {
        transfersPerAddress = OptionalInt.of(most);
        return this;
    }

    /// Octets of one upload; default: no limit.
    public ServerBuilder maxUpload(long octets) {
        maxUpload = OptionalLong.of(octets);
        return this;
    }

    /// Octets of running uploads and those stored since the start; default: no limit.
    public ServerBuilder maxUploadTotal(long octets) {
        maxUploadTotal = OptionalLong.of(octets);
        return this;
    }

    /// The same for each client address.
    public ServerBuilder maxUploadPerAddress(long octets) {
        maxUploadPerAddress = OptionalLong.of(octets);
        return this;
    }

    /// Before a loop sleeps it looks for packets for so long: faster lock-step, at the price of a busy core while
    /// transfers run. Default: zero.
    public ServerBuilder spin(Duration before) {
        spin = before;
        return this;
    }

    /// Hears what happens, on a thread of its own, one event after another.
    public ServerBuilder onEvent(Consumer<TransferEvent> listener) {
        listeners.add(listener);
        return this;
    }

    /// Hears of faults in Trivet or in listeners, on the thread where they happen; default: printed with stack trace.
    public ServerBuilder onFault(Consumer<Throwable> handler) {
        uncaught = handler;
        return this;
    }

    /// Hears what belongs to no transfer, for the log: an address that cannot be listened on. On a loop's thread: must
    /// not wait. Default: nobody.
    public ServerBuilder onNotice(Consumer<String> handler) {
        notices = handler;
        return this;
    }

    /// Starts the server.
    ///
    /// @throws IOException where an address cannot be listened on: taken, not allowed, not of this host
    public TftpServer start() throws IOException {
        return TftpServer.start(this);
    }

    /// Puts the server on a loop of somebody else's: a simulator's. The loop is not run, events come at once on its
    /// thread, and [#listen] addresses are opened on it.
    ///
    /// @param workers run what may wait
    /// @param pathMtu in place of the interfaces'
    /// @return the addresses it listens on
    public List<InetSocketAddress> attach(Loop loop, Workers workers, PathMtu pathMtu, InstantSource clock)
            throws IOException {
        var reception = reception(loop, workers, pathMtu, clock);
        var addresses = new ArrayList<InetSocketAddress>();
        for (var address : settings().listen()) addresses.add(reception.listen(address));
        return List.copyOf(addresses);
    }

    // --- for the server and simulations

    Reception reception(Loop loop, Workers workers, PathMtu pathMtu, InstantSource clock) {
        Consumer<TransferEvent> events = event -> EventQueue.tell(event, listeners, uncaught);
        return new Reception(loop, Shared.of(settings(), content(), workers, pathMtu, blocksFrom, events, clock));
    }

    /// Where the blocks of every transfer begin.
    ServerBuilder blocksFrom(Start value) {
        blocksFrom = value;
        return this;
    }

    Start blocksFrom() {
        return blocksFrom;
    }

    Settings settings() {
        return new Settings(
                listen.isEmpty() ? List.of(new InetSocketAddress(TftpServer.everyAddress(), 69)) : listen,
                access,
                singlePort,
                portRange,
                maxBlockSize,
                maxWindowSize,
                maxWindowOctets,
                giveUp,
                maxTransfers,
                whenFull,
                requestsPerAddress,
                transfersPerAddress,
                maxUpload,
                maxUploadTotal,
                maxUploadPerAddress,
                spin);
    }

    PortableSettings transportSettings(boolean severalLoops) {
        return new PortableSettings(
                PortableSettings.LISTEN_BUFFER,
                PortableSettings.TRANSFER_BUFFER,
                spin.toNanos(),
                severalLoops ? PortSharing.amongLoops() : PortSharing.none(),
                notices);
    }

    Provider content() {
        return content.orElseThrow(() -> new IllegalStateException("content(...) was not called: nothing to serve"));
    }

    List<Consumer<TransferEvent>> listeners() {
        return listeners;
    }

    Consumer<Throwable> uncaught() {
        return uncaught;
    }
}

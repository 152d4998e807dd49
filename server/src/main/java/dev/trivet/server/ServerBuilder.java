package dev.trivet.server;

import dev.trivet.content.AddressRange;
import dev.trivet.content.ContentFunction;
import dev.trivet.content.Durability;
import dev.trivet.content.GeneratedContent;
import dev.trivet.content.NameMap;
import dev.trivet.content.NamePattern;
import dev.trivet.content.PathStyle;
import dev.trivet.content.Provider;
import dev.trivet.content.Root;
import dev.trivet.content.UploadFunction;
import dev.trivet.content.UploadReceiver;
import dev.trivet.content.WritePolicy;
import dev.trivet.engine.Engine;
import dev.trivet.engine.Loop;
import dev.trivet.engine.PortRange;
import dev.trivet.engine.PortSharing;
import dev.trivet.engine.TransportSettings;
import dev.trivet.engine.Workers;
import dev.trivet.transfer.Start;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Says what a [TftpServer] shall be. Methods are the words of the command line and the configuration file, in
/// camel case. Not for several threads at once; may be used again after [#start].
///
/// A request is admitted by [#allowRead], [#allowWrite] and [#access] first. Its name is then asked of routes and
/// providers in the order in which they were given, and of roots in theirs. Every limit that fits holds; the
/// smallest decides.
///
/// Its length: one short method for each setting, and no other logic than to keep it.
public final class ServerBuilder {
    private final List<InetSocketAddress> listen = new ArrayList<>();
    private final List<Provider> links = new ArrayList<>();
    private final List<UnaryOperator<Root>> roots = new ArrayList<>();
    private final List<ClientRule> clients = new ArrayList<>();
    private final List<Consumer<TransferEvent>> listeners = new ArrayList<>();

    private Root defaults = Root.at(Path.of(""));
    private List<AddressRange> allowRead = List.of();
    private List<AddressRange> allowWrite = List.of();
    private Access access = Access.EVERYONE;
    private OptionalInt ipVersion = OptionalInt.empty();
    private boolean singlePort;
    private PortRange portRange = PortRange.SYSTEM;
    private OptionalInt maxBlksize = OptionalInt.empty();
    private OptionalInt maxBlksizeUnfragmented = OptionalInt.empty();
    private Set<String> refuseOptions = Set.of();
    private int maxWindowsize = Settings.DEFAULT_WINDOW;
    private long maxWindowBytes = Settings.DEFAULT_WINDOW_OCTETS;
    private Duration giveUp = Duration.ofSeconds(30);
    private Duration maxTransferTime = Settings.DEFAULT_TRANSFER_TIME;
    private Optional<Duration> retransmit = Optional.empty();
    private int maxTransfers = Settings.DEFAULT_TRANSFERS;
    private ErrorTexts errorTexts = ErrorTexts.TRIVET;
    private WhenFull whenFull = WhenFull.DROP;
    private OptionalInt requestsPerAddress = OptionalInt.empty();
    private OptionalInt transfersPerAddress = OptionalInt.empty();
    private OptionalInt missesPerAddress = OptionalInt.empty();
    private OptionalLong maxUpload = OptionalLong.empty();
    private OptionalLong maxUploadTotal = OptionalLong.empty();
    private OptionalLong maxUploadPerAddress = OptionalLong.empty();
    private Engine engine = Engine.AUTO;
    private boolean allowBroadcast;
    private Duration spin = Duration.ZERO;
    private NameMap names = NameMap.NONE;
    private List<Integer> handedOver = List.of();
    private Start blocksFrom = Start.AT_BLOCK_1;
    private Runnable bound = () -> {};
    private Optional<Consumer<String>> notices = Optional.empty();
    private Optional<Consumer<Throwable>> uncaught = Optional.empty();

    ServerBuilder() {}

    // --- where

    /// Listens there. May be called several times; never called: port 69 on every address of the host (RFC 1350
    /// §4).
    ///
    /// @param address of this host, or one that stands for every address
    /// @param port 0 to 65535; 0 takes a free one, see [TftpServer#addresses]
    /// @return this
    public ServerBuilder listen(InetAddress address, int port) {
        return listen(new InetSocketAddress(address, port));
    }

    /// The same with an address that is made already.
    ///
    /// @param address looked up already
    /// @return this
    /// @throws IllegalArgumentException where it is a name that was not looked up, or is unknown
    public ServerBuilder listen(InetSocketAddress address) {
        if (address.isUnresolved())
            throw new IllegalArgumentException("no address is known for '" + address.getHostString() + "'");
        listen.add(address);
        return this;
    }

    /// The same by address or name, which is looked up now.
    ///
    /// @param host such as `127.0.0.1`, `::1` or `localhost`
    /// @param port 0 to 65535; 0 takes a free one
    /// @return this
    /// @throws IllegalArgumentException where the name is unknown
    public ServerBuilder listen(String host, int port) {
        return listen(new InetSocketAddress(host, port));
    }

    /// One family alone. An address that stands for every address is then one of that family.
    ///
    /// @param version 4 or 6; default both. 6 needs the Linux engine
    /// @return this
    /// @throws IllegalArgumentException where it is another
    public ServerBuilder ipVersion(int version) {
        if (version != 4 && version != 6) throw new IllegalArgumentException("ip-version is 4 or 6: " + version);
        ipVersion = OptionalInt.of(version);
        return this;
    }

    /// Where to listen, in the family that is wanted.
    private List<InetSocketAddress> listening() {
        var all = listen.isEmpty() ? List.of(new InetSocketAddress(TftpServer.everyAddress(), 69)) : listen;
        return ipVersion.isEmpty() ? all : all.stream().map(this::ofFamily).toList();
    }

    private InetSocketAddress ofFamily(InetSocketAddress address) {
        boolean four = ipVersion.orElseThrow() == 4;
        boolean isFour = address.getAddress() instanceof Inet4Address;
        if (four == isFour) return address;
        if (four && address.getAddress().isAnyLocalAddress())
            return new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), address.getPort());
        throw new IllegalArgumentException("listen " + address.getAddress().getHostAddress() + " is not of IPv"
                + ipVersion.orElseThrow() + ", which ip-version asks for: leave one of them out");
    }

    /// Listens on sockets that another program bound and handed over (inetd, systemd), in place of [#listen]. Needs the
    /// Linux engine, and a port for each transfer; one loop serves them all. Cannot change while a server runs.
    ///
    /// @param descriptors their numbers in this process; the server's own from the start on
    /// @return this
    public ServerBuilder handedOver(int... descriptors) {
        handedOver = Arrays.stream(descriptors).boxed().toList();
        return this;
    }

    List<Integer> handedOver() {
        return handedOver;
    }

    /// All transfers on the listening port, for containers and NAT.
    ///
    /// @param on default: false, a port for each transfer (RFC 1350 §4)
    /// @return this
    public ServerBuilder singlePort(boolean on) {
        singlePort = on;
        return this;
    }

    /// Ports that transfers use.
    ///
    /// @param range default: the system chooses
    /// @return this
    public ServerBuilder portRange(PortRange range) {
        portRange = range;
        return this;
    }

    // --- what

    /// Serves a directory with [#write], [#ignoreCase] and the other defaults for roots as the builder says in the
    /// end.
    /// Roots are asked in the order in which they are given.
    ///
    /// @param directory must be there at the start
    /// @return this
    public ServerBuilder root(Path directory) {
        roots.add(defaulted -> defaulted.path(directory));
        return this;
    }

    /// Serves a directory as the root itself says: nothing of the builder's defaults for roots holds.
    ///
    /// @param root its directory must be there at the start
    /// @return this
    public ServerBuilder root(Root root) {
        roots.add(_ -> root);
        return this;
    }

    /// What an upload may do in every [#root(Path)].
    ///
    /// @param policy default [WritePolicy#NONE]
    /// @return this
    public ServerBuilder write(WritePolicy policy) {
        defaults = defaults.write(policy);
        return this;
    }

    /// With [WritePolicy#VERSION]: how many former contents of each name stay in every [#root(Path)].
    ///
    /// @param most 0 or more; default all
    /// @return this
    public ServerBuilder keepVersions(int most) {
        defaults = defaults.keepVersions(most);
        return this;
    }

    /// When an upload into a [#root(Path)] counts as stored.
    ///
    /// @param wanted default [Durability#DISK]
    /// @return this
    public ServerBuilder durability(Durability wanted) {
        defaults = defaults.durability(wanted);
        return this;
    }

    /// Whether a name that is missing in a [#root(Path)] is looked for in other case.
    ///
    /// @param ignore default false
    /// @return this
    public ServerBuilder ignoreCase(boolean ignore) {
        defaults = defaults.ignoreCase(ignore);
        return this;
    }

    /// What a new file in a [#root(Path)] does not get of the permissions 0666.
    ///
    /// @param bits 0 to 0777; default the umask of the process
    /// @return this
    public ServerBuilder umask(int bits) {
        defaults = defaults.umask(bits);
        return this;
    }

    /// Where uploads into every [#root(Path)] are gathered that replace a file which may be written, in a
    /// directory which may not: see [Root#spool].
    ///
    /// @param directory must be there at the start; default: such uploads are refused
    /// @return this
    public ServerBuilder spool(Path directory) {
        defaults = defaults.spool(directory);
        return this;
    }

    /// How names are related to the directory of every [#root(Path)].
    ///
    /// @param style default [PathStyle#STRICT]
    /// @return this
    public ServerBuilder pathStyle(PathStyle style) {
        defaults = defaults.pathStyle(style);
        return this;
    }

    /// Whether slips of clients in a name are forgiven in every [#root(Path)]: see [Root#lenientNames].
    ///
    /// @param on default true
    /// @return this
    public ServerBuilder lenientNames(boolean on) {
        defaults = defaults.lenientNames(on);
        return this;
    }

    /// Whether only files that everyone may read are served from a [#root(Path)], and only files that everyone may
    /// write are replaced there.
    ///
    /// @param only default false; true needs a file system with POSIX permissions
    /// @return this
    public ServerBuilder worldAccess(boolean only) {
        defaults = defaults.worldAccess(only);
        return this;
    }

    /// A directory outside into which symbolic links of every [#root(Path)] may lead. May be called several times.
    ///
    /// @param directory must be there at the start
    /// @return this
    public ServerBuilder followLinksTo(Path directory) {
        var all = new ArrayList<>(defaults.followLinksTo());
        all.add(directory);
        defaults = defaults.followLinksTo(all);
        return this;
    }

    /// Content made by a function for names that fit a template, such as `SEP{mac}.cnf.xml`: `{mac}` stands for
    /// one or more characters but the slash, `{rest*}` for any. Asked before every root.
    ///
    /// @param template see [NamePattern#template]
    /// @param function runs off the loop, once for each transfer, and may wait up to 5 s
    /// @return this
    /// @throws IllegalArgumentException where the template is none
    public ServerBuilder route(String template, ContentFunction function) {
        return content(GeneratedContent.of(NamePattern.template(template), function, this::fault));
    }

    /// Uploads of names that fit a template, gathered in memory and given to a function: up to 16 MiB each
    /// ([UploadReceiver#DEFAULT_MAX_OCTETS]). Asked before every root.
    ///
    /// @param template see [NamePattern#template]
    /// @param function runs off the loop when the upload is whole; the last ACK leaves when it has returned
    /// @return this
    /// @throws IllegalArgumentException where the template is none
    public ServerBuilder upload(String template, UploadFunction function) {
        return upload(template, UploadReceiver.DEFAULT_MAX_OCTETS, function);
    }

    /// The same with another limit.
    ///
    /// @param template see [NamePattern#template]
    /// @param maxOctets of one upload, 1 or more
    /// @param function runs off the loop when the upload is whole; the last ACK leaves when it has returned
    /// @return this
    /// @throws IllegalArgumentException where the template is none, or the limit not positive
    public ServerBuilder upload(String template, long maxOctets, UploadFunction function) {
        return content(UploadReceiver.of(NamePattern.template(template), maxOctets, function, this::fault));
    }

    /// A link of the chain that says what names mean, asked before every root. May be called several times. The
    /// server does not close it.
    ///
    /// @param provider asked off the loop, several times at once
    /// @return this
    public ServerBuilder content(Provider provider) {
        links.add(new ToldFaults(provider, this::fault));
        return this;
    }

    /// Says which name is meant by that of a request, before anybody else sees it: the rules of a map file
    /// ([dev.trivet.remap.MapRules]), or a function. What [#client] rules match is the name as it was asked for.
    ///
    /// @param map runs off the loop, once for each transfer; it and content together may take 5 s
    /// @return this
    public ServerBuilder names(NameMap map) {
        names = asked -> {
            try {
                return map.map(asked);
            } catch (RuntimeException fault) {
                fault(fault);
                throw fault;
            }
        };
        return this;
    }

    // --- who

    /// Who may read anything at all. What roots say narrows it further.
    ///
    /// @param ranges in place of those named before; none: everyone, which is the default
    /// @return this
    public ServerBuilder allowRead(AddressRange... ranges) {
        allowRead = List.of(ranges);
        return this;
    }

    /// Who may upload anything at all. What roots say narrows it further.
    ///
    /// @param ranges in place of those named before; none: everyone, which is the default
    /// @return this
    public ServerBuilder allowWrite(AddressRange... ranges) {
        allowWrite = List.of(ranges);
        return this;
    }

    /// Who may ask, decided by a function, besides [#allowRead] and [#allowWrite].
    ///
    /// @param rule default: everyone
    /// @return this
    public ServerBuilder access(Access rule) {
        access = rule;
        return this;
    }

    /// What holds for some clients. May be called several times: the first rule that fits holds.
    ///
    /// @param rule what it says holds in place of what the builder says
    /// @return this
    public ServerBuilder client(ClientRule rule) {
        clients.add(rule);
        return this;
    }

    // --- how much

    /// The largest block granted (RFC 2348).
    ///
    /// @param octets 8 to 65464; default: what fits into one packet of the interface
    /// @return this
    public ServerBuilder maxBlksize(int octets) {
        maxBlksize = OptionalInt.of(octets);
        return this;
    }

    /// The largest block granted where one packet of the interface carries it: larger than [#maxBlksize] on a
    /// network of
    /// jumbo frames, and never in fragments. Alone: the smaller of this and what fits one packet.
    ///
    /// @param octets 8 to 65464; default: [#maxBlksize] alone counts
    /// @return this
    public ServerBuilder maxBlksizeUnfragmented(int octets) {
        maxBlksizeUnfragmented = OptionalInt.of(octets);
        return this;
    }

    /// Options that are left out of every answer as if they were unknown (RFC 2347). What a [ClientRule] refuses is
    /// left out besides.
    ///
    /// @param names such as `windowsize`, upper or lower case, in place of those named before; none: the default
    /// @return this
    public ServerBuilder refuseOptions(String... names) {
        refuseOptions = Set.of(names);
        return this;
    }

    /// The largest window granted (RFC 7440).
    ///
    /// @param blocks 1 to 32767; default 32
    /// @return this
    public ServerBuilder maxWindowsize(int blocks) {
        maxWindowsize = blocks;
        return this;
    }

    /// The largest window granted, whatever its block size. One block is always granted.
    ///
    /// @param octets 1 or more; default 4 MiB
    /// @return this
    public ServerBuilder maxWindowBytes(long octets) {
        maxWindowBytes = octets;
        return this;
    }

    /// When a transfer without progress ends.
    ///
    /// @param after 1 ms or more, or three agreed timeouts if that is longer; default 30 s
    /// @return this
    public ServerBuilder giveUp(Duration after) {
        giveUp = after;
        return this;
    }

    /// When a transfer ends however it goes on: who answers just before each time-out would hold its place for
    /// as long as the file lasts.
    ///
    /// @param most 1 ms or more; default one day
    /// @return this
    public ServerBuilder maxTransferTime(Duration most) {
        maxTransferTime = most;
        return this;
    }

    /// Repeats after this wait, doubled each time, in place of what the round trip says. After six sendings, 63
    /// times the wait, a transfer ends, and [#giveUp] does not count. A client's own timeout stands in its
    /// place. For those who rely on the times of tftpd-hpa.
    ///
    /// @param first 10 ms to 255 s; default: repeats follow the round trip
    /// @return this
    public ServerBuilder retransmit(Duration first) {
        retransmit = Optional.of(first);
        return this;
    }

    /// Transfers at once.
    ///
    /// @param most 1 or more; default 10,000
    /// @return this
    public ServerBuilder maxTransfers(int most) {
        maxTransfers = most;
        return this;
    }

    /// Whose codes and texts the ERRORs carry that clients get.
    ///
    /// @param whose default [ErrorTexts#TRIVET]
    /// @return this
    public ServerBuilder errorTexts(ErrorTexts whose) {
        errorTexts = whose;
        return this;
    }

    /// What further requests meet.
    ///
    /// @param what default: silence
    /// @return this
    public ServerBuilder whenFull(WhenFull what) {
        whenFull = what;
        return this;
    }

    /// Requests a second of one client address. All addresses of an IPv6 /64 together have 256 times as many:
    /// one host may use each of them.
    ///
    /// @param most 1 or more; default: no limit
    /// @return this
    public ServerBuilder requestsPerAddress(int most) {
        requestsPerAddress = OptionalInt.of(most);
        return this;
    }

    /// Transfers at once of one client address. All addresses of an IPv6 /64 together have 256 times as many.
    ///
    /// @param most 1 or more; default: no limit
    /// @return this
    public ServerBuilder transfersPerAddress(int most) {
        transfersPerAddress = OptionalInt.of(most);
        return this;
    }

    /// Names that one client address may ask for in vain within a minute: against guessing names, such as those
    /// of phones. Its further requests meet what [#whenFull] says until the minute is over. All addresses of an
    /// IPv6 /64 together have 256 times as many.
    ///
    /// @param most 1 or more; default: no limit
    /// @return this
    public ServerBuilder missesPerAddress(int most) {
        missesPerAddress = OptionalInt.of(most);
        return this;
    }

    /// The largest upload, wherever it goes. What roots say narrows it further.
    ///
    /// @param octets 1 or more; default: no limit
    /// @return this
    public ServerBuilder maxUpload(long octets) {
        maxUpload = OptionalLong.of(octets);
        return this;
    }

    /// All running uploads and those stored since the start.
    ///
    /// @param octets 1 or more; default: no limit
    /// @return this
    public ServerBuilder maxUploadTotal(long octets) {
        maxUploadTotal = OptionalLong.of(octets);
        return this;
    }

    /// The same for each client address.
    ///
    /// @param octets 1 or more; default: no limit
    /// @return this
    public ServerBuilder maxUploadPerAddress(long octets) {
        maxUploadPerAddress = OptionalLong.of(octets);
        return this;
    }

    /// What carries the packets. Where the Linux engine is demanded and cannot be used the start fails; by default
    /// the portable one is taken then, and a notice says why.
    ///
    /// @param value default [Engine#AUTO]
    /// @return this
    public ServerBuilder engine(Engine value) {
        engine = value;
        return this;
    }

    /// Requests that were sent to a broadcast address are answered too, from the address of the interface they came
    /// in by: for networks in which devices do not know their server. Anybody who can send one gets an answer from
    /// every server. Needs [Engine#LINUX].
    ///
    /// @param value default false
    /// @return this
    public ServerBuilder allowBroadcast(boolean value) {
        allowBroadcast = value;
        return this;
    }

    /// Before a loop sleeps it looks for packets for so long: faster lock-step, at the price of a busy core while
    /// transfers run.
    ///
    /// @param before zero or more; default zero
    /// @return this
    public ServerBuilder spin(Duration before) {
        spin = before;
        return this;
    }

    // --- who hears of it

    /// Hears what happens, on a thread of its own, one event after another, and can never slow a transfer. May be
    /// called several times.
    ///
    /// @param listener one that is too slow loses events, see [TftpServer#lostEvents]
    /// @return this
    public ServerBuilder onEvent(Consumer<TransferEvent> listener) {
        listeners.add(listener);
        return this;
    }

    /// Hears of faults in Trivet, in listeners and in functions, on the thread where they happen; must not wait.
    ///
    /// @param handler default: prints stack traces
    /// @return this
    public ServerBuilder onFault(Consumer<Throwable> handler) {
        uncaught = Optional.of(handler);
        return this;
    }

    /// Hears what belongs to no transfer, for the log: an address that cannot be listened on, parts of interrupted
    /// uploads that were removed. On any thread, also a loop's: must not wait.
    ///
    /// @param handler default: nobody
    /// @return this
    public ServerBuilder onNotice(Consumer<String> handler) {
        notices = Optional.of(handler);
        return this;
    }

    /// Runs once when ports and directories are open, before the first request is read: to give up privileges.
    /// What it throws ends the start.
    ///
    /// @param action on the thread that starts the server; default: nothing
    /// @return this
    public ServerBuilder onBound(Runnable action) {
        bound = action;
        return this;
    }

    // --- what comes of it

    /// Starts the server.
    ///
    /// @return it runs, and listens already
    /// @throws IOException where an address cannot be listened on (taken, not allowed, not of this host), or a
    ///     directory cannot be served; the message names it
    /// @throws IllegalArgumentException where a value is out of range
    /// @throws IllegalStateException where there is nothing to serve
    public TftpServer start() throws IOException {
        return TftpServer.start(this);
    }

    /// Puts the server on a loop of somebody else's: a simulator's. The loop is not run, events come at once on
    /// its thread, and [#listen] addresses are opened on it. Roots stay open as long as the program.
    ///
    /// @param loop not run yet, or this is its thread
    /// @param workers run what may wait
    /// @param pathMtu in place of the interfaces'
    /// @param clock tells the time of events
    /// @return the addresses it listens on
    /// @throws IOException where an address cannot be listened on, or a directory cannot be served
    public List<InetSocketAddress> attach(Loop loop, Workers workers, PathMtu pathMtu, InstantSource clock)
            throws IOException {
        var reception = reception(loop, workers, pathMtu, clock);
        var addresses = new ArrayList<InetSocketAddress>();
        for (var address : settings().listen()) addresses.add(reception.listen(address));
        return List.copyOf(addresses);
    }

    // --- for the server and simulations

    Reception reception(Loop loop, Workers workers, PathMtu pathMtu, InstantSource clock) {
        Consumer<TransferEvent> events = event -> EventQueue.tell(event, listeners, this::fault);
        var generation = new Generation(settings(), opened());
        return new Reception(loop, Shared.of(generation, workers, pathMtu, blocksFrom, events, clock));
    }

    private ServedContent opened() {
        try {
            return content();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                listening(),
                new AllowedRanges(allowRead, allowWrite).and(access),
                singlePort,
                portRange,
                maxBlksize,
                maxBlksizeUnfragmented,
                refuseOptions,
                maxWindowsize,
                maxWindowBytes,
                giveUp,
                maxTransferTime,
                retransmit,
                maxTransfers,
                whenFull,
                errorTexts,
                requestsPerAddress,
                transfersPerAddress,
                missesPerAddress,
                maxUpload,
                maxUploadTotal,
                maxUploadPerAddress,
                engine,
                allowBroadcast,
                spin,
                clients,
                names);
    }

    TransportSettings transportSettings(boolean severalLoops) {
        return new TransportSettings(
                TransportSettings.LISTEN_BUFFER,
                TransportSettings.TRANSFER_BUFFER,
                spin.toNanos(),
                allowBroadcast,
                ipVersion.equals(OptionalInt.of(6)),
                severalLoops ? PortSharing.amongLoops() : PortSharing.none(),
                notices());
    }

    /// Opens the roots.
    ServedContent content() throws IOException {
        return ServedContent.open(
                links, roots.stream().map(each -> each.apply(defaults)).toList());
    }

    /// What only a new start can change, of what `changed` says; in the words of the configuration.
    List<String> restartFor(ServerBuilder changed) {
        var now = settings();
        var then = changed.settings();
        var needed = new ArrayList<String>();
        if (!Set.copyOf(now.listen()).equals(Set.copyOf(then.listen()))) needed.add("listen");
        if (!ipVersion.equals(changed.ipVersion)) needed.add("ip-version");
        if (now.singlePort() != then.singlePort()) needed.add("single-port");
        if (!now.portRange().equals(then.portRange())) needed.add("port-range");
        if (now.engine() != then.engine()) needed.add("engine");
        if (now.allowBroadcast() != then.allowBroadcast()) needed.add("allow-broadcast");
        if (!now.spin().equals(then.spin())) needed.add("spin");
        if (!changed.listeners.isEmpty() && !changed.listeners.equals(listeners)) needed.add("onEvent");
        if (changed.uncaught.isPresent() && !changed.uncaught.equals(uncaught)) needed.add("onFault");
        if (changed.notices.isPresent() && !changed.notices.equals(notices)) needed.add("onNotice");
        return needed;
    }

    /// Where nobody was named: faults of its functions go there.
    void faultsTo(Consumer<Throwable> handler) {
        if (uncaught.isEmpty()) uncaught = Optional.of(handler);
    }

    Runnable bound() {
        return bound;
    }

    List<Consumer<TransferEvent>> listeners() {
        return List.copyOf(listeners);
    }

    Consumer<String> notices() {
        return notices.orElse(_ -> {});
    }

    Consumer<Throwable> uncaught() {
        return uncaught.orElse(Throwable::printStackTrace);
    }

    private void fault(Throwable fault) {
        uncaught().accept(fault);
    }
}

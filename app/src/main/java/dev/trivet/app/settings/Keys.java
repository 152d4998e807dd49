package dev.trivet.app.settings;

import dev.trivet.app.settings.Kind.Many;
import dev.trivet.app.settings.Kind.One;
import dev.trivet.content.AddressRange;
import dev.trivet.content.Durability;
import dev.trivet.content.WritePolicy;
import dev.trivet.engine.Engine;
import dev.trivet.engine.PortRange;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.WindowSize;
import dev.trivet.remap.MapRules;
import dev.trivet.server.WhenFull;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Everything that can be set by flag and by file. The order is that of the help and of `--print-config`.
public final class Keys {
    /// A hundred times what one machine was seen to carry.
    private static final int MOST_AT_ONCE = 1_000_000;

    /// More would make a directory that nobody can list.
    private static final int MOST_VERSIONS = 1_000_000;

    private static final int DAY_SECONDS = 86_400;

    /// Longer than any round trip that spinning could shorten.
    private static final int LONGEST_SPIN_MICROS = 10_000;

    static final One<AddressRange> RANGE = Kind.text("address range", AddressRange::parse, AddressRange::toString);
    private static final One<Integer> AT_ONCE = Kind.number(1, MOST_AT_ONCE);

    // --- where

    public static final Key<List<ListenAddress>> LISTEN = Key.named(
                    "listen", new Many<>(Kind.text("ADDR:PORT", ListenAddress::parse, ListenAddress::toString)))
            .label("ADDR:PORT")
            .byDefault(List.of(ListenAddress.DEFAULT))
            .needsRestart()
            .says(
                    "Where to listen (repeatable; default {default}, which is",
                    "every address): 192.0.2.1:69 or [::1]:6969;",
                    "port 0 takes a free one and prints it");

    // --- uploads

    public static final Key<WritePolicy> WRITE = Key.named("write", Kind.word(WritePolicy.class))
            .label("none|create|overwrite|version")
            .byDefault(WritePolicy.NONE)
            .says(
                    "What an upload may do (default: {default}):",
                    "none       nothing, every upload is refused",
                    "create     new names only",
                    "overwrite  also replace what is there",
                    "version    replace; the former content stays, as",
                    "           NAME.YYYYMMDDTHHMMSSZ");

    public static final Key<Integer> KEEP_VERSIONS = Key.named("keep-versions", Kind.number(1, MOST_VERSIONS))
            .label("N")
            .otherwise("all")
            .says("Former contents kept for each name (default: {default})");

    public static final Key<Long> MAX_UPLOAD = Key.named("max-upload", Kind.size())
            .label("SIZE")
            .otherwise("no limit")
            .says("Largest upload, such as 512K, 4M or 1G (default: {default})");

    public static final Key<Long> MAX_UPLOAD_TOTAL = Key.named("max-upload-total", Kind.size())
            .label("SIZE")
            .otherwise("no limit")
            .says("All uploads together, running and stored since the start (default: {default})");

    public static final Key<Long> MAX_UPLOAD_PER_ADDRESS = Key.named("max-upload-per-address", Kind.size())
            .label("SIZE")
            .otherwise("no limit")
            .says("The same for each client address (default: {default})");

    public static final Key<Durability> DURABILITY = Key.named("durability", Kind.word(Durability.class))
            .label("disk|rename")
            .byDefault(Durability.DISK)
            .says(
                    "When an upload is acknowledged as stored (default: {default}):",
                    "disk    it survives a power cut",
                    "rename  faster; it survives the end of the server,",
                    "        not a power cut");

    // --- network

    public static final Key<Boolean> SINGLE_PORT = Key.on("single-port")
            .needsRestart()
            .says("Transfers stay on the listening port: for containers, NAT and strict firewalls");

    public static final Key<PortRange> PORT_RANGE = Key.named(
                    "port-range", Kind.text("LO:HI", PortRanges::parse, PortRanges::text))
            .label("LO:HI")
            .otherwise("the system chooses")
            .needsRestart()
            .says("Ports that transfers answer from,", "such as 50000:50999 (default: {default})");

    public static final Key<Integer> MAX_BLKSIZE = Key.named(
                    "max-blksize", Kind.number(BlockSize.SMALLEST, BlockSize.LARGEST))
            .label("N")
            .otherwise("what fits one packet of the interface")
            .says("Largest block granted, 8 to 65464 octets (default: {default})");

    public static final Key<Integer> MAX_WINDOWSIZE = Key.named("max-windowsize", Kind.number(1, WindowSize.LARGEST))
            .label("N")
            .byDefault(64)
            .says("Largest window granted, 1 to 32767 blocks (default: {default})");

    public static final Key<Long> MAX_WINDOW_BYTES = Key.named("max-window-bytes", Kind.size())
            .label("SIZE")
            .byDefault(4L << 20)
            .says("Largest window granted in octets; one block is always granted (default: {default})");

    public static final Key<Duration> GIVE_UP = Key.named("give-up", seconds(1))
            .label("SECONDS")
            .byDefault(Duration.ofSeconds(30))
            .says("A transfer without progress ends after this, or after three times the client's timeout if that is"
                    + " longer (default: {default})");

    // --- names

    public static final Key<Boolean> IGNORE_CASE =
            Key.on("ignore-case").says("A name that does not exist also finds the one file that differs in case only");

    public static final Key<List<Path>> FOLLOW_LINKS_TO = Key.named("follow-links-to", new Many<>(Kind.path()))
            .label("DIR")
            .otherwise("none")
            .says("Symbolic links may lead into this folder outside of what is served (repeatable)");

    public static final Key<Path> MAP_FILE = Key.named("map-file", Kind.path())
            .label("PATH")
            .otherwise("none, names mean themselves")
            .says(
                    "Rules that rewrite names or refuse them, as those of tftpd-hpa (docs/map-files.md; default: {default})");

    public static final Key<Integer> MAP_STEPS = Key.named("map-steps", Kind.number(1, MapRules.LARGEST_MAX_STEPS))
            .label("N")
            .byDefault(MapRules.DEFAULT_MAX_STEPS)
            .says("Rules that may be tried for one name (default: {default})");

    // --- who may

    public static final Key<List<AddressRange>> ALLOW_READ = Key.named("allow-read", new Many<>(RANGE))
            .label("CIDR")
            .otherwise("everyone")
            .says("Who may fetch: 10.0.0.0/8, 192.0.2.7,", "2001:db8::/32 (repeatable; default: {default})");

    public static final Key<List<AddressRange>> ALLOW_WRITE = Key.named("allow-write", new Many<>(RANGE))
            .label("CIDR")
            .otherwise("everyone")
            .says("Who may upload what --write allows (repeatable; default: {default})");

    // --- load

    public static final Key<Integer> MAX_TRANSFERS = Key.named("max-transfers", AT_ONCE)
            .label("N")
            .byDefault(10_000)
            .says("Transfers at once (default: {default})");

    public static final Key<WhenFull> WHEN_FULL = Key.named("when-full", Kind.word(WhenFull.class))
            .label("drop|refuse")
            .byDefault(WhenFull.DROP)
            .says("What a further request gets: silence, so that the client asks again, or an error"
                    + " (default: {default})");

    public static final Key<Integer> REQUESTS_PER_ADDRESS = Key.named("requests-per-address", AT_ONCE)
            .label("N")
            .otherwise("no limit")
            .says("Requests a second of one client address (default: {default})");

    public static final Key<Integer> TRANSFERS_PER_ADDRESS = Key.named("transfers-per-address", AT_ONCE)
            .label("N")
            .otherwise("no limit")
            .says("Transfers at once of one client address (default: {default})");

    // --- process

    public static final Key<String> USER = Key.named("user", Kind.text("user name", text -> text, text -> text))
            .label("NAME")
            .otherwise("the one that started it")
            .needsRestart()
            .says("Run as this user once the ports are bound (default: {default})");

    public static final Key<Engine> ENGINE = Key.named("engine", Kind.word(Engine.class))
            .label("auto|portable|linux")
            .byDefault(Engine.AUTO)
            .needsRestart()
            .says("How packets are sent and received: by java.nio, or by the faster system calls of Linux"
                    + " (default: {default})");

    public static final Key<Boolean> ALLOW_BROADCAST = Key.on("allow-broadcast")
            .needsRestart()
            .says(
                    "Answer requests sent to a broadcast address too, for devices that do not know their server; needs the"
                            + " Linux engine");

    public static final Key<Duration> SPIN = Key.named(
                    "spin",
                    Kind.time("microseconds", 0, LONGEST_SPIN_MICROS, n -> Duration.of(n, ChronoUnit.MICROS), spin ->
                            (int) (spin.toNanos() / 1000)))
            .label("MICROS")
            .byDefault(Duration.ZERO)
            .needsRestart()
            .says("Look again for so long before sleeping: faster single transfers, a busier core"
                    + " (default: {default})");

    public static final Key<Duration> DRAIN_TIMEOUT = Key.named("drain-timeout", seconds(0))
            .label("SECONDS")
            .byDefault(Duration.ofSeconds(10))
            .says("How long running transfers may go on after SIGTERM or Ctrl-C (default: {default})");

    public static final Key<Path> RELOAD_SOCKET = Key.named("reload-socket", Kind.path())
            .label("PATH")
            .otherwise("none, only SIGHUP reloads")
            .needsRestart()
            .says("Where 'trivet reload' reaches this server (default: {default})");

    // --- log

    public static final Key<LogFormat> LOG = Key.named("log", Kind.word(LogFormat.class))
            .label("text|json")
            .byDefault(LogFormat.TEXT)
            .says("One line for each finished transfer, for people or for programs (default: {default})");

    public static final Key<Boolean> VERBOSE =
            Key.on("verbose").says("Also each request, and each step that helped to find a name");

    public static final Key<Boolean> QUIET = Key.on("quiet").says("Only what went wrong");

    private Keys() {}

    /// Keys that belong together, with what stands above them in the help.
    public record Section(String heading, List<Key<?>> keys) {}

    public static final List<Section> SECTIONS = List.of(
            new Section("", List.of(LISTEN)),
            new Section(
                    "Uploads",
                    List.of(WRITE, KEEP_VERSIONS, MAX_UPLOAD, MAX_UPLOAD_TOTAL, MAX_UPLOAD_PER_ADDRESS, DURABILITY)),
            new Section(
                    "Network",
                    List.of(
                            SINGLE_PORT,
                            PORT_RANGE,
                            MAX_BLKSIZE,
                            MAX_WINDOWSIZE,
                            MAX_WINDOW_BYTES,
                            GIVE_UP,
                            ALLOW_BROADCAST)),
            new Section("Names", List.of(IGNORE_CASE, FOLLOW_LINKS_TO, MAP_FILE, MAP_STEPS)),
            new Section("Who may", List.of(ALLOW_READ, ALLOW_WRITE)),
            new Section("Load", List.of(MAX_TRANSFERS, WHEN_FULL, REQUESTS_PER_ADDRESS, TRANSFERS_PER_ADDRESS)),
            new Section("Process", List.of(USER, ENGINE, SPIN, DRAIN_TIMEOUT, RELOAD_SOCKET)),
            new Section("Log", List.of(LOG, VERBOSE, QUIET)));

    /// Those that above all roots are defaults for each of them. (What stands above them of who may, and how much,
    /// holds besides what they say.)
    public static final List<Key<?>> ROOT_DEFAULTS =
            List.of(WRITE, KEEP_VERSIONS, DURABILITY, IGNORE_CASE, FOLLOW_LINKS_TO);

    private static One<Duration> seconds(int shortest) {
        return Kind.time(
                "seconds", shortest, DAY_SECONDS, n -> Duration.ofSeconds(n), duration -> (int) duration.toSeconds());
    }
}

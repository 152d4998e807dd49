package dev.trivet.app.settings;

import dev.trivet.app.settings.Kind.Many;
import dev.trivet.app.settings.Kind.One;
import dev.trivet.content.AddressRange;
import dev.trivet.content.Durability;
import dev.trivet.content.PathStyle;
import dev.trivet.content.WritePolicy;
import dev.trivet.engine.Engine;
import dev.trivet.engine.PortRange;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.WindowSize;
import dev.trivet.remap.MapRules;
import dev.trivet.server.ErrorTexts;
import dev.trivet.server.WhenFull;
import dev.trivet.transfer.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// Everything that can be set by flag and by file. The order is that of the help and of `--print-config`.
public final class Keys {
    /// A hundred times what one machine was seen to carry.
    private static final int MOST_AT_ONCE = 1_000_000;

    /// More would make a directory that nobody can list.
    private static final int MOST_VERSIONS = 1_000_000;

    private static final int DAY_SECONDS = 86_400;

    /// `-v` can be repeated; nothing is told only beyond 5.
    private static final int MOST_VERBOSE = 9;

    /// Longer than any round trip that spinning could shorten.
    private static final int LONGEST_SPIN_MICROS = 10_000;

    /// Those that are ever granted (RFC 2348, 2349, 7440, and tftpd-hpa's own).
    private static final List<String> OPTIONS =
            List.of("blksize", "blksize2", "timeout", "utimeout", "tsize", "windowsize", "rollover");

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

    public static final Key<Integer> IP_VERSION = Key.named(
                    "ip-version", Kind.text("4 or 6", Keys::ipVersion, String::valueOf))
            .label("4|6")
            .otherwise("both")
            .needsRestart()
            .says("Listen with this version of IP alone;", "6 needs the Linux engine (default: {default})");

    // --- uploads

    public static final Key<WritePolicy> WRITE = Key.named("write", Kind.word(WritePolicy.class))
            .label("none|existing|create|overwrite|version")
            .byDefault(WritePolicy.NONE)
            .says(
                    "What an upload may do (default: {default}):",
                    "none       nothing, every upload is refused",
                    "existing   replace what is there, no new names",
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

    public static final Key<Integer> UMASK = Key.named("umask", Kind.text("octal", Keys::umask, Keys::octal))
            .label("OCTAL")
            .otherwise("that of the process")
            .says("Permissions that new files do not get of 0666,", "such as 022 (default: {default})");

    public static final Key<Path> SPOOL = Key.named("spool", Kind.path())
            .label("DIR")
            .otherwise("such uploads are refused")
            .says("Gather uploads here whose own folder may not be written, and copy them into the file that is there;"
                    + " not atomic (default: {default})");

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

    public static final Key<Integer> MAX_BLKSIZE_UNFRAGMENTED = Key.named(
                    "max-blksize-unfragmented", Kind.number(BlockSize.SMALLEST, BlockSize.LARGEST))
            .label("N")
            .otherwise("max-blksize alone counts")
            .says("Blocks may be larger than --max-blksize, up to this, where one packet of the interface carries them"
                    + " (default: {default})");

    public static final Key<List<String>> REFUSE_OPTIONS = Key.named(
                    "refuse-options", new Many<>(Kind.text("name of an option", Keys::option, text -> text)))
            .label("OPTION")
            .otherwise("none")
            .says("Leave this option out of every answer, as if it were unknown (repeatable; default: {default})");

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

    public static final Key<Duration> MAX_TRANSFER_TIME = Key.named("max-transfer-time", seconds(1))
            .label("SECONDS")
            .byDefault(Duration.ofDays(1))
            .says("A transfer ends after this however it goes on (default: {default})");

    public static final Key<Duration> RETRANSMIT = Key.named(
                    "retransmit",
                    Kind.time(
                            "microseconds",
                            micros(Patience.SHORTEST_RETRANSMIT),
                            micros(Patience.LONGEST_RETRANSMIT),
                            n -> Duration.of(n, ChronoUnit.MICROS),
                            Keys::micros))
            .label("MICROS")
            .otherwise("follows the round trip")
            .says("Repeat after this wait, then twice as long each time, and give up after 63 times it, in place of"
                    + " --give-up; a client's own timeout comes first (default: {default})");

    // --- names

    public static final Key<Boolean> IGNORE_CASE =
            Key.on("ignore-case").says("A name that does not exist also finds the one file that differs in case only");

    public static final Key<PathStyle> PATH_STYLE = Key.named("path-style", Kind.word(PathStyle.class))
            .label("strict|chroot|absolute")
            .byDefault(PathStyle.STRICT)
            .says(
                    "What a name is relative to (default: {default}):",
                    "strict    the folder; .. above it is refused",
                    "chroot    the folder as /: .. stops there, absolute",
                    "          links start there (in.tftpd --secure)",
                    "absolute  this machine: a whole path into the",
                    "          folder, without .. (in.tftpd)");

    public static final Key<Boolean> LENIENT_NAMES = Key.named("lenient-names", new Kind.Switch())
            .byDefault(true)
            .says("Forgive slips in names: \\ for /, the path of the folder in front, an octet FF behind"
                    + " (default: {default})");

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

    public static final Key<Boolean> WORLD_ACCESS = Key.on("world-access")
            .says("Serve only files that everyone may read (o+r), replace only those that everyone may write (o+w)");

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

    public static final Key<Integer> MISSES_PER_ADDRESS = Key.named("misses-per-address", AT_ONCE)
            .label("N")
            .otherwise("no limit")
            .says("Names that one client address may ask for in vain within a minute (default: {default})");

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
                    Kind.time(
                            "microseconds",
                            0,
                            LONGEST_SPIN_MICROS,
                            n -> Duration.of(n, ChronoUnit.MICROS),
                            Keys::micros))
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

    public static final Key<Path> PID_FILE = Key.named("pid-file", Kind.path())
            .label("PATH")
            .otherwise("none")
            .needsRestart()
            .says("Write the number of the process there, for scripts (default: {default})");

    public static final Key<Sockets> SOCKETS = Key.named("sockets", Kind.word(Sockets.class))
            .label("own|systemd|inetd")
            .byDefault(Sockets.OWN)
            .needsRestart()
            .says(
                    "Whose the listening sockets are: those of --listen, or handed over by systemd (LISTEN_FDS) or by inetd"
                            + " (wait); needs the Linux engine (default: {default})");

    public static final Key<Duration> IDLE_EXIT = Key.named("idle-exit", seconds(1))
            .label("SECONDS")
            .otherwise("never")
            .needsRestart()
            .says("End after so long without a request: whoever hands the sockets over starts again"
                    + " (default: {default})");

    // --- log

    public static final Key<LogFormat> LOG = Key.named("log", Kind.word(LogFormat.class))
            .label("text|json|tftpd-hpa")
            .byDefault(LogFormat.TEXT)
            .says("One line for each finished transfer, for people or for programs, or lines as tftpd-hpa writes them"
                    + " (default: {default})");

    public static final Key<ErrorTexts> ERROR_TEXTS = Key.named("error-texts", Kind.word(ErrorTexts.class))
            .label("trivet|tftpd-hpa")
            .byDefault(ErrorTexts.TRIVET)
            .says("Whose codes and texts errors to clients carry (default: {default})");

    public static final Key<LogTarget> LOG_TO = Key.named("log-to", Kind.word(LogTarget.class))
            .label("stderr|syslog")
            .byDefault(LogTarget.STDERR)
            .needsRestart()
            .says("Where the log goes; syslog is standard error where there is no log daemon (default: {default})");

    public static final Key<Integer> VERBOSITY = Key.named("verbosity", Kind.number(0, MOST_VERBOSE))
            .label("N")
            .byDefault(1)
            .says(
                    "With --log tftpd-hpa (default: {default}): 0 faults only, 1 also each request and its end, 2 also each"
                            + " error sent, 3 and more also how names were found");

    public static final Key<Boolean> VERBOSE =
            Key.on("verbose").says("Also each request, and each step that helped to find a name");

    public static final Key<Boolean> QUIET = Key.on("quiet").says("Only what went wrong");

    private Keys() {}

    /// Keys that belong together, with what stands above them in the help.
    public record Section(String heading, List<Key<?>> keys) {}

    public static final List<Section> SECTIONS = List.of(
            new Section("", List.of(LISTEN, IP_VERSION)),
            new Section(
                    "Uploads",
                    List.of(
                            WRITE,
                            KEEP_VERSIONS,
                            MAX_UPLOAD,
                            MAX_UPLOAD_TOTAL,
                            MAX_UPLOAD_PER_ADDRESS,
                            DURABILITY,
                            UMASK,
                            SPOOL)),
            new Section(
                    "Network",
                    List.of(
                            SINGLE_PORT,
                            PORT_RANGE,
                            MAX_BLKSIZE,
                            MAX_BLKSIZE_UNFRAGMENTED,
                            REFUSE_OPTIONS,
                            MAX_WINDOWSIZE,
                            MAX_WINDOW_BYTES,
                            GIVE_UP,
                            MAX_TRANSFER_TIME,
                            RETRANSMIT,
                            ERROR_TEXTS,
                            ALLOW_BROADCAST)),
            new Section("Names", List.of(PATH_STYLE, LENIENT_NAMES, IGNORE_CASE, FOLLOW_LINKS_TO, MAP_FILE, MAP_STEPS)),
            new Section("Who may", List.of(ALLOW_READ, ALLOW_WRITE, WORLD_ACCESS)),
            new Section(
                    "Load",
                    List.of(MAX_TRANSFERS, WHEN_FULL, REQUESTS_PER_ADDRESS, TRANSFERS_PER_ADDRESS, MISSES_PER_ADDRESS)),
            new Section(
                    "Process", List.of(USER, PID_FILE, ENGINE, SPIN, DRAIN_TIMEOUT, RELOAD_SOCKET, SOCKETS, IDLE_EXIT)),
            new Section("Log", List.of(LOG, LOG_TO, VERBOSITY, VERBOSE, QUIET)));

    /// Those that above all roots are defaults for each of them. (What stands above them of who may, and how much,
    /// holds besides what they say.)
    public static final List<Key<?>> ROOT_DEFAULTS = List.of(
            WRITE,
            KEEP_VERSIONS,
            DURABILITY,
            UMASK,
            SPOOL,
            PATH_STYLE,
            LENIENT_NAMES,
            IGNORE_CASE,
            FOLLOW_LINKS_TO,
            WORLD_ACCESS);

    private static int micros(Duration time) {
        return (int) (time.toNanos() / 1000);
    }

    private static int ipVersion(String text) {
        if (text.matches("[46]")) return Integer.parseInt(text);
        throw new IllegalArgumentException("'" + text + "' is neither 4 nor 6");
    }

    private static int umask(String text) {
        if (text.matches("0*[0-7]{1,3}")) return Integer.parseInt(text, 8);
        throw new IllegalArgumentException("'" + text + "' is not an octal number of three digits, such as 022");
    }

    private static String octal(int bits) {
        return "%03o".formatted(bits);
    }

    private static String option(String text) {
        var name = text.toLowerCase(Locale.ROOT);
        if (OPTIONS.contains(name)) return name;
        throw new IllegalArgumentException("'" + text + "' is not one of " + String.join(", ", OPTIONS));
    }

    private static One<Duration> seconds(int shortest) {
        return Kind.time(
                "seconds", shortest, DAY_SECONDS, n -> Duration.ofSeconds(n), duration -> (int) duration.toSeconds());
    }
}

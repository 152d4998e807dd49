package dev.trivet.app.hpa;

import dev.trivet.app.NumberText;
import dev.trivet.app.SizeConverter;
import dev.trivet.app.hpa.Words.Given;
import dev.trivet.app.settings.ForeignSettings.Meaning;
import dev.trivet.app.settings.Key;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.Kind;
import dev.trivet.app.settings.ListenAddress;
import dev.trivet.app.settings.LogFormat;
import dev.trivet.app.settings.LogTarget;
import dev.trivet.app.settings.Sockets;
import dev.trivet.app.settings.Tables;
import dev.trivet.app.settings.Values;
import dev.trivet.content.PathStyle;
import dev.trivet.content.WritePolicy;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.WindowSize;
import dev.trivet.server.ErrorTexts;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;

/// What a command line of `in.tftpd` means in the keys of `trivet serve`: the one place where the two meet.
/// `docs/tftpd-hpa.md` has the same as a table.
final class Translation {
    private static final String DEFAULT_USER = "nobody";
    private static final int DEFAULT_IDLE_SECONDS = 900;
    private static final int DAY_SECONDS = 86_400;

    /// Of tftpd-hpa's `--blocksize`.
    private static final int SMALLEST_BLOCKSIZE = 512;

    private static final int MOST_VERBOSE = 9;
    private static final int MOST_WINDOW_OF_HPA = 32_768;

    /// Those of tftpd-hpa, and the one of RFC 7440 that came with 6.0.
    private static final List<String> OPTIONS =
            List.of("blksize", "blksize2", "tsize", "timeout", "utimeout", "rollover", "windowsize");

    private final Words words;
    private final Mode mode;
    private final List<String> warnings = new ArrayList<>();
    private Values values = Values.NONE;

    private Translation(Words words, Mode mode) {
        this.words = words;
        this.mode = mode;
    }

    /// How it runs.
    enum Mode {
        /// `--listen`: in the background, with a socket of its own.
        DAEMON,
        /// `--foreground`, with a socket of its own.
        FOREGROUND,
        SYSTEMD,
        INETD
    }

    /// @param warnings for standard error and the log: what was taken, but not as it stood
    record Result(Mode mode, Meaning meaning, List<String> warnings) {
        /// @param why for the warnings
        Result withoutSpool(String why) {
            var server = meaning.server().without(List.of(Keys.SPOOL));
            var more = new ArrayList<>(warnings);
            more.add(why);
            return new Result(mode, new Meaning(server, meaning.roots()), List.copyOf(more));
        }
    }

    /// @throws UsageException where tftpd-hpa would not start, or would not do what was meant
    static Result of(Words words, Starter starter) throws UsageException {
        var translation = new Translation(words, mode(words, starter));
        translation.strict();
        translation.process(starter);
        translation.network();
        translation.blocks();
        translation.uploads(starter);
        translation.names();
        translation.log();
        return new Result(
                translation.mode,
                new Meaning(translation.values, translation.roots()),
                List.copyOf(translation.warnings));
    }

    // --- how it runs

    private static Mode mode(Words words, Starter starter) throws UsageException {
        boolean alone = words.has(Flag.LISTEN) || words.has(Flag.FOREGROUND) || words.has(Flag.ADDRESS);
        boolean wanted = words.has(Flag.SYSTEMD);
        if (wanted && words.has(Flag.LISTEN))
            throw new UsageException("--systemd and --listen exclude each other: systemd keeps it in the background");
        if (wanted || starter.bySystemd() > 0 && !words.has(Flag.LISTEN)) return Mode.SYSTEMD;
        if (words.has(Flag.FOREGROUND)) return Mode.FOREGROUND;
        if (alone) return words.has(Flag.LISTEN) ? Mode.DAEMON : Mode.FOREGROUND;
        if (starter.byInetd()) return Mode.INETD;
        throw new UsageException(
                SysExit.SYSTEM,
                "without --listen or --foreground the socket comes from inetd, as standard input, and that is none here;"
                        + " add --foreground to run from a shell");
    }

    private void strict() throws UsageException {
        if (!words.has(Flag.STRICT_HPA)) return;
        for (var given : words.given()) {
            if (given.flag().since() == Flag.Since.TRIVET && given.flag() != Flag.STRICT_HPA)
                throw new UsageException(
                        given.spelled() + " is not a flag of tftpd-hpa, and --strict-hpa takes no other");
        }
    }

    private void process(Starter starter) throws UsageException {
        if (starter.root() || words.has(Flag.USER))
            set(Keys.USER, words.last(Flag.USER).map(Given::value).orElse(DEFAULT_USER));
        // Service scripts stop it, wait a second, and start it again: the port must be free by then.
        if (mode == Mode.DAEMON) set(Keys.DRAIN_TIMEOUT, Duration.ZERO);
        boolean ownSocket = mode == Mode.DAEMON || mode == Mode.FOREGROUND;
        if (mode == Mode.SYSTEMD) set(Keys.SOCKETS, Sockets.SYSTEMD);
        if (mode == Mode.INETD) {
            set(Keys.SOCKETS, Sockets.INETD);
            idle(DEFAULT_IDLE_SECONDS);
        }
        var pidFile = words.last(Flag.PIDFILE);
        if (ownSocket && pidFile.isPresent())
            set(Keys.PID_FILE, Path.of(pidFile.get().value()));
        if (ownSocket && words.has(Flag.TIMEOUT))
            warnings.add("--timeout is how long a server of inetd stays without a request: ignored here");
        if (!ownSocket && words.has(Flag.PIDFILE))
            warnings.add("--pidfile is for --listen and --foreground: ignored here");
    }

    private void idle(int otherwise) throws UsageException {
        var given = words.last(Flag.TIMEOUT);
        int seconds = given.isPresent() ? number(given.get(), 1, DAY_SECONDS) : otherwise;
        set(Keys.IDLE_EXIT, Duration.ofSeconds(seconds));
    }

    // --- what it hears and answers

    private void network() throws UsageException {
        if (mode == Mode.DAEMON || mode == Mode.FOREGROUND) listen(Addresses.of(words));
        if (words.has(Flag.IPV4) && words.has(Flag.IPV6))
            throw new UsageException("--ipv4 and --ipv6 exclude each other; without them both are served");
        if (words.has(Flag.IPV4)) set(Keys.IP_VERSION, 4);
        if (words.has(Flag.IPV6)) set(Keys.IP_VERSION, 6);
        options();
        var wait = words.last(Flag.RETRANSMIT);
        if (wait.isPresent()) parsed(Keys.RETRANSMIT, wait.get());
        var ports =
                words.last(Flag.PORT_RANGE).or(() -> words.last(Flag.SERVICE).filter(Addresses::isRange));
        if (ports.isPresent()) parsed(Keys.PORT_RANGE, ports.get());
        var window = words.last(Flag.WINDOWSIZE);
        if (window.isPresent())
            set(Keys.MAX_WINDOWSIZE, Math.clamp(number(window.get(), 0, MOST_WINDOW_OF_HPA), 1, WindowSize.LARGEST));
        var octets = words.last(Flag.WINDOW_BYTES);
        if (octets.isPresent()) set(Keys.MAX_WINDOW_BYTES, size(octets.get()));
    }

    /// Of tftpd-hpa `[::]` is no socket for both families.
    private void listen(List<ListenAddress> addresses) {
        set(Keys.LISTEN, addresses);
        boolean allOf6 = addresses.stream()
                .allMatch(each -> each.address()
                        .filter(Inet6Address.class::isInstance)
                        .filter(InetAddress::isAnyLocalAddress)
                        .isPresent());
        if (allOf6 && !words.has(Flag.IPV4)) set(Keys.IP_VERSION, 6);
    }

    /// Those that are left out of every answer. The original has no windows, and so has `--strict-hpa` none.
    private void options() throws UsageException {
        var refused = new TreeSet<String>();
        for (var given : words.all(Flag.REFUSE)) refused.add(option(given));
        if (words.has(Flag.REFUSE_ALL)) refused.addAll(OPTIONS);
        if (words.has(Flag.STRICT_HPA)) refused.add("windowsize");
        if (!refused.isEmpty()) set(Keys.REFUSE_OPTIONS, List.copyOf(refused));
    }

    private void blocks() throws UsageException {
        var most = words.last(Flag.BLOCKSIZE);
        if (most.isPresent()) set(Keys.MAX_BLKSIZE, number(most.get(), SMALLEST_BLOCKSIZE, BlockSize.LARGEST));
        else if (words.has(Flag.STRICT_HPA)) set(Keys.MAX_BLKSIZE, BlockSize.LARGEST);
        var unfragmented = words.last(Flag.MAX_BLOCKSIZE);
        if (unfragmented.isPresent()) unfragmented(unfragmented.get());
    }

    private void unfragmented(Given given) throws UsageException {
        int wanted = number(given, SMALLEST_BLOCKSIZE, Integer.MAX_VALUE);
        if (wanted > BlockSize.LARGEST)
            warnings.add(given.spelled() + " " + wanted + " is taken as " + BlockSize.LARGEST
                    + ": RFC 2348 has no larger blocks");
        int most = Math.min(wanted, BlockSize.LARGEST);
        if (values.given(Keys.MAX_BLKSIZE).filter(always -> always > most).isPresent())
            throw new UsageException(
                    given.spelled() + " " + wanted + " is less than --blocksize: blocks above --blocksize,"
                            + " up to it, are for paths that carry them");
        set(Keys.MAX_BLKSIZE_UNFRAGMENTED, most);
    }

    // --- what it does with files

    private void uploads(Starter starter) throws UsageException {
        var policy = words.has(Flag.CREATE) ? WritePolicy.OVERWRITE : WritePolicy.EXISTING;
        set(Keys.WRITE, words.has(Flag.READ_ONLY) ? WritePolicy.NONE : policy);
        var most = words.last(Flag.MAX_UPLOAD);
        if (most.isPresent()) set(Keys.MAX_UPLOAD, size(most.get()));
        if (!words.has(Flag.READ_ONLY)) starter.spool().ifPresent(spool -> set(Keys.SPOOL, spool));
        set(Keys.WORLD_ACCESS, !words.has(Flag.PERMISSIVE));
        var umask = words.last(Flag.UMASK);
        if (umask.isPresent()) parsed(Keys.UMASK, umask.get());
        else if (!words.has(Flag.PERMISSIVE)) set(Keys.UMASK, 0);
    }

    private void names() throws UsageException {
        boolean secure = words.has(Flag.SECURE) || words.has(Flag.JAIL);
        set(Keys.PATH_STYLE, secure ? PathStyle.CHROOT : PathStyle.ABSOLUTE);
        set(Keys.LENIENT_NAMES, false);
        var rules = words.all(Flag.MAP_FILE);
        if (rules.size() > 1) throw new UsageException(rules.getLast().spelled() + ": there can be one map file only");
        if (!rules.isEmpty())
            set(Keys.MAP_FILE, Path.of(rules.getFirst().value()).toAbsolutePath());
        var steps = words.last(Flag.MAP_STEPS);
        if (steps.isPresent()) parsed(Keys.MAP_STEPS, steps.get());
    }

    private List<Values> roots() throws UsageException {
        var roots = new ArrayList<Values>();
        for (var directory : Directories.of(words)) roots.add(Values.NONE.with(Tables.DIRECTORY, directory));
        return roots;
    }

    // --- what it tells

    private void log() throws UsageException {
        set(Keys.ERROR_TEXTS, ErrorTexts.TFTPD_HPA);
        set(Keys.LOG, LogFormat.TFTPD_HPA);
        set(Keys.LOG_TO, words.has(Flag.STDERR) ? LogTarget.STDERR : LogTarget.SYSLOG);
        int level = 0;
        for (var given : words.given()) {
            if (given.flag() == Flag.VERBOSE) level = Math.min(MOST_VERBOSE, level + 1);
            if (given.flag() == Flag.VERBOSITY) level = number(given, 0, MOST_VERBOSE);
        }
        set(Keys.VERBOSITY, level);
    }

    // --- parts

    private <T> void set(Key<T> key, T value) {
        values = values.with(key, value);
    }

    /// As the key itself reads it.
    private <T> void parsed(Key<T> key, Given given) throws UsageException {
        values = with(values, key, given);
    }

    static <T> Values with(Values values, Key<T> key, Given given) throws UsageException {
        if (!(key.kind() instanceof Kind.One<T> one))
            throw new IllegalArgumentException("not one value: " + key.name());
        return values.with(key, value(given, text -> one.parse().parse(text, Path.of(""))));
    }

    private static int number(Given given, int lowest, int highest) throws UsageException {
        return value(given, text -> NumberText.parse(text, lowest, highest));
    }

    private static long size(Given given) throws UsageException {
        return value(given, SizeConverter::parse);
    }

    private static <T> T value(Given given, Function<String, T> parse) throws UsageException {
        try {
            return parse.apply(given.value());
        } catch (IllegalArgumentException e) {
            throw new UsageException(given.spelled() + ": " + e.getMessage());
        }
    }

    static String option(Given given) throws UsageException {
        var name = given.value().toLowerCase(Locale.ROOT);
        if (OPTIONS.contains(name)) return name;
        throw new UsageException(
                given.spelled() + ": '" + given.value() + "' is not one of " + String.join(", ", OPTIONS));
    }
}

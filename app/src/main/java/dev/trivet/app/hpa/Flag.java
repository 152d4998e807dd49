package dev.trivet.app.hpa;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The flags of `in.tftpd`: the one table that the parser, the help and the documentation are made of.
@SuppressWarnings("ImmutableEnumChecker") // a list that is a copy
enum Flag {
    LISTEN('l', "", Since.V5_2, "listen", "Run as a daemon: bind the port, detach, go on in the background"),
    FOREGROUND('L', "", Since.V5_2, "foreground", "As --listen, without detaching"),
    ADDRESS('a', "[ADDR][:PORT]", Since.V5_2, "address", "Where to listen; repeatable (default: port 69, any)"),
    IPV4('4', "", Since.V5_2, "ipv4", "IPv4 only"),
    IPV6('6', "", Since.V5_2, "ipv6", "IPv6 only"),
    SECURE('s', "", Since.V5_2, "secure", "Names are looked up as in a chroot to the one DIR", "chroot"),
    CREATE('c', "", Since.V5_2, "create", "Uploads may create files; else only overwrite them"),
    PERMISSIVE('p', "", Since.V5_2, "permissive", "Files need not be readable or writable by the world"),
    USER('u', "NAME", Since.V5_2, "user", "Run as this user once the port is bound (default: nobody)"),
    UMASK('U', "OCTAL", Since.V5_2, "umask", "For created files (default: 0; with --permissive the inherited one)"),
    PIDFILE('P', "FILE", Since.V5_2, "pidfile", "Write the process id there; removed at the end"),
    TIMEOUT('t', "SECONDS", Since.V5_2, "timeout", "From inetd: end when idle for so long (default: 900)"),
    RETRANSMIT(
            'T',
            "MICROS",
            Since.V5_2,
            "retransmit",
            "First wait, doubled each time, up to 63 times it (default: adapts to the path)"),
    MAP_FILE('m', "FILE", Since.V5_2, "map-file", "Rules that change names; SIGHUP reads them again", "mapfile"),
    VERBOSE('v', "", Since.V5_2, "verbose", "Tell more; repeatable"),
    VERBOSITY('\0', "N", Since.V5_2, "verbosity", "0 faults, 1 requests, 2 errors sent, 3 and more names mapped"),
    REFUSE('r', "OPTION", Since.V5_2, "refuse", "Never grant that TFTP option; repeatable", "reject"),
    BLOCKSIZE('B', "N", Since.V5_2, "blocksize", "Largest block granted, 512 to 65464 (default: what fits the MTU)"),
    PORT_RANGE('R', "LO:HI", Since.V5_2, "port-range", "Ports that transfers answer from", "ports"),
    VERSION('V', "", Since.V5_2, "version", "Print version and features"),

    MAP_STEPS('\0', "N", Since.V5_4, "map-steps", "Most rules executed for one name (default: 4096)"),
    MAP_TEST('\0', "NAME", Since.V5_4, "map-test", "Print what the rules make of a name, and end"),
    STDERR('\0', "", Since.V5_4, "stderr", "Log to standard error in place of syslog"),
    SERVICE('S', "PORT", Since.V5_4, "service", "Port where --address names none (default: 69)", "port"),
    SYSTEMD('\0', "", Since.V5_4, "systemd", "Take the sockets that systemd hands over"),

    WINDOWSIZE('W', "N", Since.V6, "windowsize", "Largest window granted, in blocks"),
    WINDOW_BYTES('\0', "SIZE", Since.V6, "window-bytes", "Largest window granted, in octets"),
    REFUSE_ALL('\0', "", Since.V6, "refuse-all", "Grant no TFTP option at all", "reject-all"),
    JAIL('j', "", Since.V6, "jail", "As --secure"),
    PATH_PREFIX('\0', "PATH", Since.V6, "path-prefix", "With --secure: put before each name"),
    NORMALIZE('\0', "[=HOW]", Since.V6, "normalize", "Accepted: names are always normalized"),
    VALIDATE('\0', "", Since.V6, "validate", "Accepted: names are always validated"),
    READ_ONLY('\0', "", Since.V6, "read-only", "Refuse every upload", "ro"),
    MAX_UPLOAD('\0', "SIZE", Since.V6, "max-upload", "Largest upload", "max-size"),

    MAX_BLOCKSIZE(
            '\0', "N", Since.TRIVET, "max-blocksize", "Blocks above --blocksize up to this, where they fit the MTU"),
    STRICT_HPA('\0', "", Since.TRIVET, "strict-hpa", "Take no flag that tftpd-hpa does not have"),
    HELP('h', "", Since.TRIVET, "help", "Print this");

    /// Where a flag comes from. Names of an older version win where an abbreviation fits several.
    enum Since {
        V5_2("tftpd-hpa 5.2"),
        V5_4("tftpd-hpa 5.4 and 5.5"),
        V6("tftpd-hpa 6"),
        TRIVET("Trivet");

        private final String words;

        Since(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final char NONE = '\0';

    private final char letter;
    private final String label;
    private final Since since;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // Stream.toList makes lists that cannot change
    private final List<String> names;

    /// @param letter or NUL
    /// @param label of its value; empty: takes none; in brackets: may have one, after `=`
    /// @param alias further long names
    Flag(char letter, String label, Since since, String name, String meaning, String... alias) {
        this.letter = letter;
        this.label = label;
        this.since = since;
        this.meaning = meaning;
        this.names = Stream.concat(Stream.of(name), Stream.of(alias)).toList();
    }

    /// Long names; the first is the usual one.
    List<String> names() {
        return names;
    }

    Since since() {
        return since;
    }

    String meaning() {
        return meaning;
    }

    String label() {
        return label;
    }

    boolean takesValue() {
        return !label.isEmpty() && !mayTakeValue();
    }

    boolean mayTakeValue() {
        return label.startsWith("[=");
    }

    Optional<Character> letter() {
        return letter == NONE ? Optional.empty() : Optional.of(letter);
    }

    /// As messages name it.
    String spelled() {
        return "--" + names.getFirst();
    }

    static Optional<Flag> of(char letter) {
        return Stream.of(values())
                .filter(flag -> flag.letter == letter && letter != NONE)
                .findFirst();
    }

    @Override
    public String toString() {
        return spelled();
    }
}

package dev.trivet.app.settings;

import dev.trivet.app.settings.Kind.Many;
import dev.trivet.content.AddressRange;
import dev.trivet.content.NamePattern;
import dev.trivet.content.Root;
import dev.trivet.server.ClientMatch;
import java.nio.file.Path;
import java.util.List;

/// What may stand where in the file.
public final class Tables {
    // --- of a root

    public static final Key<Path> DIRECTORY =
            Key.named("directory", Kind.path()).otherwise("required");

    public static final Key<String> PREFIX = Key.named(
                    "prefix", Kind.text("beginning of names", Tables::prefix, text -> text))
            .otherwise("none, every name");

    // --- of a rule

    public static final Key<List<NamePattern>> NAMES = Key.named(
                    "names", new Many<>(Kind.text("name pattern", NamePattern::glob, NamePattern::text)))
            .otherwise("every name");

    public static final Key<List<AddressRange>> CLIENTS =
            Key.named("clients", new Many<>(Keys.RANGE)).otherwise("everyone");

    public static final Key<Boolean> READ = Key.named("read", new Kind.Switch()).otherwise("true");

    /// Which requests a rule is for; its other keys say what holds for them.
    static final List<Key<?>> OF_CONDITION = List.of(NAMES, CLIENTS);

    // --- of a client

    public static final Key<List<ClientMatch>> MATCH = Key.named(
                    "match",
                    new Many<>(Kind.text(
                            "address range, MAC or its beginning, or name pattern",
                            ClientMatch::parse,
                            ClientMatch::toString)))
            .otherwise("required");

    public static final Key<Integer> ROLLOVER =
            Key.named("rollover", Kind.number(0, 1)).otherwise("0");

    public static final Key<Integer> FIRST_BLOCK =
            Key.named("first-block", Kind.number(0, 1)).otherwise("1");

    public static final Key<Boolean> ACCEPT_UNTERMINATED =
            Key.named("accept-unterminated", new Kind.Switch()).otherwise("false");

    // --- the tables

    public static final Table RULE =
            new Table("rule", List.of(NAMES, CLIENTS, READ, Keys.WRITE, Keys.MAX_UPLOAD), List.of(), List.of());

    public static final Table ROOT = new Table(
            "root",
            List.of(
                    DIRECTORY,
                    PREFIX,
                    Keys.WRITE,
                    Keys.KEEP_VERSIONS,
                    Keys.DURABILITY,
                    Keys.UMASK,
                    Keys.SPOOL,
                    Keys.PATH_STYLE,
                    Keys.LENIENT_NAMES,
                    Keys.IGNORE_CASE,
                    Keys.FOLLOW_LINKS_TO,
                    Keys.ALLOW_READ,
                    Keys.ALLOW_WRITE,
                    Keys.WORLD_ACCESS,
                    Keys.MAX_UPLOAD),
            List.of(DIRECTORY),
            List.of(RULE));

    public static final Table CLIENT = new Table(
            "client",
            List.of(
                    MATCH,
                    Keys.MAX_BLKSIZE,
                    Keys.MAX_WINDOWSIZE,
                    Keys.REFUSE_OPTIONS,
                    ROLLOVER,
                    FIRST_BLOCK,
                    ACCEPT_UNTERMINATED,
                    Keys.TRANSFERS_PER_ADDRESS,
                    Keys.REQUESTS_PER_ADDRESS,
                    Keys.MAX_UPLOAD),
            List.of(MATCH),
            List.of());

    /// The file itself.
    public static final Table FILE = new Table(
            "",
            Keys.SECTIONS.stream().flatMap(section -> section.keys().stream()).toList(),
            List.of(),
            List.of(ROOT, CLIENT));

    private Tables() {}

    private static String prefix(String text) {
        return Root.at(Path.of("")).prefix(text).prefix(); // the root knows what is none
    }
}

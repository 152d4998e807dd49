package dev.trivet.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.serve.ServeCommand;
import dev.trivet.content.Root;
import dev.trivet.content.Rule;
import dev.trivet.engine.PortRange;
import dev.trivet.server.ClientRule;
import dev.trivet.server.ServerBuilder;
import dev.trivet.server.TftpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Flags, file, builders and `docs/configuration.md` have the same names and defaults. Whoever adds a setting to one of
/// them is sent here by a failure.
class SameWordsTest {
    /// About this one run of the command, so that a file cannot say it.
    private static final Set<String> ONLY_FLAGS =
            Set.of("config", "check", "print-config", "from-tftpd-hpa", "help", "version");

    /// About the process around the server. A Java program has its own user, signals and log, and reads a map file
    /// itself (`MapRules.parse`), for `names`.
    private static final Set<String> NOT_IN_THE_BUILDER = Set.of(
            "user",
            "drain-timeout",
            "reload-socket",
            "pid-file",
            "sockets",
            "idle-exit",
            "log",
            "log-to",
            "verbosity",
            "verbose",
            "quiet",
            "map-file",
            "map-steps");

    /// Tables of the file that are methods of the builder; what takes a function or an object; what comes of it.
    private static final Set<String> ONLY_IN_THE_BUILDER = Set.of(
            "root",
            "client",
            "route",
            "upload",
            "content",
            "names",
            "access",
            "onEvent",
            "onFault",
            "onNotice",
            "onBound",
            "handedOver",
            "start",
            "attach");

    /// The builder wants it in another place than the file: the directory is what a root is made with.
    private static final Map<String, String> OTHER_WORDS = Map.of("directory", "path", "match", "matches");

    private static final Path PAGE = Path.of("../docs/configuration.md");

    @TempDir
    private Path folder;

    @Test
    void flagsAndKeysAreTheSame() {
        var flags = flags().keySet();
        flags.removeAll(ONLY_FLAGS);
        assertThat(flags).isEqualTo(names(Tables.FILE.keys()));
    }

    @Test
    void theHelpOfEachFlagNamesTheDefaultOfItsKey() {
        for (var key : Tables.FILE.keys()) {
            var help = String.join(" ", flags().get(key.name()).description());
            if (key.kind() instanceof Kind.Switch)
                assertThat(key.byDefault().equals(Optional.of(false)) || help.contains("default: " + key.defaultText()))
                        .as(key.name())
                        .isTrue();
            else if (!key.equals(Keys.FOLLOW_LINKS_TO))
                assertThat(help).as(key.name()).contains("default").contains(key.defaultText());
        }
    }

    @Test
    void eachKeyIsAMethodOfTheBuilderAndTheOtherWayRound() {
        var keys = camelCase(names(Tables.FILE.keys()), NOT_IN_THE_BUILDER);
        assertThat(methods(ServerBuilder.class, ONLY_IN_THE_BUILDER)).isEqualTo(keys);
    }

    @Test
    void eachKeyOfARootIsAMethodOfRootAndTheOtherWayRound() {
        assertThat(methods(Root.class, Set.of("clock", "rules")))
                .isEqualTo(camelCase(names(Tables.ROOT.keys()), Set.of()));
    }

    @Test
    void eachKeyOfARuleIsAMethodOfRuleAndTheOtherWayRound() {
        assertThat(methods(Rule.class, Set.of())).isEqualTo(camelCase(names(Tables.RULE.keys()), Set.of()));
    }

    @Test
    void eachKeyOfAClientIsAMethodOfClientRuleAndTheOtherWayRound() {
        var keys = camelCase(names(Tables.CLIENT.keys()), Set.of("match")); // given to ClientRule.of
        assertThat(methods(ClientRule.class, Set.of())).isEqualTo(keys);
    }

    @Test
    void theBuilderHasTheSameDefaults() throws Exception {
        var method = ServerBuilder.class.getDeclaredMethod("settings");
        method.setAccessible(true);
        var settings = method.invoke(TftpServer.builder());
        int compared = 0;
        for (var component : settings.getClass().getRecordComponents()) {
            var key = Tables.FILE.keys().stream()
                    .filter(each -> camelCase(each.name()).equals(component.getName()))
                    .findFirst();
            if (key.isEmpty()) continue;
            component.getAccessor().setAccessible(true);
            assertThat(plain(component.getAccessor().invoke(settings)))
                    .as(component.getName())
                    .isEqualTo(plain(key.get().byDefault()));
            compared++;
        }
        // allow-read and allow-write are part of an access rule there, and none of everyone; ip-version is part of
        // listen.
        assertThat(compared)
                .isEqualTo(Tables.FILE.keys().size() - NOT_IN_THE_BUILDER.size() - 3 - Keys.ROOT_DEFAULTS.size());
    }

    @Test
    void rootsHaveTheSameDefaults() throws Exception {
        var root = Root.at(Path.of("x"));
        for (var key : Tables.ROOT.keys()) {
            if (key.equals(Tables.DIRECTORY)) continue;
            var value = Root.class.getMethod(camelCase(key.name())).invoke(root);
            assertThat(plain(value)).as(key.name()).isEqualTo(plain(key.byDefault()));
        }
    }

    /// What stands for "nothing is set" in one place or the other is the same.
    private static Object plain(Object value) {
        return switch (value) {
            case Optional<?> optional when optional.isPresent() -> plain(optional.get());
            case OptionalInt optional when optional.isPresent() -> optional.getAsInt();
            case OptionalLong optional when optional.isPresent() -> optional.getAsLong();
            case Optional<?> _, OptionalInt _, OptionalLong _ -> "nothing";
            case Collection<?> list when list.isEmpty() -> "nothing";
            case Collection<?> list -> list.stream().map(SameWordsTest::plain).toList();
            case ListenAddress address -> address.socketAddress();
            case PortRange range when range.equals(PortRange.SYSTEM) -> "nothing";
            case String text when text.isEmpty() -> "nothing";
            default -> value;
        };
    }

    // --- the page

    @Test
    void thePageListsTheKeysWithTypeAndDefault() throws IOException {
        assertThat(rows("## Keys of the server")).isEqualTo(rows(Tables.FILE.keys(), ""));
        assertThat(rows("## `[[root]]`")).isEqualTo(rows(Tables.ROOT.keys(), ""));
        assertThat(rows("## `[[root.rule]]`")).isEqualTo(rows(Tables.RULE.keys(), "as the root"));
        assertThat(rows("## `[[client]]`")).isEqualTo(rows(Tables.CLIENT.keys(), "as the server"));
    }

    @Test
    void thePageTellsWhatNeedsARestartAndWhatRootsTakeOver() throws IOException {
        var restart = Tables.FILE.keys().stream().filter(Key::restart).toList();
        assertThat(cells("## Keys of the server")
                        .filter(row -> row.get(3).equals("restart"))
                        .map(List::getFirst))
                .containsExactlyElementsOf(names(restart, key -> "`" + key + "`"));
        assertThat(cells("## Keys of the server").map(List::getFirst).filter(key -> key.endsWith(" *")))
                .containsExactlyInAnyOrderElementsOf(names(Keys.ROOT_DEFAULTS, key -> "`" + key + "` *"));
    }

    @Test
    void theExamplesOfThePageAreRight() throws Exception {
        var examples = Pattern.compile("(?s)```toml\n(.*?)```")
                .matcher(Files.readString(PAGE))
                .results()
                .toList();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
        for (var example : examples) {
            var file = folder.resolve("example.toml");
            Files.writeString(file, example.group(1));
            var settings = new SettingsSource(Optional.of(file), Optional.empty(), Values.NONE).read();
            assertThat(settings.roots()).isNotEmpty();
        }
    }

    private static List<String> rows(List<Key<?>> keys, String shared) {
        return keys.stream()
                .map(key -> "`" + key.name() + "` | " + key.kind().words() + " | "
                        + (shared.isEmpty() || !isShared(key) ? key.defaultText() : shared))
                .toList();
    }

    /// A key that the server or a root has, too: what holds without it is theirs.
    private static boolean isShared(Key<?> key) {
        return Tables.FILE.keys().contains(key);
    }

    private static List<String> rows(String heading) throws IOException {
        return cells(heading)
                .map(row -> row.get(0).replace(" *", "") + " | " + row.get(1) + " | " + row.get(2))
                .toList();
    }

    private static Stream<List<String>> cells(String heading) throws IOException {
        var page = Files.readString(PAGE);
        int start = page.indexOf(heading);
        assertThat(start).as(heading).isPositive();
        int end = page.indexOf("\n## ", start);
        return page.substring(start, end < 0 ? page.length() : end)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
    }

    // --- names

    private static TreeSet<String> names(List<Key<?>> keys) {
        return keys.stream().map(Key::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> names(List<Key<?>> keys, UnaryOperator<String> shown) {
        return keys.stream().map(Key::name).map(shown).toList();
    }

    private static Map<String, OptionSpec> flags() {
        var nowhere = new PrintStream(PrintStream.nullOutputStream());
        var flags = new TreeMap<String, OptionSpec>();
        for (var option : new CommandLine(ServeCommand.to(nowhere, nowhere))
                .getCommandSpec()
                .options()) flags.put(option.longestName().substring(2), option);
        return flags;
    }

    private static TreeSet<String> camelCase(Collection<String> names, Set<String> without) {
        return names.stream()
                .filter(name -> !without.contains(name))
                .map(name -> camelCase(OTHER_WORDS.getOrDefault(name, name)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String camelCase(String name) {
        return Pattern.compile("-(.)")
                .matcher(name)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    /// Those that give the same type again: they set something.
    private static TreeSet<String> methods(Class<?> type, Set<String> without) {
        var names = new TreeSet<String>();
        for (Method method : type.getDeclaredMethods()) {
            boolean sets = Modifier.isPublic(method.getModifiers())
                    && (method.getReturnType() == type || type == ServerBuilder.class)
                    && method.getParameterCount() > 0
                    && !method.getName().equals("at")
                    && !method.getName().equals("of")
                    && !method.getName().equals("equals");
            if (sets && !without.contains(method.getName())) names.add(method.getName());
        }
        return names;
    }
}

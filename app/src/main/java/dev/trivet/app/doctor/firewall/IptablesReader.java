package dev.trivet.app.doctor.firewall;

import dev.trivet.app.doctor.firewall.Rule.Condition;
import dev.trivet.app.doctor.firewall.Table.Base;
import dev.trivet.app.doctor.firewall.Table.Family;
import dev.trivet.app.doctor.firewall.Table.Hook;
import dev.trivet.app.doctor.firewall.Table.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what `iptables-save` and `ip6tables-save` print.
public final class IptablesReader {
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");
    private static final String APPEND = "-A";

    private final boolean ipv6;
    private final List<Table> tables = new ArrayList<>();

    private String name = "";
    private List<Base> bases = new ArrayList<>();
    private Map<String, List<Rule>> chains = new LinkedHashMap<>();
    private final List<String> rules = new ArrayList<>();

    private IptablesReader(boolean ipv6) {
        this.ipv6 = ipv6;
    }

    public static List<Table> read(String saved, boolean ipv6) {
        var reader = new IptablesReader(ipv6);
        saved.lines().forEach(reader::line);
        return List.copyOf(reader.tables);
    }

    private void line(String line) {
        if (line.startsWith("*")) name = line.substring(1).strip();
        else if (line.startsWith(":")) chain(line.substring(1).split("\\s+"));
        else if (line.startsWith(APPEND + " ")) rules.add(line);
        else if (line.equals("COMMIT")) commit();
    }

    /// `INPUT DROP [0:0]`; a chain of the user's own has no policy.
    private void chain(String[] words) {
        chains.put(words[0], new ArrayList<>());
        if (words.length < 2 || words[1].equals("-")) return;
        var policy = words[1].equals("DROP") ? Effect.DROP : Effect.ACCEPT;
        hook(words[0]).ifPresent(hook -> bases.add(new Base(words[0], hook, policy, name.equals("nat"))));
    }

    private static Optional<Hook> hook(String chain) {
        return Stream.of(Hook.values())
                .filter(hook -> hook.name().equals(chain))
                .findFirst();
    }

    /// A rule may jump to a chain that is named further down: rules are read at the end of their table.
    private void commit() {
        boolean helps = rules.stream().anyMatch(rule -> rule.contains("--helper tftp") && rule.contains("-j CT"));
        for (var rule : rules) {
            var words = words(rule);
            if (words.size() > 1)
                chains.computeIfAbsent(words.get(1), _ -> new ArrayList<>()).add(rule(words, rule));
        }
        var family = ipv6 ? Family.IPV6 : Family.IPV4;
        tables.add(new Table(Tool.IPTABLES, family, name, bases, chains, helps));
        bases = new ArrayList<>();
        chains = new LinkedHashMap<>();
        rules.clear();
    }

    private static List<String> words(String line) {
        return WORD.matcher(line).results().map(IptablesReader::word).toList();
    }

    private static String word(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private Rule rule(List<String> words, String text) {
        var conditions = new ArrayList<Condition>();
        boolean negated = false;
        for (int i = 2; i < words.size(); i++) {
            var word = words.get(i);
            if (word.equals("-j") || word.equals("-g")) {
                var target = words.subList(i + 1, words.size());
                return new Rule(conditions, effect(target, word.equals("-j")), text);
            }
            if (word.equals("!")) {
                negated = true;
            } else if (word.startsWith("-")) {
                conditions.add(IptablesCondition.of(word, values(words, i), negated));
                negated = false;
            }
        }
        return new Rule(conditions, Effect.NOTHING, text);
    }

    /// What follows an option, up to the next.
    private static List<String> values(List<String> words, int option) {
        return words.stream()
                .skip(option + 1L)
                .takeWhile(word -> !word.startsWith("-") && !word.equals("!"))
                .toList();
    }

    private Effect effect(List<String> target, boolean returns) {
        if (target.isEmpty()) return Effect.NOTHING;
        var word = target.getFirst();
        if (chains.containsKey(word)) return new Effect.Jump(word, returns);
        return switch (word) {
            case "ACCEPT" -> Effect.ACCEPT;
            case "DROP", "REJECT" -> Effect.DROP;
            case "RETURN" -> Effect.RETURN;
            case "NFQUEUE", "QUEUE", "TARPIT" -> Effect.UNKNOWN;
            case "DNAT", "REDIRECT", "TPROXY", "NETMAP" -> new Effect.Redirect(target.getLast());
            default -> Effect.NOTHING;
        };
    }
}

package dev.trivet.app.doctor.firewall;

import dev.trivet.app.doctor.firewall.Rule.Condition;
import dev.trivet.app.doctor.firewall.Table.Base;
import dev.trivet.app.doctor.firewall.Table.Family;
import dev.trivet.app.doctor.firewall.Table.Hook;
import dev.trivet.app.doctor.firewall.Table.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what `nft -j list ruleset` prints (libnftables-json(5)); the words of its rules from `nft -a list ruleset`.
public final class NftReader {
    private static final Pattern TABLE = Pattern.compile("table (\\S+ \\S+) \\{.*");
    private static final Pattern RULE = Pattern.compile("\\s+(.+) # handle (\\d+)");

    private final Map<String, String> texts;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    private NftReader(Map<String, String> texts) {
        this.texts = texts;
    }

    /// What is known of a table so far.
    private static final class Draft {
        final Map<String, List<Rule>> chains = new LinkedHashMap<>();
        final Map<String, Object> sets = new LinkedHashMap<>();
        final List<Base> bases = new ArrayList<>();
        /// Helpers of connection tracking that know TFTP.
        final Set<String> helpers = new HashSet<>();
        boolean helps;
    }

    /// @param listed by `nft -a list ruleset`; empty: rules are told by their handles
    /// @throws tools.jackson.core.JacksonException where it is no JSON
    public static List<Table> read(String json, String listed) {
        var reader = new NftReader(texts(listed));
        var all = Json.member(Json.parse(json), "nftables").map(Json::list).orElse(List.of());
        // Rules use sets and chains that may come behind them.
        for (var each : all) reader.declared(each);
        for (var each : all) Json.member(each, "rule").ifPresent(reader::rule);
        return reader.tables();
    }

    /// By table and handle.
    private static Map<String, String> texts(String listed) {
        var texts = new LinkedHashMap<String, String>();
        var table = "";
        for (var line : listed.lines().toList()) {
            var begins = TABLE.matcher(line);
            if (begins.matches()) table = begins.group(1);
            var rule = RULE.matcher(line);
            if (rule.matches() && !line.endsWith("{"))
                texts.put(table + " " + rule.group(2), rule.group(1).strip());
        }
        return texts;
    }

    private void declared(Object each) {
        Json.member(each, "table").ifPresent(table -> drafts.put(key(table, "name"), new Draft()));
        Json.member(each, "ct helper")
                .filter(helper -> Json.text(helper, "type").equals("tftp"))
                .ifPresent(helper -> draft(helper).ifPresent(draft -> draft.helpers.add(Json.text(helper, "name"))));
        Json.member(each, "chain").ifPresent(chain -> draft(chain).ifPresent(draft -> chain(draft, chain)));
        Stream.of("set", "map")
                .flatMap(kind -> Json.member(each, kind).stream())
                .forEach(set -> draft(set)
                        .ifPresent(draft -> draft.sets.put(
                                "@" + Json.text(set, "name"),
                                Json.member(set, "elem").orElse(List.of()))));
    }

    private static String key(Object of, String name) {
        return Json.text(of, "family") + " " + Json.text(of, name);
    }

    private Optional<Draft> draft(Object of) {
        return Optional.ofNullable(drafts.get(key(of, "table")));
    }

    private static void chain(Draft draft, Object chain) {
        var name = Json.text(chain, "name");
        draft.chains.put(name, new ArrayList<>());
        var policy = Json.text(chain, "policy").equals("drop") ? Effect.DROP : Effect.ACCEPT;
        boolean nat = Json.text(chain, "type").equals("nat");
        hook(Json.text(chain, "hook")).ifPresent(hook -> draft.bases.add(new Base(name, hook, policy, nat)));
    }

    private static Optional<Hook> hook(String word) {
        return Stream.of(Hook.values())
                .filter(hook -> hook.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private void rule(Object rule) {
        var draft = draft(rule);
        if (draft.isEmpty()) return;
        var into = draft.get().chains.computeIfAbsent(Json.text(rule, "chain"), _ -> new ArrayList<>());
        var handle = Json.text(rule, "handle");
        var text = Optional.ofNullable(texts.get(key(rule, "table") + " " + handle))
                .orElse("rule " + handle + " of chain " + Json.text(rule, "chain"));
        var conditions = new ArrayList<Condition>();
        for (var statement : Json.member(rule, "expr").map(Json::list).orElse(List.of())) {
            draft.get().helps |= draft.get().helpers.contains(Json.text(statement, "ct helper"));
            into.addAll(new NftStatement(statement, draft.get().sets).rules(conditions, text));
        }
    }

    private List<Table> tables() {
        var tables = new ArrayList<Table>();
        drafts.forEach((name, draft) -> family(name)
                .ifPresent(family ->
                        tables.add(new Table(Tool.NFTABLES, family, name, draft.bases, draft.chains, draft.helps))));
        return List.copyOf(tables);
    }

    /// Those of bridges and ARP do not see what is for this host.
    private static Optional<Family> family(String table) {
        return switch (table.substring(0, table.indexOf(' '))) {
            case "inet", "netdev" -> Optional.of(Family.BOTH);
            case "ip" -> Optional.of(Family.IPV4);
            case "ip6" -> Optional.of(Family.IPV6);
            default -> Optional.empty();
        };
    }
}

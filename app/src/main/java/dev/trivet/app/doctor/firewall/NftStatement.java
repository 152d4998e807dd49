package dev.trivet.app.doctor.firewall;

import dev.trivet.app.doctor.firewall.Rule.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One statement of a rule of nftables: a condition for those behind it, or what happens.
///
/// @param sets of the table, by name with its `@`
record NftStatement(Object statement, Map<String, Object> sets) {
    /// They hold for some datagrams, by rate or number.
    private static final Set<String> MEASURES = Set.of("limit", "quota", "ct count", "ct timeout", "meter");

    /// @param conditions of the statements before; a condition is added to them
    /// @return rules that this statement makes; none for a condition, and for what changes nothing
    List<Rule> rules(List<Condition> conditions, String text) {
        var word = word();
        if (word.equals("match")) conditions.add(NftCondition.of(value(), sets));
        if (MEASURES.contains(word)
                || word.equals("set") && Json.member(value(), "stmt").isPresent()) conditions.add(Condition.UNKNOWN);
        if (word.equals("vmap")) return map(conditions, text);
        if (word.equals("xt")) return extension(conditions, text);
        return effect(statement)
                .map(effect -> List.of(new Rule(conditions, effect, text)))
                .orElse(List.of());
    }

    private String word() {
        return statement instanceof Map<?, ?> map && !map.isEmpty()
                ? map.keySet().iterator().next().toString()
                : "";
    }

    private Object value() {
        return Json.member(statement, word()).orElse(Map.of());
    }

    private static Optional<Effect> effect(Object verdict) {
        if (!(verdict instanceof Map<?, ?> map) || map.isEmpty()) return Optional.empty();
        var word = map.keySet().iterator().next().toString();
        var value = Json.member(verdict, word).orElse(Map.of());
        return switch (word) {
            case "accept" -> Optional.of(Effect.ACCEPT);
            case "drop", "reject" -> Optional.of(Effect.DROP);
            case "return" -> Optional.of(Effect.RETURN);
            case "queue" -> Optional.of(Effect.UNKNOWN);
            case "jump", "goto" -> Optional.of(new Effect.Jump(Json.text(value, "target"), word.equals("jump")));
            case "dnat", "redirect", "tproxy" -> Optional.of(new Effect.Redirect(destination(value)));
            default -> Optional.empty();
        };
    }

    /// `172.17.0.2:69`, or the port alone.
    private static String destination(Object value) {
        var port = Json.text(value, "port");
        return Json.text(value, "addr") + (port.isEmpty() ? "" : ":" + port);
    }

    /// `udp dport vmap { 53 : accept, 69 : drop }`: a rule for each entry.
    private List<Rule> map(List<Condition> conditions, String text) {
        var key = Json.member(value(), "key").orElse(Map.of());
        var data = Json.member(value(), "data").orElse(List.of());
        var entries = data instanceof String name
                ? Optional.ofNullable(sets.get(name)).orElse(List.of())
                : Json.member(data, "set").orElse(data);
        var rules = new ArrayList<Rule>();
        for (var entry : Json.list(entries)) {
            if (!(entry instanceof List<?> pair) || pair.size() != 2) continue;
            var all = new ArrayList<>(conditions);
            all.add(NftCondition.equal(key, pair.get(0), sets));
            effect(pair.get(1)).ifPresent(effect -> rules.add(new Rule(all, effect, text)));
        }
        return rules;
    }

    /// A rule of iptables, seen from here: nft does not tell its conditions.
    private List<Rule> extension(List<Condition> conditions, String text) {
        if (Json.text(value(), "type").equals("match")) conditions.add(Condition.UNKNOWN);
        return switch (Json.text(value(), "name")) {
            case "REJECT", "DROP" -> List.of(new Rule(conditions, Effect.DROP, text));
            case "DNAT", "REDIRECT" -> List.of(new Rule(conditions, new Effect.Redirect("elsewhere"), text));
            default -> List.of();
        };
    }
}

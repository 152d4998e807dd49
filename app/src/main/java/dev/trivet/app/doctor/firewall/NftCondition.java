package dev.trivet.app.doctor.firewall;

import dev.trivet.app.doctor.firewall.Rule.Condition;
import dev.trivet.content.AddressRange;
import dev.trivet.engine.PortRange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A match of a rule of nftables, as a condition.
final class NftCondition {
    private static final int HIGHEST_PORT = 65_535;

    /// Protocols that carry no datagram of ours.
    private static final Set<String> OTHERS =
            Set.of("tcp", "icmp", "icmpv6", "igmp", "sctp", "dccp", "udplite", "esp", "ah", "comp", "arp");

    private NftCondition() {}

    /// @param match of the JSON: op, left, right
    static Condition of(Object match, Map<String, Object> sets) {
        var left = Json.member(match, "left").orElse(Map.of());
        var right = Json.member(match, "right").orElse(Map.of());
        return switch (Json.text(match, "op")) {
            case "==", "in" -> equal(left, right, sets);
            case "!=" -> {
                var same = equal(left, right, sets);
                yield datagram -> same.of(datagram).not();
            }
            case "<" -> between(left, 0, number(right) - 1, sets);
            case "<=" -> between(left, 0, number(right), sets);
            case ">" -> between(left, number(right) + 1, HIGHEST_PORT, sets);
            case ">=" -> between(left, number(right), HIGHEST_PORT, sets);
            default -> Condition.UNKNOWN;
        };
    }

    private static long number(Object value) {
        return value instanceof Long number ? number : -1;
    }

    private static Condition between(Object left, long low, long high, Map<String, Object> sets) {
        return low < 0 || high < 0 ? Condition.UNKNOWN : equal(left, Map.of("range", List.of(low, high)), sets);
    }

    /// Whether it has that value, or one of those.
    static Condition equal(Object left, Object right, Map<String, Object> sets) {
        if (right instanceof String name && name.startsWith("@"))
            return equal(left, Optional.ofNullable(sets.get(name)).orElse(List.of()), sets);
        var many = right instanceof List<?> list
                ? Optional.of(list)
                : Json.member(right, "set").map(Json::list);
        if (many.isEmpty()) return one(left, right);
        var each = many.get().stream().map(element -> one(left, plain(element))).toList();
        return datagram -> Truth.any(each.stream().map(condition -> condition.of(datagram)));
    }

    /// An element of a set may come with a counter or a time.
    private static Object plain(Object element) {
        return Json.member(element, "elem")
                .flatMap(elem -> Json.member(elem, "val"))
                .orElse(element);
    }

    private static Condition one(Object left, Object right) {
        var payload = Json.member(left, "payload");
        if (payload.isPresent())
            return payload(Json.text(payload.get(), "protocol"), Json.text(payload.get(), "field"), right);
        var meta = Json.member(left, "meta");
        if (meta.isPresent()) return meta(Json.text(meta.get(), "key"), right);
        var tracked = Json.member(left, "ct");
        if (tracked.isPresent()) return tracked(Json.text(tracked.get(), "key"), right);
        if (Json.member(left, "fib").isPresent() && right.equals("local"))
            return datagram -> datagram.incoming() ? Truth.YES : Truth.MAYBE;
        return Condition.UNKNOWN;
    }

    private static Condition payload(String protocol, String field, Object right) {
        if (OTHERS.contains(protocol)) return Condition.NEVER;
        return switch (protocol + " " + field) {
            case "udp dport", "th dport" -> port(right, true);
            case "udp sport", "th sport" -> port(right, false);
            case "ip protocol", "ip6 nexthdr" -> ofFamily(protocol, _ -> protocol(right));
            case "ip saddr", "ip6 saddr" -> ofFamily(protocol, address(right, false));
            case "ip daddr", "ip6 daddr" -> ofFamily(protocol, address(right, true));
            default -> Condition.UNKNOWN;
        };
    }

    private static Condition ofFamily(String protocol, Condition condition) {
        return datagram -> protocol.equals("ip6") == datagram.ipv6() ? condition.of(datagram) : Truth.NO;
    }

    private static Truth protocol(Object right) {
        return Truth.of(right.equals("udp") || right.equals(17L));
    }

    private static Condition port(Object right, boolean destination) {
        var range = range(right);
        if (range.isEmpty()) return Condition.UNKNOWN;
        return datagram -> destination ? datagram.goesTo(range.get()) : datagram.comesFrom(range.get());
    }

    private static Optional<PortRange> range(Object right) {
        var ends = Json.member(right, "range").map(Json::list).orElse(List.of(right, right));
        long low = number(ends.getFirst());
        long high = number(ends.getLast());
        return low < 0 || high > HIGHEST_PORT || low > high
                ? Optional.empty()
                : Optional.of(new PortRange((int) Math.max(low, 1), (int) Math.max(high, 1)));
    }

    private static Condition address(Object right, boolean destination) {
        var prefix = Json.member(right, "prefix");
        var text = prefix.map(of -> Json.text(of, "addr") + "/" + Json.text(of, "len"))
                .orElse(right.toString());
        try {
            var range = AddressRange.parse(text);
            return datagram -> destination ? datagram.isTo(range) : datagram.isFrom(range);
        } catch (IllegalArgumentException e) {
            return Condition.UNKNOWN; // a range of addresses, or a name
        }
    }

    private static Condition meta(String key, Object right) {
        return switch (key) {
            case "l4proto" -> _ -> protocol(right);
            case "nfproto" -> datagram -> Truth.of(right.equals(datagram.ipv6() ? "ipv6" : "ipv4"));
            case "protocol" -> datagram -> Truth.of(right.equals(datagram.ipv6() ? "ip6" : "ip"));
            case "iif", "iifname" -> datagram -> datagram.incoming() ? datagram.crosses(right.toString()) : Truth.MAYBE;
            case "oif", "oifname" -> datagram -> datagram.incoming() ? Truth.MAYBE : datagram.crosses(right.toString());
            case "pkttype" -> _ -> Truth.of(right.equals("host") || right.equals("unicast"));
            default -> Condition.UNKNOWN;
        };
    }

    private static Condition tracked(String key, Object right) {
        return switch (key) {
            case "state" ->
                datagram -> Truth.of(right.toString()
                        .toUpperCase(Locale.ROOT)
                        .equals(datagram.state().name()));
            case "helper" -> datagram -> Truth.of(right.equals("tftp") && datagram.state() == Datagram.State.RELATED);
            default -> Condition.UNKNOWN;
        };
    }
}

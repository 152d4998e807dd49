package dev.trivet.app.doctor.firewall;

import dev.trivet.app.doctor.firewall.Rule.Condition;
import dev.trivet.content.AddressRange;
import dev.trivet.engine.PortRange;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// An option of an iptables rule, as a condition.
final class IptablesCondition {
    private static final int HIGHEST_PORT = 65_535;
    private static final Set<String> UDP = Set.of("udp", "17", "all", "0");

    private IptablesCondition() {}

    /// @param values the words behind the option
    static Condition of(String option, List<String> values, boolean negated) {
        if (isAlwaysTrue(option)) return _ -> Truth.YES;
        if (values.isEmpty()) return Condition.UNKNOWN;
        var value = values.getFirst();
        Condition plain = switch (option) {
            case "-p", "--protocol" -> _ -> Truth.of(UDP.contains(value));
            case "--dport", "--dports", "--destination-port", "--destination-ports" -> ports(value, Datagram::goesTo);
            case "--sport", "--sports", "--source-port", "--source-ports" -> ports(value, Datagram::comesFrom);
            case "-d", "--destination" -> address(value, Datagram::isTo);
            case "-s", "--source" -> address(value, Datagram::isFrom);
            case "-i", "--in-interface" -> datagram -> datagram.incoming() ? datagram.crosses(value) : Truth.MAYBE;
            case "-o", "--out-interface" -> datagram -> datagram.incoming() ? Truth.MAYBE : datagram.crosses(value);
            case "--ctstate", "--state" ->
                datagram -> Truth.of(
                        List.of(value.split(",")).contains(datagram.state().name()));
            case "--dst-type" -> datagram -> Truth.of(value.equals("LOCAL") == datagram.incoming());
            case "--pkt-type" -> _ -> Truth.of(value.equals("unicast"));
            case "--icmp-type", "--icmpv6-type", "--tcp-flags" -> Condition.NEVER;
            default -> Condition.UNKNOWN;
        };
        return datagram -> plain.of(datagram).butFor(negated);
    }

    /// Names of extensions, and what says nothing about a datagram.
    private static boolean isAlwaysTrue(String option) {
        return option.equals("-m") || option.equals("--match") || option.equals("--comment") || option.equals("-c");
    }

    private static Condition ports(String list, BiFunction<Datagram, PortRange, Truth> fits) {
        try {
            var ranges =
                    Stream.of(list.split(",")).map(IptablesCondition::range).toList();
            return datagram -> Truth.any(ranges.stream().map(range -> fits.apply(datagram, range)));
        } catch (IllegalArgumentException e) {
            return Condition.UNKNOWN;
        }
    }

    /// `69`, `60:70`, `1024:`.
    private static PortRange range(String text) {
        var ends = text.split(":", -1);
        int low = ends[0].isEmpty() ? 1 : Integer.parseInt(ends[0]);
        if (ends.length == 1) return new PortRange(low, low);
        return new PortRange(low, ends[1].isEmpty() ? HIGHEST_PORT : Integer.parseInt(ends[1]));
    }

    private static Condition address(String text, BiFunction<Datagram, AddressRange, Truth> fits) {
        try {
            var range = AddressRange.parse(text);
            return datagram -> fits.apply(datagram, range);
        } catch (IllegalArgumentException e) {
            return Condition.UNKNOWN; // a mask with holes
        }
    }
}

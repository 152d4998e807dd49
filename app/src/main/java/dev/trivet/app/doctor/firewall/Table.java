package dev.trivet.app.doctor.firewall;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table of a firewall: chains that may jump to each other.
///
/// @param name as its tool has it: `inet filter`, or `filter`
/// @param chains by name
/// @param helpsTftp whether a rule hands TFTP to the helper of connection tracking
public record Table(
        Tool tool, Family family, String name, List<Base> bases, Map<String, List<Rule>> chains, boolean helpsTftp) {
    public Table {
        bases = List.copyOf(bases);
        chains = Map.copyOf(chains);
    }

    public enum Tool {
        NFTABLES,
        IPTABLES
    }

    public enum Family {
        BOTH,
        IPV4,
        IPV6;

        boolean has(Datagram datagram) {
            return this == BOTH || (this == IPV6) == datagram.ipv6();
        }
    }

    /// Where the kernel comes by.
    public enum Hook {
        INGRESS,
        PREROUTING,
        INPUT,
        OUTPUT,
        POSTROUTING;

        boolean isOnTheWayOf(Datagram datagram) {
            return datagram.incoming() == (compareTo(INPUT) <= 0);
        }
    }

    /// A chain that the kernel comes by.
    ///
    /// @param policy for what no rule decides
    /// @param nat whether it changes addresses; then it sees new connections only
    public record Base(String chain, Hook hook, Effect policy, boolean nat) {}

    boolean hasChain(String chain) {
        return chains.containsKey(chain);
    }

    List<Rule> rules(String chain) {
        return Optional.ofNullable(chains.get(chain)).orElse(List.of());
    }
}

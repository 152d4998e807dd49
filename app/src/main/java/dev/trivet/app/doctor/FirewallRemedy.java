package dev.trivet.app.doctor;

import dev.trivet.app.doctor.firewall.Table;
import dev.trivet.app.doctor.firewall.Verdict;

/// Commands that let datagrams of one leg through, for the tool whose rule drops them.
record FirewallRemedy(Examined examined, FirewallRules rules, Leg leg, int port) {

    String of(Verdict verdict) {
        if (verdict.place().isEmpty()) return "";
        var place = verdict.place().get();
        var command = rules.areUfws() && place.table().tool() == Table.Tool.IPTABLES
                ? ufw()
                : place.table().tool() == Table.Tool.NFTABLES
                        ? "nft insert rule " + place.table().name() + " "
                                + place.base().chain() + " " + nft()
                        : iptables(place);
        return command + (leg == Leg.ANSWER && !examined.singlePort() ? "\n" + instead() : "");
    }

    static String place(Verdict verdict) {
        return verdict.place()
                .map(place -> (place.table().tool() == Table.Tool.NFTABLES ? "nftables" : "iptables") + ", table "
                        + place.table().name() + ", chain " + place.base().chain())
                .orElse("");
    }

    private String ports(String between) {
        var range = leg.ports(examined, port);
        return range.low() == range.high() ? "" + range.low() : range.low() + between + range.high();
    }

    private String nft() {
        return switch (leg) {
            case REQUEST -> "udp dport " + port + " accept";
            case ANSWER -> "udp sport " + ports("-") + " accept";
            case TRANSFER -> "ct state established,related accept";
        };
    }

    private String iptables(Verdict.Place place) {
        var tool = place.table().family() == Table.Family.IPV6 ? "ip6tables" : "iptables";
        return tool + " -t " + place.table().name() + " -I " + place.base().chain()
                + switch (leg) {
                    case REQUEST -> " -p udp --dport " + port;
                    case ANSWER -> " -p udp --sport " + ports(":");
                    case TRANSFER -> " -m conntrack --ctstate ESTABLISHED,RELATED";
                }
                + " -j ACCEPT";
    }

    private String ufw() {
        return switch (leg) {
            case REQUEST -> "ufw allow " + port + "/udp";
            case ANSWER -> "ufw allow out proto udp from any port " + ports(":");
            case TRANSFER -> "ufw allow proto udp to any port " + ports(":");
        };
    }

    /// A range that the rules name, or no other port at all; the helper is the kernel's own way.
    private String instead() {
        return "or --port-range 50000:50999, and those ports in the rule; or --single-port"
                + "\nor the helper: modprobe nf_conntrack_tftp, with a rule that hands UDP port " + port
                + " to it (ct helper), and related accepted";
    }
}

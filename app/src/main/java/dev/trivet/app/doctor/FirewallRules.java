package dev.trivet.app.doctor;

import dev.trivet.app.doctor.Host.Ran;
import dev.trivet.app.doctor.firewall.IptablesReader;
import dev.trivet.app.doctor.firewall.NftReader;
import dev.trivet.app.doctor.firewall.Table;
import dev.trivet.app.doctor.firewall.Table.Family;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/// The rules of this host, as its tools list them.
///
/// @param tables that could be read; those of firewalld are asked of itself ([FirewalldCheck])
/// @param unread why some could not: tools, with what they said
/// @param tools that are installed; none: nobody has made rules, or nobody can tell
record FirewallRules(List<Table> tables, List<String> unread, Set<String> tools) {
    private static final String FIREWALLDS_CHAIN = "INPUT_ZONES";

    /// In the first line of a list: the rules are tables of nftables.
    private static final String BY_NFTABLES = "(nf_tables)";

    static FirewallRules read(Host host) {
        var rules = new FirewallRules(new ArrayList<>(), new ArrayList<>(), new LinkedHashSet<>());
        boolean old = host.text("/proc/net/ip_tables_names")
                .filter(names -> !names.isBlank())
                .isPresent();
        boolean old6 = host.text("/proc/net/ip6_tables_names")
                .filter(names -> !names.isBlank())
                .isPresent();
        rules.iptables(host, "iptables-save", old ? "iptables-legacy-save" : "", false);
        rules.iptables(host, "ip6tables-save", old6 ? "ip6tables-legacy-save" : "", true);
        rules.nftables(host);
        return rules;
    }

    /// @param legacy also asked where the other lists tables of nftables; empty: there are no others
    private void iptables(Host host, String tool, String legacy, boolean ipv6) {
        var saved = ran(host, tool);
        saved.ifPresent(ran -> addAll(IptablesReader.read(ran.out(), ipv6)));
        if (!legacy.isEmpty()
                && saved.filter(ran -> ran.out().contains(BY_NFTABLES)).isPresent())
            ran(host, legacy).ifPresent(ran -> addAll(IptablesReader.read(ran.out(), ipv6)));
    }

    private void nftables(Host host) {
        var json = ran(host, "nft", "-j", "list", "ruleset");
        if (json.isEmpty()) return;
        var listed = host.run("nft", "-a", "list", "ruleset").map(Ran::out).orElse("");
        try {
            addAll(NftReader.read(json.get().out(), listed));
        } catch (JacksonException e) {
            unread.add("nft: " + e.getOriginalMessage());
        }
    }

    private Optional<Ran> ran(Host host, String... command) {
        var ran = host.run(command);
        ran.ifPresent(_ -> tools.add(command[0]));
        ran.filter(it -> !it.succeeded()).ifPresent(it -> unread.add(command[0] + ": " + lastLine(it.err())));
        return ran.filter(Ran::succeeded);
    }

    private static String lastLine(String text) {
        return text.lines().reduce("", (_, line) -> line.isBlank() ? "" : line.strip());
    }

    private void addAll(List<Table> read) {
        read.stream()
                .filter(table -> !table.chains().containsKey(FIREWALLDS_CHAIN))
                .filter(table -> !table.name().endsWith(" firewalld"))
                .filter(table -> !isListed(table))
                .forEach(tables::add);
    }

    /// By iptables already, which tells conditions that nft does not.
    private boolean isListed(Table table) {
        if (table.family() == Family.BOTH) return false;
        return tables.stream()
                .filter(other -> other.tool() == Table.Tool.IPTABLES && other.family() == table.family())
                .anyMatch(other -> table.name().endsWith(" " + other.name())
                        && other.chains().keySet().containsAll(table.chains().keySet()));
    }

    /// Whether the helper of connection tracking knows the answers of TFTP.
    boolean helpsTftp(Host host) {
        boolean loaded = host.text("/proc/modules")
                .filter(text -> text.contains("nf_conntrack_tftp "))
                .isPresent();
        boolean byItself = host.text("/proc/sys/net/netfilter/nf_conntrack_helper")
                .filter(text -> text.strip().equals("1"))
                .isPresent();
        return loaded && (byItself || tables.stream().anyMatch(Table::helpsTftp));
    }

    /// Whether `ufw` writes these rules.
    boolean areUfws() {
        return tables.stream()
                .flatMap(table -> table.chains().keySet().stream())
                .anyMatch("ufw-user-input"::equals);
    }
}

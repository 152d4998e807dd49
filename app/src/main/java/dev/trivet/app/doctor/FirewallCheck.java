package dev.trivet.app.doctor;

import static java.util.Objects.requireNonNull;

import dev.trivet.app.ExitCode;
import dev.trivet.app.doctor.firewall.Verdict;
import dev.trivet.app.doctor.firewall.Verdict.Kind;
import dev.trivet.app.doctor.firewall.Walk;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the rules of nftables and iptables, and so those of ufw, do with requests, answers and what follows.
final class FirewallCheck implements Check {
    @Override
    public String name() {
        return "the firewall";
    }

    @Override
    public List<Finding> look(Examined examined) {
        var rules = FirewallRules.read(examined.host());
        var findings = new ArrayList<Finding>();
        if (!rules.unread().isEmpty()) findings.add(unread(rules));
        UfwFiles.finding(examined, rules).ifPresent(findings::add);
        for (int port : examined.ports()) findings.addAll(new OfPort(examined, rules, port).look());
        boolean plain = findings.isEmpty() && !rules.tools().isEmpty();
        if (plain) findings.add(Finding.ok("firewall", "no rule of this host drops requests, answers or transfers"));
        if (findings.isEmpty())
            findings.add(Finding.hint(
                    "firewall-unread",
                    "whether a firewall drops requests is not known",
                    "there is no nft and no iptables-save to ask",
                    "apt install nftables, or ask who made the rules"));
        return findings;
    }

    private static Finding unread(FirewallRules rules) {
        return Finding.hint(
                "firewall-unread",
                "rules of the firewall cannot be read by user '" + System.getProperty("user.name") + "'",
                String.join("\n", rules.unread()),
                "run trivet doctor as root");
    }

    /// What happens to one listening port.
    private record OfPort(Examined examined, FirewallRules rules, int port) {

        List<Finding> look() {
            var findings = new ArrayList<Finding>();
            boolean helped = rules.helpsTftp(examined.host());
            for (var leg : Leg.values()) {
                var verdicts = verdicts(leg, helped);
                findings.addAll(told(leg, verdicts));
                if (leg == Leg.REQUEST) findings.addAll(redirected(verdicts));
            }
            return findings;
        }

        /// By family, `IPv4` and `IPv6`, as far as this host has addresses of it.
        private Map<String, Verdict> verdicts(Leg leg, boolean helped) {
            var verdicts = new LinkedHashMap<String, Verdict>();
            for (boolean ipv6 : List.of(false, true)) {
                var own = own(ipv6);
                if (own.isEmpty() && (ipv6 || !examined.reachable().isEmpty())) continue;
                var datagram = leg.datagram(examined, port, own, ipv6, helped);
                verdicts.put(ipv6 ? "IPv6" : "IPv4", Walk.of(rules.tables(), datagram));
            }
            return verdicts;
        }

        /// Nobody boots by link-local addresses.
        private List<InetAddress> own(boolean ipv6) {
            return examined.reachable().stream()
                    .filter(address -> address instanceof Inet6Address == ipv6 && !address.isLinkLocalAddress())
                    .toList();
        }

        /// From the worst on, each with the families that it holds for.
        private List<Finding> told(Leg leg, Map<String, Verdict> verdicts) {
            var findings = new ArrayList<Finding>();
            for (var kind : List.of(Kind.DROPPED, Kind.DROPPED_MOSTLY, Kind.PASSES_MOSTLY)) {
                var families = verdicts.entrySet().stream()
                        .filter(each -> each.getValue().kind() == kind)
                        .map(Map.Entry::getKey)
                        .toList();
                if (families.isEmpty()) continue;
                var verdict = requireNonNull(verdicts.get(families.getFirst()));
                boolean everywhere = families.size() == verdicts.size();
                findings.add(finding(leg, verdict, String.join(" and ", families), everywhere));
            }
            return findings;
        }

        private Finding finding(Leg leg, Verdict verdict, String families, boolean everywhere) {
            var what = leg.words(examined, port) + " over " + families;
            var remedy = new FirewallRemedy(examined, rules, leg, port).of(verdict);
            var rule = FirewallRemedy.place(verdict) + ": " + verdict.because();
            var exceptions = String.join("\n", verdict.exceptions());
            return switch (verdict.kind()) {
                case DROPPED ->
                    everywhere
                            ? Finding.problem(
                                    ExitCode.TIMED_OUT,
                                    leg.id,
                                    "the firewall drops " + what,
                                    rule + "\n" + leg.consequence(),
                                    remedy)
                            : Finding.warning(
                                    leg.id, "the firewall drops " + what, rule + "\n" + leg.consequence(), remedy);
                case DROPPED_MOSTLY ->
                    Finding.warning(
                            leg.id,
                            "the firewall drops " + what + " but for exceptions",
                            rule + "\nunless one of these accepts them before:\n" + exceptions,
                            remedy);
                case PASSES, PASSES_MOSTLY ->
                    Finding.hint(
                            leg.id,
                            "the firewall may drop some " + what,
                            "it depends on what cannot be known here:\n" + exceptions,
                            "");
            };
        }

        private List<Finding> redirected(Map<String, Verdict> verdicts) {
            return verdicts.values().stream()
                    .flatMap(verdict -> verdict.redirects().stream())
                    .distinct()
                    .map(to -> Finding.warning(
                            "redirected",
                            "a rule sends requests to port " + port + " on to " + to,
                            "a server on this host does not see them: a container has the port published, or they are"
                                    + " forwarded",
                            "docker ps, podman ps: stop that container; or take the rule out"))
                    .toList();
        }
    }
}

package dev.trivet.content;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What holds for some names or clients of a [Root]. Of several rules the first that fits both holds; what it
/// leaves open is as the root says. Immutable: each setting gives another rule.
///
/// ```java
/// Rule.names("*-confg").clients(AddressRange.parse("192.0.2.0/24")).write(WritePolicy.VERSION)
/// Rule.names("private/**").read(false)
/// ```
///
/// Names are patterns as [NamePattern#glob] takes them, and are compared with the name of the file beneath the
/// root: slashes and dots are settled, lenient steps are taken, the prefix is cut. No spelling of a name gets
/// around a rule on file systems that tell names apart as the rule does. One that ignores case, though the system
/// it is mounted on does not (vfat or a casefold directory under Linux), finds `SECRET` where the rule says `secret`:
/// [Root#ignoreCase] has rules compared without case, too.
///
/// @param names patterns, any of which may fit; none: every name
/// @param clients ranges, any of which may hold the client; none: everyone
/// @param read whether these may be read; empty: yes
/// @param write what an upload of these may do; empty: as the root says
/// @param maxUpload octets of one upload, 1 or more; empty: as the root says
public record Rule(
        List<NamePattern> names,
        List<AddressRange> clients,
        Optional<Boolean> read,
        Optional<WritePolicy> write,
        OptionalLong maxUpload) {

    /// Checks ranges and copies lists.
    ///
    /// @throws IllegalArgumentException where the limit is not positive
    public Rule {
        names = List.copyOf(names);
        clients = List.copyOf(clients);
        if (maxUpload.isPresent() && maxUpload.getAsLong() < 1)
            throw new IllegalArgumentException("max-upload must be 1 octet or more: " + maxUpload.getAsLong());
    }

    /// A rule for these names that says nothing yet.
    ///
    /// @param globs as [NamePattern#glob] takes them; none: every name
    /// @return a rule that can be changed by the methods below
    /// @throws IllegalArgumentException where one is no pattern
    public static Rule names(String... globs) {
        var patterns = List.of(globs).stream().map(NamePattern::glob).toList();
        return new Rule(patterns, List.of(), Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    /// Only for these clients.
    ///
    /// @param ranges in place of those named before; none: everyone
    /// @return this rule for those clients
    public Rule clients(AddressRange... ranges) {
        return new Rule(names, List.of(ranges), read, write, maxUpload);
    }

    /// Whether these may be read.
    ///
    /// @param allowed default true
    /// @return this rule, saying so
    public Rule read(boolean allowed) {
        return new Rule(names, clients, Optional.of(allowed), write, maxUpload);
    }

    /// What an upload of these may do.
    ///
    /// @param policy in place of the root's
    /// @return this rule with that policy
    public Rule write(WritePolicy policy) {
        return new Rule(names, clients, read, Optional.of(policy), maxUpload);
    }

    /// The largest upload of these.
    ///
    /// @param octets 1 or more, in place of the root's limit
    /// @return this rule with that limit
    public Rule maxUpload(long octets) {
        return new Rule(names, clients, read, write, OptionalLong.of(octets));
    }

    /// Whether it holds for that file and client.
    ///
    /// @param name beneath the root
    /// @param ignoreCase whether `A` is `a`
    boolean fits(String name, Peer peer, boolean ignoreCase) {
        return fitsClient(peer) && fitsName(name, ignoreCase);
    }

    boolean fitsClient(Peer peer) {
        return clients.isEmpty()
                || AddressRange.anyContains(clients, peer.address().getAddress());
    }

    boolean fitsName(String name, boolean ignoreCase) {
        return names.isEmpty() || names.stream().anyMatch(glob -> glob.matches(name, ignoreCase));
    }

    /// How far a name is from what the patterns say, in letters: to tell which rule was perhaps meant.
    int slipsFrom(String name) {
        return names.stream()
                .mapToInt(glob -> OtherNames.edits(glob.text(), name, Integer.MAX_VALUE))
                .min()
                .orElse(0);
    }

    /// As messages show it: `rule "*-confg", "x" for 192.0.2.0/24`.
    @Override
    public String toString() {
        var which = names.isEmpty() ? "every name" : String.join(", ", quotedNames());
        if (clients.isEmpty()) return "rule " + which;
        return "rule " + which + " for "
                + String.join(", ", clients.stream().map(AddressRange::toString).toList());
    }

    private List<String> quotedNames() {
        return names.stream().map(each -> Refusals.quoted(each.text())).toList();
    }
}

package dev.trivet.content;

import dev.trivet.explain.Situation;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a [Root] allows to one client: its ranges, then the first of its rules that fits a name.
///
/// @param root whose word it is
/// @param peer who asks
record Permissions(Root root, Peer peer) {
    /// File systems of Windows and macOS ignore case, so a rule must not be stricter about it than they are.
    private static final boolean FILES_IGNORE_CASE =
            Tree.WINDOWS || System.getProperty("os.name", "").startsWith("Mac");

    /// @throws ContentException where the root is not for readers from there
    void checkReader() throws ContentException {
        checkRange(root.allowRead(), "allow-read");
    }

    /// @throws ContentException where the root is not for writers from there
    void checkWriter() throws ContentException {
        checkRange(root.allowWrite(), "allow-write");
    }

    private void checkRange(List<AddressRange> ranges, String word) throws ContentException {
        InetAddress client = peer.address().getAddress();
        if (ranges.isEmpty() || AddressRange.anyContains(ranges, client)) return;
        var address = AddressText.of(client);
        throw Refusals.of(Situation.ADDRESS_NOT_ALLOWED_IN_ROOT, address, word, theRoot());
    }

    /// For reads: a rule may forbid a name.
    boolean mayRead(PathName path) throws ContentException {
        var rule = rule(path);
        if (rule.flatMap(Rule::read).orElse(true)) return true;
        throw Refusals.of(Situation.RULE_FORBIDS_READ, Refusals.quoted(path.text()), rule.orElseThrow(), theRoot());
    }

    /// For uploads: a name for which no rule speaks in a root that takes none is passed over, one that a rule
    /// forbids ends the search.
    boolean mayWrite(PathName path) throws ContentException {
        if (policy(path) != WritePolicy.NONE) return true;
        var rule = rule(path).filter(each -> each.write().isPresent());
        if (rule.isEmpty()) return false;
        throw Refusals.of(Situation.RULE_FORBIDS_WRITE, Refusals.quoted(path.text()), rule.get(), theRoot());
    }

    /// For an upload that no rule admits: the rule that comes closest, and what is missing.
    ContentException closest(PathName path) {
        var name = String.join("/", path.parts());
        var address = peer.address().getAddress();
        var admitting = root.rules().stream()
                .filter(rule -> rule.write().orElse(WritePolicy.NONE) != WritePolicy.NONE)
                .toList();
        var otherClients = admitting.stream()
                .filter(rule -> rule.fitsName(name, ignoresCase()))
                .findFirst();
        if (otherClients.isPresent())
            return Refusals.of(
                    Situation.RULE_OF_OTHER_CLIENTS,
                    Refusals.quoted(name),
                    AddressText.of(address),
                    otherClients.get(),
                    theRoot());
        return admitting.stream()
                .filter(rule -> rule.fitsClient(peer))
                .min(Comparator.comparingInt(rule -> rule.slipsFrom(name)))
                .map(rule -> Refusals.of(Situation.RULE_OF_OTHER_NAMES, Refusals.quoted(name), rule, theRoot()))
                .orElseGet(() -> Refusals.of(Situation.NO_RULE_ADMITS, theRoot(), Refusals.quoted(name)));
    }

    WritePolicy policy(PathName path) {
        return rule(path).flatMap(Rule::write).orElse(root.write());
    }

    UploadLimit limit(PathName path) {
        var rule = rule(path).filter(each -> each.maxUpload().isPresent());
        if (rule.isPresent())
            return new UploadLimit(
                    rule.get().maxUpload().getAsLong(), "max-upload of " + rule.get() + " of " + theRoot());
        if (root.maxUpload().isEmpty()) return UploadLimit.NONE;
        return new UploadLimit(root.maxUpload().getAsLong(), "max-upload of " + theRoot());
    }

    private Optional<Rule> rule(PathName path) {
        var name = String.join("/", path.parts());
        return root.rules().stream()
                .filter(rule -> rule.fits(name, peer, ignoresCase()))
                .findFirst();
    }

    private boolean ignoresCase() {
        return root.ignoreCase() || FILES_IGNORE_CASE;
    }

    private String theRoot() {
        return "the root " + root.path();
    }
}

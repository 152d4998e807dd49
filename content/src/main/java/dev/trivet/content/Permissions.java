package dev.trivet.content;

import java.net.InetAddress;
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
        throw Refusals.accessDenied(
                address + " is in no range of " + word + " of " + ofRoot(), word + " " + address + " there admits it");
    }

    /// For reads: a rule may forbid a name.
    boolean mayRead(PathName path) throws ContentException {
        var rule = rule(path);
        if (rule.flatMap(Rule::read).orElse(true)) return true;
        throw Refusals.accessDenied(
                Refusals.quoted(path.text()) + " may not be read: " + rule.orElseThrow() + " of " + ofRoot()
                        + " says read = false",
                "change that rule, or put one that allows it in front");
    }

    /// For uploads: a name for which no rule speaks in a root that takes none is passed over, one that a rule
    /// forbids ends the search.
    boolean mayWrite(PathName path) throws ContentException {
        if (policy(path) != WritePolicy.NONE) return true;
        var rule = rule(path).filter(each -> each.write().isPresent());
        if (rule.isEmpty()) return false;
        throw Refusals.accessDenied(
                Refusals.quoted(path.text()) + " may not be uploaded: " + rule.get() + " of " + ofRoot()
                        + " says write = none",
                "change that rule, or put one that allows it in front");
    }

    WritePolicy policy(PathName path) {
        return rule(path).flatMap(Rule::write).orElse(root.write());
    }

    UploadLimit limit(PathName path) {
        var rule = rule(path).filter(each -> each.maxUpload().isPresent());
        if (rule.isPresent())
            return new UploadLimit(
                    rule.get().maxUpload().getAsLong(), "max-upload of " + rule.get() + " of " + ofRoot());
        if (root.maxUpload().isEmpty()) return UploadLimit.NONE;
        return new UploadLimit(root.maxUpload().getAsLong(), "max-upload of " + ofRoot());
    }

    private Optional<Rule> rule(PathName path) {
        var name = String.join("/", path.parts());
        boolean ignoreCase = root.ignoreCase() || FILES_IGNORE_CASE;
        return root.rules().stream()
                .filter(rule -> rule.fits(name, peer, ignoreCase))
                .findFirst();
    }

    private String ofRoot() {
        return "the root " + root.path();
    }
}

package dev.trivet.content;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// One directory that is served, and how. Immutable: each setting gives another root.
///
/// ```java
/// Root.at(Path.of("/srv/configs")).prefix("configs/").write(WritePolicy.VERSION)
///         .allowWrite(AddressRange.parse("192.0.2.0/24")).maxUpload(4 << 20)
/// ```
///
/// A request must pass all that is said here: the ranges first, then the rules, of which the first that fits its
/// name and client holds.
///
/// @param path the directory; it must be there at the start
/// @param prefix leading parts of a name by which this root is meant, cut from the name before the file is looked
///     for, such as `configs/` or `a/b`; slashes around it mean nothing. Default: empty, every name
/// @param write what an upload may do where no rule says otherwise; default [WritePolicy#NONE]
/// @param keepVersions with [WritePolicy#VERSION]: how many former contents of each name stay, 0 or more; default
///     all
/// @param durability when an upload counts as stored; default [Durability#DISK]
/// @param ignoreCase whether a name that is missing is looked for in other case; default no
/// @param followLinksTo directories outside the root into which symbolic links of the root may lead; default none
/// @param allowRead who may read here; default: empty, everyone
/// @param allowWrite who may upload here what the policy allows; default: empty, everyone
/// @param maxUpload octets of one upload, 1 or more; default no limit. What else limits uploads holds besides
/// @param worldAccess whether only files that everyone may read are served, and only those that everyone may write
///     are replaced: tftpd-hpa's rule. Needs POSIX permissions; default no
/// @param umask permissions that a new file does not get of 0666, 0 to 0777; default the umask of the process
/// @param spool a directory where uploads are gathered that replace a file which may be written, in a directory
///     which
///     may not; at the end they are copied into the file. Default: they are refused
/// @param pathStyle how names are related to the directory; default [PathStyle#STRICT]
/// @param lenientNames whether `\` for `/`, a path of the root in front and a trailing octet FF are forgiven; default
///     yes
/// @param rules for some names or clients only; the first that fits holds, names beneath the root without the
///     prefix
/// @param clock tells how long ago something was: a file read into memory, a hint given; default the system's
public record Root(
        Path path,
        String prefix,
        WritePolicy write,
        OptionalInt keepVersions,
        Durability durability,
        boolean ignoreCase,
        List<Path> followLinksTo,
        List<AddressRange> allowRead,
        List<AddressRange> allowWrite,
        OptionalLong maxUpload,
        boolean worldAccess,
        OptionalInt umask,
        Optional<Path> spool,
        PathStyle pathStyle,
        boolean lenientNames,
        List<Rule> rules,
        InstantSource clock) {

    /// Read, write and execute for owner, group and others.
    private static final int PERMISSIONS = 0777;

    /// Checks ranges and copies lists.
    ///
    /// @throws IllegalArgumentException where a value is out of range, or the prefix is no plain name
    public Root {
        if (keepVersions.isPresent() && keepVersions.getAsInt() < 0)
            throw new IllegalArgumentException("keep-versions must be 0 or more: " + keepVersions.getAsInt());
        if (maxUpload.isPresent() && maxUpload.getAsLong() < 1)
            throw new IllegalArgumentException("max-upload must be 1 octet or more: " + maxUpload.getAsLong());
        if (umask.isPresent() && (umask.getAsInt() & ~PERMISSIONS) != 0)
            throw new IllegalArgumentException("umask must be 0 to 0777: 0" + Integer.toOctalString(umask.getAsInt()));
        parts(prefix);
        followLinksTo = List.copyOf(followLinksTo);
        allowRead = List.copyOf(allowRead);
        allowWrite = List.copyOf(allowWrite);
        rules = List.copyOf(rules);
    }

    private Root(Draft draft) {
        this(
                draft.path,
                draft.prefix,
                draft.write,
                draft.keepVersions,
                draft.durability,
                draft.ignoreCase,
                draft.followLinksTo,
                draft.allowRead,
                draft.allowWrite,
                draft.maxUpload,
                draft.worldAccess,
                draft.umask,
                draft.spool,
                draft.pathStyle,
                draft.lenientNames,
                draft.rules,
                draft.clock);
    }

    /// That directory with every default: read only, for everyone.
    ///
    /// @param path need not be there yet
    /// @return a root that can be changed by the methods below
    public static Root at(Path path) {
        return new Root(new Draft(path));
    }

    /// Another directory, served in the same way.
    ///
    /// @param directory need not be there yet
    /// @return this root with that directory
    public Root path(Path directory) {
        return with(draft -> draft.path = directory);
    }

    /// Only names that begin with these parts; they are cut off.
    ///
    /// @param parts such as `configs/`; empty: every name
    /// @return this root with that prefix
    /// @throws IllegalArgumentException where it holds `.`, `..`, a backslash or a control character
    public Root prefix(String parts) {
        return with(draft -> draft.prefix = parts);
    }

    /// What an upload may do where no rule says otherwise.
    ///
    /// @param policy default [WritePolicy#NONE]
    /// @return this root with that policy
    public Root write(WritePolicy policy) {
        return with(draft -> draft.write = policy);
    }

    /// With [WritePolicy#VERSION]: how many former contents of each name stay.
    ///
    /// @param most 0 or more; default all
    /// @return this root with that many versions
    public Root keepVersions(int most) {
        return with(draft -> draft.keepVersions = OptionalInt.of(most));
    }

    /// When an upload counts as stored.
    ///
    /// @param wanted default [Durability#DISK]
    /// @return this root with that durability
    public Root durability(Durability wanted) {
        return with(draft -> draft.durability = wanted);
    }

    /// Whether a name that is missing is looked for in other case. Patterns of rules then ignore case, too.
    ///
    /// @param ignore default false
    /// @return this root, looking so
    public Root ignoreCase(boolean ignore) {
        return with(draft -> draft.ignoreCase = ignore);
    }

    /// Directories outside the root into which its symbolic links may lead.
    ///
    /// @param directories in place of those named before
    /// @return this root with those directories
    public Root followLinksTo(List<Path> directories) {
        return with(draft -> draft.followLinksTo = directories);
    }

    /// Who may read here.
    ///
    /// @param ranges in place of those named before; none: everyone
    /// @return this root for those readers
    public Root allowRead(AddressRange... ranges) {
        return with(draft -> draft.allowRead = List.of(ranges));
    }

    /// Who may upload here what the policy allows.
    ///
    /// @param ranges in place of those named before; none: everyone
    /// @return this root for those writers
    public Root allowWrite(AddressRange... ranges) {
        return with(draft -> draft.allowWrite = List.of(ranges));
    }

    /// The largest upload taken here.
    ///
    /// @param octets 1 or more; default no limit
    /// @return this root with that limit
    public Root maxUpload(long octets) {
        return with(draft -> draft.maxUpload = OptionalLong.of(octets));
    }

    /// Whether only files that everyone may read are served, and uploads replace only files that everyone may write:
    /// whatever else the user of the server may do.
    ///
    /// @param only default false; true needs a file system with POSIX permissions
    /// @return this root with that rule
    public Root worldAccess(boolean only) {
        return with(draft -> draft.worldAccess = only);
    }

    /// What a new file does not get of the permissions 0666, whatever the umask of the process is.
    ///
    /// @param bits 0 to 0777; default the umask of the process
    /// @return this root with that umask
    public Root umask(int bits) {
        return with(draft -> draft.umask = OptionalInt.of(bits));
    }

    /// Where uploads are gathered that replace a file which may be written, in a directory which may not: the
    /// usual way to take uploads with tftpd-hpa. When such an upload is whole it is copied into the file, under
    /// a lock. That is not atomic: a full disk or a power cut in this moment leaves the file incomplete, and the
    /// upload in the spool. Only with [WritePolicy#EXISTING] and [WritePolicy#OVERWRITE].
    ///
    /// @param directory must be there at the start, for this server alone; default: such uploads are refused
    /// @return this root with that spool
    public Root spool(Path directory) {
        return with(draft -> draft.spool = Optional.of(directory));
    }

    /// How names are related to the directory.
    ///
    /// @param style default [PathStyle#STRICT]. With [PathStyle#ABSOLUTE] there is no [#prefix], with
    ///     [PathStyle#CHROOT] no [#followLinksTo]: a root with both is not opened
    /// @return this root with that style
    public Root pathStyle(PathStyle style) {
        return with(draft -> draft.pathStyle = style);
    }

    /// Whether slips of clients in a name are forgiven: `\` for `/`, a path of the root in front, an octet FF behind.
    ///
    /// @param on default true
    /// @return this root, looking so
    public Root lenientNames(boolean on) {
        return with(draft -> draft.lenientNames = on);
    }

    /// What holds for some names or clients only.
    ///
    /// @param inOrder in place of those named before; the first that fits holds
    /// @return this root with those rules
    public Root rules(Rule... inOrder) {
        return with(draft -> draft.rules = List.of(inOrder));
    }

    /// For tests that have a time of their own.
    ///
    /// @param source in place of the system's clock
    /// @return this root with that clock
    public Root clock(InstantSource source) {
        return with(draft -> draft.clock = source);
    }

    /// Whether any upload could be taken here.
    ///
    /// @return false where the policy and every rule say [WritePolicy#NONE]
    public boolean writable() {
        return write != WritePolicy.NONE
                || rules.stream().flatMap(rule -> rule.write().stream()).anyMatch(policy -> policy != WritePolicy.NONE);
    }

    /// The prefix in components.
    List<String> prefixParts() {
        return parts(prefix);
    }

    /// A name beneath this root as messages show it: with the prefix.
    String shown(PathName path) {
        return prefixParts().isEmpty() ? path.text() : String.join("/", prefixParts()) + "/" + path.text();
    }

    private static List<String> parts(String prefix) {
        var parts =
                Arrays.stream(prefix.split("/")).filter(part -> !part.isEmpty()).toList();
        for (var part : parts) {
            if (part.equals(".")
                    || part.equals("..")
                    || part.indexOf('\\') >= 0
                    || part.chars().anyMatch(Character::isISOControl))
                throw new IllegalArgumentException(
                        "the prefix " + Refusals.quoted(prefix) + " is no plain name such as \"configs/\"");
        }
        return parts;
    }

    private Root with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return new Root(draft);
    }

    /// A root while it is changed: many values that need not be repeated for each of them.
    private static final class Draft {
        private Path path;
        private String prefix = "";
        private WritePolicy write = WritePolicy.NONE;
        private OptionalInt keepVersions = OptionalInt.empty();
        private Durability durability = Durability.DISK;
        private boolean ignoreCase;
        private List<Path> followLinksTo = List.of();
        private List<AddressRange> allowRead = List.of();
        private List<AddressRange> allowWrite = List.of();
        private OptionalLong maxUpload = OptionalLong.empty();
        private boolean worldAccess;
        private OptionalInt umask = OptionalInt.empty();
        private Optional<Path> spool = Optional.empty();
        private PathStyle pathStyle = PathStyle.STRICT;
        private boolean lenientNames = true;
        private List<Rule> rules = List.of();
        private InstantSource clock = InstantSource.system();

        Draft(Path path) {
            this.path = path;
        }

        Draft(Root root) {
            path = root.path;
            prefix = root.prefix;
            write = root.write;
            keepVersions = root.keepVersions;
            durability = root.durability;
            ignoreCase = root.ignoreCase;
            followLinksTo = root.followLinksTo;
            allowRead = root.allowRead;
            allowWrite = root.allowWrite;
            maxUpload = root.maxUpload;
            worldAccess = root.worldAccess;
            umask = root.umask;
            spool = root.spool;
            pathStyle = root.pathStyle;
            lenientNames = root.lenientNames;
            rules = root.rules;
            clock = root.clock;
        }
    }
}

package dev.trivet.app.doctor;

import dev.trivet.app.doctor.Host.Node;
import dev.trivet.app.doctor.Host.Right;
import java.nio.file.Path;
import java.util.Set;

/// What a user may do with files: asked of the system where it is our own, else by owner, group and mode. What these
/// refuse the system is asked about once more, as that user, where we may: an access list (ACL) can allow it.
record Rights(Host host, Identity who) {
    /// Stands for us, where the system tells nothing of users.
    static final Identity NOBODY_KNOWN = new Identity(System.getProperty("user.name"), 0, 0, Set.of(), false, true);

    /// The digits of a mode.
    private static final int OWNER_SHIFT = 6;

    private static final int GROUP_SHIFT = 3;

    boolean may(Path file, Right right) {
        if (who.self()) return host.may(file, right);
        var node = host.node(file);
        return node.isPresent() && (byMode(node.get(), right) || byTrying(file, right));
    }

    /// By owner, group and mode alone: cheap, for many files.
    boolean seemsTo(Path file, Right right) {
        if (who.self()) return host.may(file, right);
        return host.node(file).filter(node -> byMode(node, right)).isPresent();
    }

    /// The kernel looks at one digit alone: an owner who may not, may not, whatever the group may.
    private boolean byMode(Node node, Right right) {
        if (who.everything()) return true;
        int shift = node.user() == (int) who.uid()
                ? OWNER_SHIFT
                : who.groups().contains(Integer.toUnsignedLong(node.group())) ? GROUP_SHIFT : 0;
        return (node.mode() >> shift & right.bit) != 0;
    }

    /// Needs root, and setpriv of util-linux.
    private boolean byTrying(Path file, Right right) {
        var flag = switch (right) {
            case READ -> "-r";
            case WRITE -> "-w";
            case ENTER -> "-x";
        };
        var uid = Long.toString(who.uid());
        var gid = Long.toString(who.gid());
        return host.run("setpriv", "--reuid", uid, "--regid", gid, "--init-groups", "test", flag, file.toString())
                .filter(Host.Ran::succeeded)
                .isPresent();
    }
}

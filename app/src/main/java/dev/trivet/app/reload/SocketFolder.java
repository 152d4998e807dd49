package dev.trivet.app.reload;

import dev.trivet.linux.Linux;
import dev.trivet.linux.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of the socket. Where somebody else may change it, or a folder on the way there, a name can be exchanged
/// for a link between two calls: what root does to the name then happens to any file.
final class SocketFolder {
    private static final int ROOT = 0;
    private static final int WRITABLE_BY_OTHERS = 0022;

    /// Names are changed by their owners only.
    private static final int STICKY = 01000;

    private SocketFolder() {}

    /// Whether we are root, and somebody else has power over the folder.
    static boolean isTrap(Path socket) throws IOException {
        if (Linux.missing().isPresent() || Users.effective() != ROOT) return false;
        var folder = socket.toAbsolutePath().getParent();
        if (folder == null) return false;
        return !isRoots(folder) || !isRoots(folder.toRealPath());
    }

    private static boolean isRoots(Path folder) throws IOException {
        if (isWritable(folder)) return false;
        for (var each = folder; each != null; each = each.getParent()) {
            if (!Files.getAttribute(each, "unix:uid").equals(ROOT)) return false;
            if (isWritable(each) && (mode(each) & STICKY) == 0) return false;
        }
        return true;
    }

    private static boolean isWritable(Path folder) throws IOException {
        return (mode(folder) & WRITABLE_BY_OTHERS) != 0;
    }

    private static int mode(Path folder) throws IOException {
        return (Integer) Files.getAttribute(folder, "unix:mode");
    }
}

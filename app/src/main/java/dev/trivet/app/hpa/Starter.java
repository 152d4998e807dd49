package dev.trivet.app.hpa;

import dev.trivet.app.SystemdSockets;
import dev.trivet.linux.Linux;
import dev.trivet.linux.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Who starts `in.tftpd`, as far as it decides what a command line means.
///
/// @param root whether there are privileges to give up
/// @param bySystemd sockets that systemd hands over to this process
/// @param byInetd whether standard input is a socket
/// @param spool where uploads may be gathered, if anywhere
record Starter(boolean root, int bySystemd, boolean byInetd, Optional<Path> spool) {
    static Starter ofThisProcess() {
        boolean root = Linux.available() && Users.effective() == 0;
        var spool = StateFolder.made(System.getenv(), root);
        return new Starter(root, SystemdSockets.count(System.getenv()), isSocket(Path.of("/proc/self/fd/0")), spool);
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // no /proc, or none open: nothing was handed over
        }
    }
}

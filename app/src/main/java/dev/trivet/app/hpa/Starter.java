package dev.trivet.app.hpa;

import dev.trivet.app.SystemdSockets;
import dev.trivet.linux.Linux;
import dev.trivet.linux.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who starts `in.tftpd`, as far as it decides what a command line means.
///
/// @param root whether there are privileges to give up
/// @param bySystemd sockets that systemd hands over to this process
/// @param byInetd whether standard input is a socket
record Starter(boolean root, int bySystemd, boolean byInetd) {
    static Starter ofThisProcess() {
        boolean root = Linux.available() && Users.effective() == 0;
        return new Starter(root, SystemdSockets.count(System.getenv()), isSocket(Path.of("/proc/self/fd/0")));
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // no /proc, or none open: nothing was handed over
        }
    }
}

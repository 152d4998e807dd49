package dev.trivet.app.hpa;

import dev.trivet.app.StartException;
import dev.trivet.app.reload.ReloadSocket;
import dev.trivet.linux.Users.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/// Where uploads are gathered that replace a file in a directory that may not be written: `spool`.
final class StateFolder {
    /// As the file hierarchy standard has it for what a program keeps.
    static final Path USUAL = Path.of("/var/lib/trivet/in.tftpd");

    /// Set by systemd where the unit has `StateDirectory=`; several stand there with colons between.
    private static final String OF_SYSTEMD = "STATE_DIRECTORY";

    private static final int ROOT = 0;

    private StateFolder() {}

    /// The one that is there already.
    static Optional<Path> existing(Map<String, String> environment) {
        var given = Optional.ofNullable(environment.get(OF_SYSTEMD)).map(text -> Path.of(text.split(":", 2)[0]));
        return given.or(() -> Optional.of(USUAL)).filter(Files::isDirectory);
    }

    /// The same; root makes it where it is missing.
    ///
    /// @return empty where that is not possible: such uploads are then refused
    static Optional<Path> made(Map<String, String> environment, boolean root) {
        var there = existing(environment);
        if (there.isPresent() || !root) return there;
        try {
            Files.createDirectories(USUAL.getParent());
            var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            return Optional.of(Files.createDirectory(USUAL, onlyOwner));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// From now on it is that user's, whom the server becomes; by root.
    ///
    /// @return why it is not, and had better not be used: somebody else has power over it
    static Optional<String> giveTo(User user, Path folder) {
        try {
            if (ReloadSocket.isTrapForRoot(folder))
                return Optional.of("others than root may change the folder above it");
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) return Optional.of("it is a link");
            int owner = (Integer) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            if (owner != ROOT && owner != user.uid())
                return Optional.of("it belongs to neither root nor " + user.name() + "; chown it");
            if (owner != user.uid()) Files.setAttribute(folder, "unix:uid", user.uid(), LinkOption.NOFOLLOW_LINKS);
            return Optional.empty();
        } catch (IOException | StartException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}

package dev.trivet.app.serve;

import dev.trivet.app.ExitCode;
import dev.trivet.app.StartException;
import dev.trivet.app.settings.ServeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What is served where no directory is named: something to fetch at once.
final class DefaultRoot {
    static final Path PLACE = Path.of("tftpboot");

    private DefaultRoot() {}

    /// The same settings, with a root.
    static ServeSettings in(ServeSettings settings) throws StartException {
        return settings.roots().isEmpty() ? settings.withRoot(made()) : settings;
    }

    /// `./tftpboot`, made with a small `hello.txt` where it is missing.
    private static Path made() throws StartException {
        if (Files.isDirectory(PLACE)) return PLACE;
        try {
            Files.createDirectory(PLACE);
            Files.writeString(PLACE.resolve("hello.txt"), "Hello from Trivet. Put your files beside this one.\n");
            return PLACE;
        } catch (IOException e) {
            var why = "cannot make ./tftpboot: " + e.getMessage() + "; name a directory: trivet serve DIR";
            throw new StartException(ExitCode.LOCAL_FILE, why, e);
        }
    }
}

package dev.trivet.app.map;

import dev.trivet.app.ExitCode;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.app.settings.SettingsException;
import dev.trivet.remap.MapFileException;
import dev.trivet.remap.MapRules;
import dev.trivet.wire.WireText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The file that `map-file` names.
public final class MapFile {
    /// Ten thousand rules, the most there may be, are less; a file beyond it is something else.
    private static final long LONGEST_FILE = 4 << 20;

    private MapFile() {}

    /// The rules that settings ask for.
    ///
    /// @return empty where they ask for none
    /// @throws SettingsException with everything that is wrong with the file
    public static Optional<MapRules> of(ServeSettings settings) throws SettingsException {
        var file = settings.find(Keys.MAP_FILE);
        if (file.isEmpty()) return Optional.empty();
        return Optional.of(read(file.get(), settings.get(Keys.MAP_STEPS), settings.place(Keys.MAP_FILE)));
    }

    /// The same before there are settings.
    ///
    /// @param steps as in map-steps
    public static Optional<MapRules> of(Optional<Path> file, int steps) throws SettingsException {
        return file.isEmpty() ? Optional.empty() : Optional.of(read(file.get(), steps));
    }

    static MapRules read(Path file, int steps) throws SettingsException {
        return read(file, steps, "");
    }

    private static MapRules read(Path file, int steps, String place) throws SettingsException {
        try {
            return MapRules.parse(text(file), file.toString(), steps);
        } catch (MapFileException e) {
            throw new SettingsException(ExitCode.USAGE, e.problems());
        } catch (IOException e) {
            var why = place + "cannot read the map file " + file + ": " + reason(e);
            throw new SettingsException(ExitCode.LOCAL_FILE, List.of(why));
        }
    }

    /// In the octets that it has, as names have them.
    private static String text(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LONGEST_FILE) throw new IOException(size + " octets are no rules; is it the right file?");
        return WireText.decode(Files.readAllBytes(file));
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "user '" + System.getProperty("user.name") + "' may not read it";
            default -> String.valueOf(e.getMessage());
        };
    }
}

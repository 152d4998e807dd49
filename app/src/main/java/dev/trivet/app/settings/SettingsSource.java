package dev.trivet.app.settings;

import dev.trivet.app.ExitCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the settings of a server come from: the command line, and a file where one is named. Read again for a reload.
///
/// @param foreign what stands in place of a file of ours
/// @param directory named on the command line, in place of the file's roots
/// @param flags of the command line
public record SettingsSource(
        Optional<Path> file, Optional<ForeignSettings> foreign, Optional<Path> directory, Values flags) {
    /// What some editors put in front of UTF-8; TOML has no use for it.
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /// A thousand roots with rules are less; a file beyond it is not a configuration.
    private static final long LONGEST_FILE = 1 << 20;

    private static final FileTable EMPTY = new FileTable(new Place(1, 1), Values.NONE, Map.of(), Map.of());

    public SettingsSource(Optional<Path> file, Optional<Path> directory, Values flags) {
        this(file, Optional.empty(), directory, flags);
    }

    /// What is read again for a reload; empty: nothing is.
    public Optional<Path> rereads() {
        return file.or(() -> foreign.flatMap(ForeignSettings::rereads));
    }

    /// What holds as things stand now.
    ///
    /// @throws SettingsException with everything that is wrong with the file
    public ServeSettings read() throws SettingsException {
        if (foreign.isPresent())
            return ServeSettings.of(directory, flags, foreign.get().read().asFile(), Path.of(""));
        if (file.isEmpty()) return ServeSettings.of(directory, flags, EMPTY, Path.of(""));
        return ServeSettings.of(directory, flags, read(file.get()), file.get());
    }

    /// The reload-socket that a file names, whatever else may be wrong in it.
    public static Optional<Path> reloadSocketOf(Path file) throws SettingsException {
        return TomlReader.read(text(file), file, Tables.FILE, new Problems(file))
                .values()
                .find(Keys.RELOAD_SOCKET);
    }

    private static FileTable read(Path file) throws SettingsException {
        var problems = new Problems(file);
        var table = TomlReader.read(text(file), file, Tables.FILE, problems);
        Contradictions.find(table, problems);
        problems.throwIfAny();
        return table;
    }

    private static String text(Path file) throws SettingsException {
        try {
            long size = Files.size(file);
            if (size > LONGEST_FILE)
                throw unreadable(file, size + " octets are no configuration; is it the right file?");
            var text = Files.readString(file);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file; 'trivet serve --print-config' prints one to begin with");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is not UTF-8 text");
        } catch (IOException e) {
            throw unreadable(
                    file,
                    e instanceof java.nio.file.AccessDeniedException
                            ? "user '" + System.getProperty("user.name") + "' may not read it"
                            : String.valueOf(e.getMessage()));
        }
    }

    private static SettingsException unreadable(Path file, String why) {
        return new SettingsException(ExitCode.LOCAL_FILE, List.of("cannot read " + file + ": " + why));
    }
}

package dev.trivet.app.hpa;

import dev.trivet.app.ExitCode;
import dev.trivet.app.hpa.ShellVariables.Variable;
import dev.trivet.app.settings.ForeignSettings;
import dev.trivet.app.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Debian's /etc/default/tftpd-hpa: the command line that its service script makes of four variables.
///
/// @param file as it was named
public record DefaultFile(Path file) implements ForeignSettings {
    private static final String USERNAME = "TFTP_USERNAME";
    private static final String DIRECTORY = "TFTP_DIRECTORY";
    private static final String ADDRESS = "TFTP_ADDRESS";
    private static final String OPTIONS = "TFTP_OPTIONS";

    /// Whoever starts `trivet serve`, the service script of tftpd-hpa was started by root.
    private static Starter script() {
        return new Starter(true, 0, false, StateFolder.existing(System.getenv()));
    }

    @Override
    public Optional<Path> rereads() {
        return Optional.of(file);
    }

    @Override
    public Meaning read() throws SettingsException {
        return translated().meaning();
    }

    /// What was taken, but not as it stood.
    public List<String> warnings() throws SettingsException {
        return translated().warnings().stream()
                .map(warning -> file + ": " + warning)
                .toList();
    }

    private Translation.Result translated() throws SettingsException {
        var found = ShellVariables.in(text());
        if (!found.problems().isEmpty()) throw wrong(found.problems());
        var variables = found.variables();
        if (words(variables, DIRECTORY).isEmpty())
            throw wrong(List.of(
                    at(variables, DIRECTORY) + DIRECTORY + " names no directory: " + DIRECTORY + "=\"/srv/tftp\""));
        try {
            return Translation.of(Words.of(commandLine(variables)), script());
        } catch (UsageException e) {
            throw wrong(List.of(at(variables, OPTIONS) + e.getMessage()));
        }
    }

    /// Words as the unquoted variables of the script become.
    private static List<String> commandLine(Map<String, Variable> variables) {
        var words = new ArrayList<>(List.of(Flag.LISTEN.spelled()));
        var user = words(variables, USERNAME);
        var address = words(variables, ADDRESS);
        if (!user.isEmpty()) words.add(Flag.USER.spelled());
        words.addAll(user);
        if (!address.isEmpty()) words.add(Flag.ADDRESS.spelled());
        words.addAll(address);
        words.addAll(words(variables, OPTIONS));
        words.addAll(words(variables, DIRECTORY));
        return words;
    }

    private static List<String> words(Map<String, Variable> variables, String name) {
        var value = variables.getOrDefault(name, new Variable("", 0)).value();
        return Stream.of(value.split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String at(Map<String, Variable> variables, String name) {
        return variables.containsKey(name) ? variables.get(name).line() + ": " : "";
    }

    private String text() throws SettingsException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unreadable("there is no such file", e);
        } catch (CharacterCodingException e) {
            throw unreadable("it is not UTF-8 text", e);
        } catch (AccessDeniedException e) {
            throw unreadable("user '" + System.getProperty("user.name") + "' may not read it", e);
        } catch (IOException e) {
            throw unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    private SettingsException unreadable(String why, IOException because) {
        var failed = new SettingsException(ExitCode.LOCAL_FILE, List.of("cannot read " + file + ": " + why));
        failed.initCause(because);
        return failed;
    }

    private SettingsException wrong(List<String> problems) {
        return new SettingsException(
                ExitCode.USAGE,
                problems.stream().map(problem -> file + ":" + problem).toList());
    }
}

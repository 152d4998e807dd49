package dev.trivet.app.hpa;

import dev.trivet.app.ExitCode;
import dev.trivet.app.settings.ForeignSettings;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.app.settings.SettingsException;
import dev.trivet.app.settings.SettingsSource;
import dev.trivet.app.settings.Values;
import dev.trivet.linux.Linux;
import dev.trivet.linux.Users;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `trivet in.tftpd`: the command line of tftpd-hpa.
public final class InTftpd {
    /// As which it is called.
    public static final String NAME = "in.tftpd";

    private final PrintStream out;
    private final PrintStream err;
    private final Server server;

    private InTftpd(PrintStream out, PrintStream err, Server server) {
        this.out = out;
        this.err = err;
        this.server = server;
    }

    /// Serves until it is told to end.
    @FunctionalInterface
    public interface Server {
        /// @param source of these settings, for a reload
        /// @param err for what keeps it from starting
        /// @param ready run once requests are answered
        ExitCode serve(ServeSettings settings, SettingsSource source, PrintStream err, Runnable ready);
    }

    /// The whole command, without the end of the JVM.
    ///
    /// @param args those behind the name
    /// @return the number of a [SysExit]
    public static int run(List<String> args, PrintStream out, PrintStream err, Server server) {
        var command = new InTftpd(out, err, server);
        try {
            return command.run(Words.of(args)).number();
        } catch (UsageException e) {
            err.println(NAME + ": " + e.getMessage());
            return e.exit().number();
        }
    }

    private SysExit run(Words words) throws UsageException {
        if (words.has(Flag.HELP)) {
            Help.print(out);
            return SysExit.DONE;
        }
        if (words.has(Flag.VERSION)) {
            Help.version(out);
            return SysExit.DONE;
        }
        var mapped = words.last(Flag.MAP_TEST);
        if (mapped.isPresent()) return MapTest.print(mapped.get().value(), words, out, err);
        var asked = preparedFor(Translation.of(words, Starter.ofThisProcess()));
        MapTest.rules(asked.meaning().server());
        return run(words, asked);
    }

    /// Here, since tftpd-hpa has an exit code for a user who is none.
    private static Translation.Result preparedFor(Translation.Result asked) throws UsageException {
        var server = asked.meaning().server();
        var name = server.find(Keys.USER);
        if (name.isEmpty() || !Linux.available()) return asked;
        try {
            var user = Users.find(name.get())
                    .orElseThrow(() ->
                            new UsageException(SysExit.NO_USER, "--user: there is no user '" + name.get() + "' here"));
            var spool = server.find(Keys.SPOOL);
            if (spool.isEmpty() || Users.effective() != 0) return asked;
            return StateFolder.giveTo(user, spool.get())
                    .map(why -> asked.withoutSpool(spool.get() + " is not used, uploads into files whose directory may"
                            + " not be written are refused: " + why))
                    .orElse(asked);
        } catch (IOException e) {
            throw new UsageException(SysExit.NO_USER, "--user " + name.get() + ": " + e.getMessage());
        }
    }

    private SysExit run(Words words, Translation.Result asked) throws UsageException {
        if (asked.mode() == Translation.Mode.DAEMON && !Daemon.isThisProcess()) {
            asked.warnings().forEach(this::warn);
            return Daemon.start(words.has(Flag.STDERR), err);
        }
        if (asked.mode() != Translation.Mode.DAEMON) asked.warnings().forEach(this::warn);
        return serve(words, asked);
    }

    private SysExit serve(Words words, Translation.Result asked) throws UsageException {
        var source = new SettingsSource(
                Optional.empty(), Optional.of(new Given(asked.meaning())), Optional.empty(), Values.NONE);
        try {
            Detached.takeName();
            var started = Detached.of(asked.mode(), words.has(Flag.STDERR));
            return SysExit.of(server.serve(source.read(), source, err, started));
        } catch (SettingsException e) {
            e.lines().forEach(this::warn);
            return SysExit.of(e.exitCode());
        }
    }

    private void warn(String line) {
        err.println(NAME + ": " + line);
    }

    /// A command line does not change; what SIGHUP reads again are the rules that it names.
    private record Given(Meaning meaning) implements ForeignSettings {
        @Override
        public Optional<Path> rereads() {
            return meaning.server().find(Keys.MAP_FILE);
        }

        @Override
        public Meaning read() {
            return meaning;
        }
    }
}

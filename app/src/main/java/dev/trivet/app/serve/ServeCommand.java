package dev.trivet.app.serve;

import dev.trivet.app.ExitCode;
import dev.trivet.app.StartException;
import dev.trivet.app.Version;
import dev.trivet.app.hpa.DefaultFile;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.SettingsException;
import dev.trivet.app.settings.SettingsSource;
import dev.trivet.app.settings.TomlText;
import dev.trivet.app.settings.Values;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trivet serve`: flags and file to settings, for a [Serving].
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Serves a folder to TFTP clients, in the foreground, until SIGTERM or Ctrl-C.",
        abbreviateSynopsis = true,
        sortOptions = false,
        optionListHeading = "%n",
        footer = {
            "",
            "Examples:",
            "  Serve ./boot on port 6969, which needs no privilege, and fetch a file:",
            "    trivet serve boot --listen :6969",
            "    curl -O tftp://localhost:6969/hello.txt",
            "  Take backups from the routers of one network, and keep what was there before:",
            "    trivet serve backups --write version --allow-write 10.20.0.0/16",
            "  Behind NAT, in a container, with one port published:",
            "    trivet serve boot --listen :6969 --single-port",
            "  On port 69, and no longer root once it is bound:",
            "    sudo trivet serve /srv/tftp --user nobody",
            "  Begin a configuration file with what the flags say, look at it, and use it:",
            "    trivet serve boot --listen :6969 --print-config > trivet.toml",
            "    trivet serve --config trivet.toml --check",
            "    trivet serve --config trivet.toml"
        })
public final class ServeCommand implements Callable<Integer> {
    private final Serving serving;

    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "What is served (default: ./tftpboot, made with a small hello.txt where it is missing)")
    private Optional<Path> root = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read settings from this TOML file (docs/configuration.md); flags win over it")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--from-tftpd-hpa",
            paramLabel = "FILE",
            description =
                    "Read settings from what tftpd-hpa is started with, such as /etc/default/tftpd-hpa; no shell runs")
    private Optional<Path> defaults = Optional.empty();

    @Option(names = "--check", description = "Verify all settings, print what would be served, and end")
    private boolean check;

    @Option(
            names = "--print-config",
            description = "Print what holds, as a file for --config that gives the same server, and end")
    private boolean printConfig;

    /// The command that serves until a signal ends it.
    public static ServeCommand to(PrintStream out, PrintStream err) {
        return new ServeCommand(new ServerProcess(out, err));
    }

    ServeCommand(Serving serving) {
        this.serving = serving;
    }

    /// Called by picocli. The flags that a file can set, too, are made of keys.
    @Spec
    void spec(CommandSpec made) {
        spec = made;
        Flags.addTo(made);
    }

    @Override
    public Integer call() {
        var flags = Flags.given(spec.commandLine().getParseResult());
        if (flags.get(Keys.VERBOSE) && flags.get(Keys.QUIET)) throw excluding("--verbose", "--quiet");
        if (check && printConfig) throw excluding("--check", "--print-config");
        if (config.isPresent() && defaults.isPresent()) throw excluding("--config", "--from-tftpd-hpa");
        try {
            return run(source(flags)).number();
        } catch (SettingsException e) {
            e.lines().forEach(spec.commandLine().getErr()::println);
            return e.exitCode().number();
        } catch (StartException e) {
            spec.commandLine().getErr().println("trivet: " + e.getMessage());
            return e.exitCode().number();
        }
    }

    private SettingsSource source(Values flags) throws SettingsException {
        if (defaults.isEmpty()) return new SettingsSource(config, root, flags);
        var file = new DefaultFile(defaults.get());
        file.warnings().forEach(spec.commandLine().getErr()::println);
        return new SettingsSource(Optional.empty(), Optional.of(file), root, flags);
    }

    private ExitCode run(SettingsSource source) throws SettingsException, StartException {
        var settings = source.read();
        if (check)
            return Check.of(settings)
                    .print(spec.commandLine().getOut(), spec.commandLine().getErr());
        if (!printConfig) return serving.serve(settings, source);
        var out = spec.commandLine().getOut();
        out.print(TomlText.of(DefaultRoot.in(settings)));
        if (out.checkError())
            throw new StartException(ExitCode.LOCAL_FILE, "standard output cannot be written: is the disk full?");
        return ExitCode.DONE;
    }

    private ParameterException excluding(String one, String other) {
        return new ParameterException(spec.commandLine(), one + " and " + other + " exclude each other");
    }
}

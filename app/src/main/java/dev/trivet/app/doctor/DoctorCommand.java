package dev.trivet.app.doctor;

import dev.trivet.app.Version;
import dev.trivet.app.serve.Flags;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.SettingsException;
import dev.trivet.app.settings.SettingsSource;
import dev.trivet.app.transfer.StatusLine;
import dev.trivet.app.transfer.Terminal;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trivet doctor`: what on this host hinders a server with these flags, or would make it slow, and what helps.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Checks whether this host can serve TFTP as 'trivet serve' with the same flags would: port, privilege,"
                    + " firewall, folders, limits, addresses, and a transfer to itself. Changes nothing. Run it as who"
                    + " starts the server; root sees most."
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        optionListHeading = "%n",
        footer = {
            "",
            "Exit codes: 0 nothing hinders serving; else what the worst means: 2 flags, user",
            "or engine are wrong; 3 a folder cannot be served; 7 the port cannot be had;",
            "5 clients would get no answer (firewall, silence, too few descriptors).",
            "",
            "Examples:",
            "  Will port 69 do, for this folder and that user?",
            "    sudo trivet doctor /srv/tftp --user nobody",
            "  What is wrong with the server of this file?",
            "    trivet doctor --config /etc/trivet/trivet.toml",
            "  For a program:",
            "    trivet doctor --listen :6969 --json"
        })
public final class DoctorCommand implements Callable<Integer> {
    private final Host host;
    private final PrintStream out;
    private final PrintStream err;

    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "What would be served (default: the roots of the file, else ./tftpboot)")
    private Optional<Path> root = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings of the server (docs/configuration.md); flags win over it")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--json", description = "One JSON document with all findings (docs/doctor.md)")
    private boolean asJson;

    /// The command that looks at the host it runs on.
    public static DoctorCommand to(PrintStream out, PrintStream err) {
        return new DoctorCommand(new ThisHost(), out, err);
    }

    DoctorCommand(Host host, PrintStream out, PrintStream err) {
        this.host = host;
        this.out = out;
        this.err = err;
    }

    /// Called by picocli: the flags of `serve`.
    @Spec
    void spec(CommandSpec made) {
        spec = made;
        Flags.addTo(made);
    }

    @Override
    public Integer call() throws InterruptedException {
        var flags = Flags.given(spec.commandLine().getParseResult());
        try {
            var settings = new SettingsSource(config, root, flags).read();
            var examination = examine(new Examined(host, settings));
            if (asJson) out.println(ReportJson.of(examination));
            else ReportText.of(examination, settings.get(Keys.QUIET)).forEach(out::println);
            out.flush();
            return examination.exitCode().number();
        } catch (SettingsException e) {
            e.lines().forEach(err::println);
            return e.exitCode().number();
        }
    }

    /// On a terminal a line says what is waited for.
    private Examination examine(Examined examined) throws InterruptedException {
        OptionalInt columns = Terminal.columnsOfStandardError();
        if (columns.isEmpty()) return Examination.of(examined, _ -> {});
        var line = new StatusLine(err, columns.getAsInt());
        try {
            return Examination.of(examined, check -> line.show("doctor", "looks at " + check));
        } finally {
            line.clear();
        }
    }
}

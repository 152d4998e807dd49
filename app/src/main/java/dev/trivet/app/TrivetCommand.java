package dev.trivet.app;

import dev.trivet.app.completion.CompletionCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// `trivet` itself: finds the command that is meant, and turns what goes wrong into words and an [ExitCode].
@Command(
        name = "trivet",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Serves, fetches and sends files by TFTP (RFC 1350, 2347, 2348, 2349, 7440).",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  Serve ./tftpboot on port 6969, which needs no privilege:",
            "    trivet serve --listen :6969",
            "  Fetch a file from it, from another terminal:",
            "    trivet get tftp://127.0.0.1:6969/hello.txt",
            "  Send one (the server takes files with --write create):",
            "    trivet put startup-config tftp://127.0.0.1:6969/",
            "",
            "'trivet COMMAND --help' tells every flag, with more examples."
        })
public final class TrivetCommand implements Callable<Integer> {
    /// Put here by picocli.
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private TrivetCommand() {}

    /// @param commands annotated for picocli, in the order in which help lists them
    /// @return the number of an [ExitCode], or what a shell reports for a signal
    public static int run(List<String> args, PrintStream out, PrintStream err, Object... commands) {
        var trivet = new CommandLine(new TrivetCommand());
        for (var command : commands) trivet.addSubcommand(withFlagSections(command));
        return trivet.addSubcommand(new CompletionCommand())
                .addSubcommand(new HelpCommand())
                .setOut(new PrintWriter(out, true, out.charset()))
                .setErr(new PrintWriter(err, true, err.charset()))
                // No colours: to find out whether there is a terminal costs start-up time.
                .setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                // A folder may be named @boot.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(TrivetCommand::explainUsage)
                .setExecutionExceptionHandler(TrivetCommand::reportFault)
                .execute(args.toArray(String[]::new));
    }

    private static CommandLine withFlagSections(Object command) {
        var line = new CommandLine(command);
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new FlagSections());
        return line;
    }

    /// Without a command: teaches, but does not pretend that something was done.
    @Override
    public Integer call() {
        var trivet = spec.commandLine();
        trivet.usage(trivet.getErr());
        return ExitCode.USAGE.number();
    }

    private static int explainUsage(ParameterException wrong, String[] args) {
        var command = wrong.getCommandLine();
        var err = command.getErr();
        err.println("trivet: " + wrong.getMessage());
        if (wrong instanceof UnmatchedArgumentException unmatched) suggest(unmatched, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.number();
    }

    /// Picocli has suggestions, too, but compares pairs of letters: it misses `gte`, and finds `--max-upload` nearer to
    /// `--max-windowsze` than `--max-windowsize`.
    private static void suggest(UnmatchedArgumentException unmatched, PrintWriter err) {
        var typed = unmatched.getUnmatched().getFirst().split("=", 2)[0];
        var spec = unmatched.getCommandLine().getCommandSpec();
        var known = typed.startsWith("-")
                ? spec.optionsMap().keySet()
                : spec.subcommands().keySet();
        Nearest.to(typed, known).ifPresent(near -> err.println("Did you mean " + near + "?"));
    }

    private static int reportFault(Exception fault, CommandLine command, ParseResult parsed) {
        command.getErr().println("trivet: a fault in Trivet; please report it with what follows");
        fault.printStackTrace(command.getErr());
        return ExitCode.FAULT.number();
    }
}

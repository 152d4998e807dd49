package dev.trivet.app;

import dev.trivet.app.reload.ReloadCommand;
import dev.trivet.app.serve.ServeCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// `trivet` itself: finds the command that is meant, and turns what goes wrong into words and an [ExitCode].
@Command(
        name = "trivet",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Serves files by TFTP (RFC 1350, 2347, 2348, 2349, 7440).",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "'trivet serve --help' tells every flag, with examples."})
public final class TrivetCommand {

    /// @return the number of an [ExitCode]
    public static int run(List<String> args, PrintStream out, PrintStream err, ServeCommand serveCommand) {
        return new CommandLine(new TrivetCommand())
                .addSubcommand(serveCommand.commandLine())
                .addSubcommand(new ReloadCommand())
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

    private static int explainUsage(ParameterException wrong, String[] args) {
        var command = wrong.getCommandLine();
        var err = command.getErr();
        err.println("trivet: " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.number();
    }

    private static int reportFault(Exception fault, CommandLine command, ParseResult parsed) {
        command.getErr().println("trivet: a fault in Trivet; please report it with what follows");
        fault.printStackTrace(command.getErr());
        return ExitCode.FAULT.number();
    }
}

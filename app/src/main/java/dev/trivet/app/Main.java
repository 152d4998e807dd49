package dev.trivet.app;

import dev.trivet.app.doctor.DoctorCommand;
import dev.trivet.app.hpa.InTftpd;
import dev.trivet.app.hpa.InTftpdCommand;
import dev.trivet.app.load.LoadCommand;
import dev.trivet.app.map.MapCommand;
import dev.trivet.app.reload.ReloadCommand;
import dev.trivet.app.serve.ServeCommand;
import dev.trivet.app.serve.ServerProcess;
import dev.trivet.app.serve.ServerProcess.Caller;
import dev.trivet.app.transfer.GetCommand;
import dev.trivet.app.transfer.PutCommand;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/// The entrance of the command.
public final class Main {
    private static final InTftpd.Server SERVER = (settings, source, err, ready) ->
            ServerProcess.serveQuietly(new Caller(InTftpd.NAME, "--address"), settings, source, err, ready);

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.in, System.out, System.err));
    }

    /// The whole command, without the end of the JVM.
    ///
    /// @param in what `put -` sends
    /// @param out readiness lines, results and fetched content
    /// @param err messages, progress and logs
    /// @return the number of an [ExitCode], or what a shell reports for a signal
    static int run(List<String> args, InputStream in, PrintStream out, PrintStream err) {
        if (!args.isEmpty() && args.getFirst().equals(InTftpd.NAME))
            return InTftpd.run(args.subList(1, args.size()), out, err, SERVER);
        return TrivetCommand.run(
                args,
                out,
                err,
                ServeCommand.to(out, err),
                new InTftpdCommand(),
                new ReloadCommand(),
                new MapCommand(),
                GetCommand.to(in, out, err),
                PutCommand.to(in, out, err),
                LoadCommand.to(out, err),
                DoctorCommand.to(out, err));
    }
}

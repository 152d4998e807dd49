package dev.trivet.app.hpa;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `--listen`. A JVM cannot fork, so this one starts another with the same command line, passes its messages on until
/// it
/// is ready, and ends as it did: with 0, or with the exit code of the start that failed. The other one is the daemon;
/// its
/// own side is [Detached].
final class Daemon {
    /// Tells a JVM that the process of that number, its parent, started it to be the daemon.
    private static final String STARTED_BY = "TRIVET_DAEMON_OF";

    /// What the daemon writes, on standard output, which is else silent.
    static final String READY = "ready";

    private static final File NOTHING = new File("/dev/null");
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private Daemon() {}

    /// Whether this process was started to be the daemon.
    static boolean isThisProcess() {
        var starter = System.getenv(STARTED_BY);
        return starter != null
                && ProcessHandle.current()
                        .parent()
                        .filter(parent -> starter.equals(String.valueOf(parent.pid())))
                        .isPresent();
    }

    /// @param logsToError whether standard error stays the daemon's: then it must be a file
    /// @param err where its messages go until it is ready
    static SysExit start(boolean logsToError, PrintStream err) throws UsageException {
        if (logsToError && !Files.isRegularFile(STANDARD_ERROR))
            throw new UsageException(
                    "--stderr with --listen needs standard error to be a file, as in 2>>/var/log/tftpd.log:"
                            + " a daemon keeps neither terminal nor pipe of its starter; or use --foreground");
        try {
            var daemon = new ProcessBuilder(ownCommandLine())
                    .redirectInput(Redirect.from(NOTHING))
                    .redirectError(logsToError ? Redirect.INHERIT : Redirect.PIPE);
            daemon.environment()
                    .put(STARTED_BY, String.valueOf(ProcessHandle.current().pid()));
            return await(daemon.start(), err);
        } catch (IOException e) {
            throw new UsageException(SysExit.SYSTEM, "cannot start the daemon: " + e.getMessage());
        }
    }

    private static List<String> ownCommandLine() throws IOException {
        // A NUL behind each word, the last one, too.
        var words = Files.readString(COMMAND_LINE, StandardCharsets.UTF_8);
        return List.of(words.substring(0, words.length() - 1).split("\0", -1));
    }

    /// Whoever ends the starter too early ends the daemon with it.
    private static SysExit await(Process daemon, PrintStream err) throws IOException {
        var ending = new Thread(daemon::destroy);
        Runtime.getRuntime().addShutdownHook(ending);
        try (var said = daemon.errorReader();
                var told = daemon.inputReader()) {
            said.lines().forEach(err::println); // until it closes it: ready, or ended
            boolean ready = READY.equals(told.readLine());
            return ready ? SysExit.DONE : SysExit.of(daemon.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SysExit.SOFTWARE;
        } finally {
            Runtime.getRuntime().removeShutdownHook(ending);
        }
    }
}

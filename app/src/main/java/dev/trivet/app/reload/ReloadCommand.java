package dev.trivet.app.reload;

import dev.trivet.app.ExitCode;
import dev.trivet.app.Version;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.SettingsException;
import dev.trivet.app.settings.SettingsSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trivet reload`: has a running server read its configuration again, and prints what it answers.
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Has a running server read its configuration again. Transfers that run go on as they began.",
        sortOptions = false,
        optionListHeading = "%n",
        footer = {
            "",
            "Exit codes: 0 reloaded; 2 the new settings are wrong, or no server is there;",
            "3 a local file cannot be read; 5 no answer in time.",
            "",
            "Examples:",
            "  The server that was started with this file:",
            "    trivet reload --config /etc/trivet/trivet.toml",
            "  The one with this socket:",
            "    trivet reload --socket /run/trivet.sock",
            "  Without a socket, SIGHUP does the same; the answer is in the server's log:",
            "    kill -HUP PID"
        })
public final class ReloadCommand implements Callable<Integer> {
    /// All lines of an answer, of which there are a few dozen.
    private static final int LONGEST_ANSWER = 1 << 16;

    /// File systems that hang make a server slow to answer.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Put here by picocli.
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", paramLabel = "FILE", description = "The server's file, which names its reload-socket")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--socket", paramLabel = "PATH", description = "The server's reload-socket itself")
    private Optional<Path> socket = Optional.empty();

    @Override
    public Integer call() {
        if (config.isPresent() == socket.isPresent())
            throw new ParameterException(
                    spec.commandLine(), "name the server by --config FILE or by --socket PATH, one of them");
        var err = spec.commandLine().getErr();
        try {
            var place = socket.isPresent() ? socket : SettingsSource.reloadSocketOf(config.orElseThrow());
            if (place.isPresent())
                return ask(place.get(), spec.commandLine().getOut(), err).number();
            err.println("trivet: " + config.orElseThrow() + " names no reload-socket: set " + Keys.RELOAD_SOCKET.name()
                    + " = \"PATH\" there and restart the server, or send it SIGHUP");
            return ExitCode.USAGE.number();
        } catch (SettingsException e) {
            e.lines().forEach(err::println);
            return e.exitCode().number();
        }
    }

    private static ExitCode ask(Path place, PrintWriter out, PrintWriter err) {
        try {
            var answer = ask(place);
            answer.lines().forEach((answer.done() ? out : err)::println);
            return answer.done() ? ExitCode.DONE : ExitCode.USAGE;
        } catch (SocketTimeoutException e) {
            err.println("trivet: " + place + ": " + e.getMessage() + "; the server's log tells more");
            return ExitCode.TIMED_OUT;
        } catch (IOException | IllegalArgumentException e) {
            err.println("trivet: no server answers at " + place + " (" + e.getMessage()
                    + "); is it running, with this reload-socket, and as you or by root?");
            return ExitCode.USAGE;
        }
    }

    private static Answer ask(Path place) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(place))) {
            SocketMessage.write(channel, ReloadSocket.REQUEST);
            channel.shutdownOutput();
            return Answer.parse(SocketMessage.read(channel, LONGEST_ANSWER, PATIENCE));
        }
    }
}

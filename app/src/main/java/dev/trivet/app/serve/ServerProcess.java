package dev.trivet.app.serve;

import dev.trivet.app.ExitCode;
import dev.trivet.app.StartException;
import dev.trivet.app.reload.ReloadSocket;
import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.app.settings.SettingsException;
import dev.trivet.app.settings.SettingsSource;
import dev.trivet.content.Root;
import dev.trivet.content.WritePolicy;
import dev.trivet.server.TftpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The process of `trivet serve`: from settings to a server that runs until a signal ends it.
public final class ServerProcess implements Serving {
    private final PrintStream err;
    private final Caller caller;
    private final Ready ready;

    /// Says on `out` when requests are answered.
    ServerProcess(PrintStream out, PrintStream err) {
        this(err, new Caller("trivet", Keys.LISTEN.flag()), (lines, _) -> {
            lines.forEach(out::println);
            out.flush();
        });
    }

    private ServerProcess(PrintStream err, Caller caller, Ready ready) {
        this.err = err;
        this.caller = caller;
        this.ready = ready;
    }

    /// As what it was called, for messages.
    ///
    /// @param listenFlag which says where to listen
    public record Caller(String program, String listenFlag) {}

    /// What is done once requests are answered.
    @FunctionalInterface
    private interface Ready {
        /// @param lines what is served, and where
        void tell(List<String> lines, Log log);
    }

    /// Serves without a word on standard output: what is served, and where, stands in the log.
    ///
    /// @param err for what keeps it from starting, and for the log where there is no other place
    /// @param ready run once requests are answered
    public static ExitCode serveQuietly(
            Caller caller, ServeSettings settings, SettingsSource source, PrintStream err, Runnable ready) {
        return new ServerProcess(err, caller, (lines, log) -> {
                    log.say(Level.INFO, "ready", lines.getFirst());
                    ready.run();
                })
                .serve(settings, source);
    }

    @Override
    public ExitCode serve(ServeSettings given, SettingsSource source) {
        try {
            var settings = DefaultRoot.in(given);
            var log = new Log(LogOutput.of(settings, err), Log.Form.of(settings), InstantSource.system());
            return serve(settings, source, log);
        } catch (StartException e) {
            err.println(caller.program() + ": " + e.getMessage());
            return e.exitCode();
        } catch (SettingsException e) {
            e.lines().forEach(err::println);
            return e.exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAULT;
        }
    }

    private ExitCode serve(ServeSettings settings, SettingsSource source, Log log)
            throws StartException, SettingsException, InterruptedException {
        engine(settings);
        Families.check(settings);
        OwnJars.open();
        var idle = settings.find(Keys.IDLE_EXIT).map(IdleExit::new);
        try (var bound = new AfterBinding(settings);
                var server = start(settings, bound, log, idle)) {
            warnIfOpen(settings, log);
            idle.ifPresent(watching -> watching.watch(server, log));
            run(server, new Reload(source, settings, server, log), bound.socket(), log);
            return end(server, log);
        }
    }

    /// A supervisor starts a server again that ended with a fault.
    private static ExitCode end(TftpServer server, Log log) {
        var failure = server.failure();
        failure.ifPresent(fault -> log.say(Level.ERROR, "ended", "the server ended because a loop failed: " + fault));
        return failure.isPresent() ? ExitCode.FAULT : ExitCode.DONE;
    }

    private void run(TftpServer server, Reload reload, Optional<ReloadSocket> socket, Log log)
            throws InterruptedException {
        warnOfBuffer(server, log);
        socket.ifPresent(open -> open.answer(
                () -> reload.now("trivet reload"), trouble -> log.say(Level.WARN, "reload-socket", trouble)));
        Signals.onHangUp(() -> reload.now("SIGHUP"));
        Signals.drainOnTermination(server, reload::drainTimeout, log);
        ready.tell(Readiness.lines(server.roots(), server.addresses()), log);
        Supervisor.tellReady(log);
        server.await();
    }

    static void engine(ServeSettings settings) throws StartException {
        var unusable = TftpServer.unusable(settings.get(Keys.ENGINE));
        if (unusable.isPresent())
            throw new StartException(ExitCode.USAGE, settings.place(Keys.ENGINE) + unusable.get());
    }

    private TftpServer start(ServeSettings settings, AfterBinding bound, Log log, Optional<IdleExit> idle)
            throws StartException, SettingsException {
        try {
            return Building.builder(settings, Descriptors.affordable(settings, log), remark -> remark(remark, log))
                    .handedOver(HandedOver.descriptors(settings, System.getenv()))
                    .onEvent(event -> {
                        idle.ifPresent(IdleExit::seen);
                        log.event(event);
                    })
                    .onNotice(notice -> log.say(Level.WARN, "notice", notice))
                    .onFault(log::fault)
                    .onBound(bound)
                    .start();
        } catch (IOException e) {
            for (var failure : RootFailures.of(settings, _ -> {})) throw failure;
            throw ListenFailure.explained(settings.get(Keys.LISTEN), caller.listenFlag(), e);
        } catch (AfterBinding.Failed e) {
            throw e.because();
        }
    }

    static void remark(String text, Log log) {
        log.say(Level.WARN, "map-file", text);
    }

    static void warnIfOpen(ServeSettings settings, Log log) {
        boolean open = settings.server().given(Keys.ALLOW_WRITE).isEmpty()
                && settings.roots().stream()
                        .map(Building::root)
                        .anyMatch(root -> root.writable() && root.allowWrite().isEmpty() && !isOpenedByHand(root));
        if (open)
            log.say(
                    Level.WARN,
                    "open-to-all",
                    "everyone may write: TFTP has no passwords; --allow-write CIDR narrows it");
    }

    /// As tftpd-hpa without `--create`: somebody had to make each file, and let everyone write to it.
    private static boolean isOpenedByHand(Root root) {
        return root.worldAccess()
                && root.write() == WritePolicy.EXISTING
                && root.rules().isEmpty();
    }

    private static void warnOfBuffer(TftpServer server, Log log) {
        int granted = server.grantedReceiveBuffer();
        if (granted < TftpServer.WANTED_RECEIVE_BUFFER)
            log.say(
                    Level.WARN,
                    "receive-buffer",
                    "the system grants " + granted + " octets of receive buffer of " + TftpServer.WANTED_RECEIVE_BUFFER
                            + ": when thousands of clients start at once some must repeat their request; sysctl -w"
                            + " net.core.rmem_max=" + TftpServer.WANTED_RECEIVE_BUFFER + " mends it");
    }
}

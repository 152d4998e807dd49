package dev.trivet.app.serve;

import dev.trivet.app.ExitCode;
import dev.trivet.app.StartException;
import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.content.DirectoryProvider;
import dev.trivet.content.Root;
import dev.trivet.content.WritePolicy;
import dev.trivet.server.ServerBuilder;
import dev.trivet.server.TftpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;

/// The process of `trivet serve`: from settings to a server that runs until a signal ends it.
final class ServerProcess implements Serving {
    private final PrintStream out;
    private final PrintStream err;

    ServerProcess(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public ExitCode serve(ServeSettings settings) {
        try {
            var log = new Log(err, settings.output().format(), settings.output().least(), InstantSource.system());
            return serve(settings, log);
        } catch (StartException e) {
            err.println("trivet: " + e.getMessage());
            return e.exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAULT;
        }
    }

    private ExitCode serve(ServeSettings settings, Log log) throws StartException, InterruptedException {
        if (settings.process().engine() == ServeSettings.Engine.LINUX)
            throw new StartException(ExitCode.USAGE, "--engine linux is not there yet: use auto or portable");
        var privileges = Privileges.of(settings.process().user());
        try (var content = open(settings)) {
            int transfers = Descriptors.affordable(settings, log);
            var server = start(settings, transfers, content, log);
            try (server) {
                privileges.drop();
                warn(settings, server, log);
                if (settings.uploads().policy() != WritePolicy.NONE) cleanInBackground(content, log);
                Readiness.lines(settings, content, server.addresses()).forEach(out::println);
                out.flush();
                Signals.drainOnTermination(server, settings.process().drainTimeout(), log);
                server.await();
            }
        }
        return ExitCode.DONE;
    }

    private static DirectoryProvider open(ServeSettings settings) throws StartException {
        Path directory = settings.root().isPresent() ? settings.root().get() : DefaultRoot.made();
        var uploads = settings.uploads();
        var root = Root.at(directory)
                .write(uploads.policy())
                .durability(uploads.durability())
                .ignoreCase(settings.names().ignoreCase())
                .followLinksTo(settings.names().followLinksTo());
        if (uploads.keepVersions().isPresent())
            root = root.keepVersions(uploads.keepVersions().getAsInt());
        try {
            return DirectoryProvider.open(root);
        } catch (IOException e) {
            throw new StartException(ExitCode.LOCAL_FILE, "cannot serve " + directory + ": " + e.getMessage(), e);
        }
    }

    private static TftpServer start(ServeSettings settings, int transfers, DirectoryProvider content, Log log)
            throws StartException {
        try {
            return builder(settings, transfers, content, log).start();
        } catch (IOException e) {
            throw ListenFailure.explained(settings.listen(), e);
        }
    }

    private static ServerBuilder builder(ServeSettings settings, int transfers, DirectoryProvider content, Log log) {
        var network = settings.network();
        var load = settings.load();
        var uploads = settings.uploads();
        var builder = TftpServer.builder()
                .content(content)
                .access(new CidrAccess(settings.allowed()))
                .singlePort(network.singlePort())
                .portRange(network.portRange())
                .maxWindowsize(network.windowSize())
                .maxWindowBytes(network.windowOctets())
                .giveUp(network.giveUp())
                .maxTransfers(transfers)
                .whenFull(load.whenFull())
                .spin(settings.process().spin())
                .onEvent(log::event)
                .onNotice(notice -> log.say(Level.WARN, "notice", notice))
                .onFault(log::fault);
        settings.listen().stream().map(ListenAddress::socketAddress).forEach(builder::listen);
        network.blockSize().ifPresent(builder::maxBlksize);
        load.requestsPerAddress().ifPresent(builder::requestsPerAddress);
        load.transfersPerAddress().ifPresent(builder::transfersPerAddress);
        uploads.each().ifPresent(builder::maxUpload);
        uploads.total().ifPresent(builder::maxUploadTotal);
        uploads.perAddress().ifPresent(builder::maxUploadPerAddress);
        return builder;
    }

    private static void warn(ServeSettings settings, TftpServer server, Log log) {
        boolean writable = settings.uploads().policy() != WritePolicy.NONE;
        if (writable && settings.allowed().write().isEmpty())
            log.say(
                    Level.WARN,
                    "open-to-all",
                    "everyone may write: TFTP has no passwords; --allow-write CIDR narrows it");
        int granted = server.grantedReceiveBuffer();
        if (granted < TftpServer.WANTED_RECEIVE_BUFFER)
            log.say(
                    Level.WARN,
                    "receive-buffer",
                    "the system grants " + granted + " octets of receive buffer of " + TftpServer.WANTED_RECEIVE_BUFFER
                            + ": when thousands of clients start at once some must repeat their request; sysctl -w"
                            + " net.core.rmem_max=" + TftpServer.WANTED_RECEIVE_BUFFER + " mends it");
    }

    private static void cleanInBackground(DirectoryProvider content, Log log) {
        Thread.ofPlatform().daemon().name("trivet-cleaning").start(() -> {
            int removed = content.cleanLeftovers();
            if (removed > 0) log.say(Level.INFO, "cleaned", removed + " parts of interrupted uploads removed");
        });
    }
}

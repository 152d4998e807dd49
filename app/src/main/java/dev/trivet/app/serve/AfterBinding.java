package dev.trivet.app.serve;

import dev.trivet.app.StartException;
import dev.trivet.app.reload.ReloadSocket;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ServeSettings;
import java.nio.file.Path;
import java.util.Optional;

/// What is done once the ports are bound and before the first request is read: the reload-socket is made by who starts
/// the server, and then privileges are given up. In a folder that others may change it is made afterwards, by the user
/// that the server becomes.
final class AfterBinding implements Runnable, AutoCloseable {
    private final ServeSettings settings;
    private final Privileges privileges;
    private Optional<PidFile> pidFile = Optional.empty();
    private Optional<ReloadSocket> socket = Optional.empty();

    AfterBinding(ServeSettings settings) throws StartException {
        this.settings = settings;
        this.privileges = Privileges.of(settings);
    }

    /// A [StartException] where only unchecked ones may pass.
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final StartException because;

        private Failed(StartException because) {
            super(because);
            this.because = because;
        }

        StartException because() {
            return because;
        }
    }

    @Override
    public void run() {
        try {
            var pidPath = settings.find(Keys.PID_FILE);
            if (pidPath.isPresent()) pidFile = Optional.of(PidFile.write(pidPath.get()));
            var path = settings.find(Keys.RELOAD_SOCKET);
            if (path.isPresent()) open(path.get());
            else privileges.drop();
        } catch (StartException e) {
            throw new Failed(e);
        }
    }

    private void open(Path path) throws StartException {
        if (privileges.user().isPresent() && ReloadSocket.isTrapForRoot(path)) {
            privileges.drop();
            socket = Optional.of(ReloadSocket.open(path, Optional.empty()));
        } else {
            socket = Optional.of(ReloadSocket.open(path, privileges.user()));
            privileges.drop();
        }
    }

    Optional<ReloadSocket> socket() {
        return socket;
    }

    @Override
    public void close() {
        socket.ifPresent(ReloadSocket::close);
        pidFile.ifPresent(PidFile::close);
    }
}

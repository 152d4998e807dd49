package dev.trivet.app.serve;

import dev.trivet.app.StartException;
import dev.trivet.app.reload.ReloadSocket;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ServeSettings;
import java.util.Optional;

/// What is done once the ports are bound and before the first request is read: the reload-socket is made by who starts
/// the server, and then privileges are given up.
final class AfterBinding implements Runnable, AutoCloseable {
    private final ServeSettings settings;
    private final Privileges privileges;
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
            var path = settings.find(Keys.RELOAD_SOCKET);
            if (path.isPresent()) socket = Optional.of(ReloadSocket.open(path.get(), privileges.user()));
            privileges.drop();
        } catch (StartException e) {
            throw new Failed(e);
        }
    }

    Optional<ReloadSocket> socket() {
        return socket;
    }

    @Override
    public void close() {
        socket.ifPresent(ReloadSocket::close);
    }
}

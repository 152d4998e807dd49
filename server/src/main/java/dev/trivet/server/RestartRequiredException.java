package dev.trivet.server;

import java.util.List;

/// A [TftpServer#reload] would change what only a new start can change. Nothing was changed.
public final class RestartRequiredException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> settings;

    RestartRequiredException(List<String> settings) {
        super(String.join(", ", settings) + " cannot change while the server runs: restart it; nothing was changed");
        this.settings = List.copyOf(settings);
    }

    /// What would change, in the words of the configuration.
    ///
    /// @return such as `listen` or `single-port`; at least one
    public List<String> settings() {
        return settings;
    }
}

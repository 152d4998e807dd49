package dev.trivet.app.serve;

import dev.trivet.app.ExitCode;
import dev.trivet.app.StartException;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.LogFormat;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.linux.Linux;
import dev.trivet.linux.Users;
import dev.trivet.linux.Users.User;
import java.io.IOException;
import java.util.Optional;

/// `--user`: who the process is once the ports are bound.
///
/// @param user empty: stay as we are
record Privileges(Optional<User> user) {

    /// Looks the user up, before anything is bound.
    static Privileges of(ServeSettings settings) throws StartException {
        var name = settings.find(Keys.USER);
        var place = settings.place(Keys.USER);
        if (name.isEmpty()) return new Privileges(Optional.empty());
        if (Linux.missing().isPresent())
            throw new StartException(
                    ExitCode.USAGE,
                    place + "--user needs Linux: " + Linux.missing().get());
        try {
            var user = Users.find(name.get());
            if (user.isEmpty())
                throw new StartException(ExitCode.USAGE, place + "--user: there is no user '" + name.get() + "' here");
            // A supervisor made us that user already: nothing is left to give up, and no privilege to do it with.
            return new Privileges(user.filter(wanted -> wanted.uid() != Users.effective()));
        } catch (IOException e) {
            throw new StartException(ExitCode.USAGE, place + "--user " + name.get() + ": " + e.getMessage(), e);
        }
    }

    /// For all threads, for good.
    void drop() throws StartException {
        if (user.isEmpty()) return;
        // Jars are opened when a class of theirs is first needed: later that may no longer be allowed.
        for (var format : LogFormat.values()) LogLine.of(LogEntry.SAMPLE, format, true);
        try {
            Users.become(user.get());
        } catch (IOException e) {
            var why = "cannot become user '" + user.get().name() + "': " + e.getMessage()
                    + "; start as root, or leave --user out";
            throw new StartException(ExitCode.USER_NOT_TAKEN, why, e);
        }
    }
}

package dev.trivet.app.doctor;

import dev.trivet.app.settings.ServeSettings;
import dev.trivet.app.settings.SettingsSource;
import dev.trivet.app.settings.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One check, on a host of the test's own, for a server that listens on port 69 and serves `/srv/tftp`.
final class DoctorFixture {
    private DoctorFixture() {}

    static List<Finding> findings(Check check, FakeHost host) throws IOException, InterruptedException {
        return findings(check, host, flags -> flags);
    }

    static List<Finding> findings(Check check, FakeHost host, UnaryOperator<Values> flags)
            throws IOException, InterruptedException {
        return check.look(new Examined(host, settings(flags.apply(Values.NONE))));
    }

    /// The only one.
    static Finding finding(Check check, FakeHost host, UnaryOperator<Values> flags)
            throws IOException, InterruptedException {
        var all = findings(check, host, flags);
        if (all.size() != 1) throw new AssertionError("one finding expected: " + all);
        return all.getFirst();
    }

    static Finding finding(Check check, FakeHost host) throws IOException, InterruptedException {
        return finding(check, host, flags -> flags);
    }

    static ServeSettings settings(Values flags) {
        try {
            return new SettingsSource(Optional.empty(), Optional.of(Path.of("/srv/tftp")), flags).read();
        } catch (dev.trivet.app.settings.SettingsException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

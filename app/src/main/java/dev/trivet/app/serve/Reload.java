package dev.trivet.app.serve;

import dev.trivet.app.ExitCode;
import dev.trivet.app.StartException;
import dev.trivet.app.reload.Answer;
import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.app.settings.Key;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.app.settings.SettingsException;
import dev.trivet.app.settings.SettingsSource;
import dev.trivet.app.settings.Tables;
import dev.trivet.server.RestartRequiredException;
import dev.trivet.server.TftpServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the settings of a running server again. Either all of them hold from then on, for transfers that begin
/// then, or none, and the answer says why. Any thread, one after another.
final class Reload {
    private final SettingsSource source;
    private final TftpServer server;
    private final Log log;

    /// Read by any thread, also while a reload hangs; written by one reload at a time.
    private volatile ServeSettings current;

    Reload(SettingsSource source, ServeSettings current, TftpServer server, Log log) {
        this.source = source;
        this.current = current;
        this.server = server;
        this.log = log;
    }

    Duration drainTimeout() {
        return current.get(Keys.DRAIN_TIMEOUT);
    }

    /// @param asker for the log: `SIGHUP`
    synchronized Answer now(String asker) {
        if (source.rereads().isEmpty() && current.find(Keys.MAP_FILE).isEmpty()) return noFile(asker);
        var answer = attempt();
        var level = answer.done() ? Level.INFO : Level.ERROR;
        var end = answer.done() ? "" : "; the old settings stay";
        answer.lines().forEach(line -> log.say(level, "reload", asker + ": " + line + end));
        return answer;
    }

    private Answer noFile(String asker) {
        var why = "there is no file to read again; start with --config FILE or --map-file PATH to have one";
        log.say(Level.INFO, "reload", asker + ": " + why);
        return refused(why);
    }

    private Answer attempt() {
        try {
            var wanted = DefaultRoot.in(source.read());
            var fixed = needRestart(wanted);
            if (!fixed.isEmpty()) return new Answer(false, fixed);
            apply(wanted);
            log.use(Log.Form.of(wanted));
            ServerProcess.warnIfOpen(wanted, log);
            var changes = changes(wanted);
            current = wanted;
            return new Answer(true, List.of(done(changes)));
        } catch (SettingsException e) {
            return new Answer(false, e.lines());
        } catch (StartException | IOException | RestartRequiredException | IllegalStateException e) {
            return refused(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.fault(e);
            return refused("a fault in Trivet; the server's log tells more");
        }
    }

    /// Tells of each directory that cannot be served.
    private void apply(ServeSettings wanted) throws SettingsException, IOException {
        try {
            server.reload(Building.builder(
                    wanted, Descriptors.affordable(wanted, log), remark -> ServerProcess.remark(remark, log)));
        } catch (IOException e) {
            var failures = RootFailures.of(wanted, _ -> {});
            if (failures.isEmpty()) throw e;
            var lines = failures.stream().map(Throwable::getMessage).toList();
            throw new SettingsException(ExitCode.LOCAL_FILE, lines);
        }
    }

    /// Whether rules changed nobody can tell from settings: they are read in any case.
    private String done(String changes) {
        var map = current.find(Keys.MAP_FILE).map(file -> "read " + file + " again");
        var config = source.rereads()
                .filter(file -> !current.find(Keys.MAP_FILE).equals(Optional.of(file)))
                .map(file -> "reloaded " + file + ": " + changes);
        return config.map(text -> text + map.map(also -> "; " + also).orElse(""))
                .or(() -> map)
                .orElse(changes);
    }

    private static Answer refused(String why) {
        return new Answer(false, List.of(why));
    }

    private List<String> needRestart(ServeSettings wanted) {
        var lines = new ArrayList<String>();
        for (var key : Tables.FILE.keys()) {
            if (key.restart() && differs(key, wanted)) lines.add(wanted.place(key) + needsRestart(key, wanted));
        }
        return lines;
    }

    private <T> String needsRestart(Key<T> key, ServeSettings wanted) {
        return key.name() + " cannot change from " + text(key, current) + " to " + text(key, wanted)
                + " while the server runs: that needs a restart";
    }

    private static <T> String text(Key<T> key, ServeSettings settings) {
        return settings.find(key).map(key.kind()::text).orElse("'" + key.otherwise() + "'");
    }

    private String changes(ServeSettings wanted) {
        var changed = new ArrayList<String>();
        for (var key : Tables.FILE.keys()) if (differs(key, wanted)) changed.add(key.name());
        if (!contents(current).equals(contents(wanted))) changed.add("[[root]]");
        if (!current.clients().equals(wanted.clients())) changed.add("[[client]]");
        return changed.isEmpty() ? "nothing changed" : "changed " + String.join(", ", changed);
    }

    private <T> boolean differs(Key<T> key, ServeSettings wanted) {
        Optional<T> now = current.find(key);
        return !now.equals(wanted.find(key));
    }

    /// Roots without their places in the file.
    private static List<List<Object>> contents(ServeSettings settings) {
        return settings.roots().stream()
                .map(root -> List.<Object>of(root.values(), root.rules()))
                .toList();
    }
}

package dev.trivet.app.serve;

import dev.trivet.app.ExitCode;
import dev.trivet.app.StartException;
import dev.trivet.app.map.MapFile;
import dev.trivet.app.settings.Key;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.app.settings.SettingsException;
import dev.trivet.app.settings.Tables;
import dev.trivet.app.settings.Values;
import dev.trivet.content.DirectoryProvider;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `--check`: whether a server could start with these settings, its ports apart, and what it would serve.
final class Check {
    private final ServeSettings settings;
    private final List<StartException> problems = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    private Check(ServeSettings settings) {
        this.settings = settings;
    }

    static Check of(ServeSettings settings) {
        var check = new Check(settings);
        check.process();
        check.lines.add("Would listen on " + Keys.LISTEN.kind().text(settings.get(Keys.LISTEN)) + " and serve:");
        if (settings.roots().isEmpty())
            check.lines.add(
                    "  ./" + DefaultRoot.PLACE + (Files.isDirectory(DefaultRoot.PLACE) ? "" : ", which would be made"));
        check.problems.addAll(RootFailures.of(settings, check::root));
        settings.clients().forEach(client -> check.lines.add("  " + described(client)));
        check.names();
        return check;
    }

    /// What would be served on `out`, or all that is wrong on `err`.
    ExitCode print(PrintWriter out, PrintWriter err) {
        if (problems.isEmpty()) {
            lines.forEach(out::println);
            return ExitCode.DONE;
        }
        problems.forEach(problem -> err.println(problem.getMessage()));
        return problems.getFirst().exitCode();
    }

    private void process() {
        try {
            Privileges.of(settings);
        } catch (StartException e) {
            problems.add(e);
        }
        try {
            ServerProcess.engine(settings);
            Families.check(settings);
        } catch (StartException e) {
            problems.add(e);
        }
        var folder = settings.find(Keys.RELOAD_SOCKET).map(Path::toAbsolutePath).map(Path::getParent);
        if (folder.isPresent() && !Files.isDirectory(folder.get()))
            problems.add(new StartException(
                    ExitCode.LOCAL_FILE,
                    settings.place(Keys.RELOAD_SOCKET) + "reload-socket: there is no folder " + folder.get()));
    }

    private void names() {
        try {
            MapFile.of(settings).ifPresent(rules -> {
                lines.add("  names mapped by " + settings.find(Keys.MAP_FILE).orElseThrow() + ": " + rules.size()
                        + " rules");
                rules.remarks().forEach(remark -> lines.add("    " + remark));
            });
        } catch (SettingsException e) {
            e.lines().forEach(line -> problems.add(new StartException(e.exitCode(), line)));
        }
    }

    private void root(DirectoryProvider content) {
        lines.add("  " + Readiness.described(content.path(), content.root()));
        content.root().rules().forEach(rule -> lines.add("    " + rule));
    }

    /// `client 10.1.0.0/16: max-blksize 512, refuse-options windowsize`.
    private static String described(Values client) {
        var what = Tables.CLIENT.keys().stream()
                .filter(key -> client.has(key) && !key.equals(Tables.MATCH))
                .map(key -> key.name() + " " + text(client, key))
                .collect(Collectors.joining(", "));
        return "client " + text(client, Tables.MATCH) + ": " + what;
    }

    private static <T> String text(Values table, Key<T> key) {
        return key.kind().text(table.get(key));
    }
}

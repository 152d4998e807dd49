package dev.trivet.app.doctor;

import dev.trivet.app.doctor.Host.Node;
import dev.trivet.app.doctor.Host.Right;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ServeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/// Whether files beneath the roots can be read by who serves, and links stay inside. Looks at the first thousands.
final class SampleCheck implements Check {
    /// Takes some hundred milliseconds on a disk.
    private static final int MOST_SEEN = 5_000;

    /// A person reads no more, and each is looked at once more.
    private static final int MOST_TOLD = 4;

    @Override
    public String name() {
        return "files";
    }

    @Override
    public List<Finding> look(Examined examined) throws IOException {
        var who = Identity.ofServer(examined).or(() -> Identity.starter(examined.host()));
        if (who.isEmpty()) return List.of();
        var findings = new ArrayList<Finding>();
        for (var root : examined.settings().roots())
            findings.addAll(new Sample(new Rights(examined.host(), who.get()), root).look());
        return findings;
    }

    /// What was seen of one root.
    private static final class Sample {
        private final Rights rights;
        private final Path directory;
        private final List<Path> inside;
        private final boolean worldAccess;
        private final Deque<Path> ahead = new ArrayDeque<>();
        private final List<Path> closed = new ArrayList<>();
        private final List<Path> leadOut = new ArrayList<>();
        private int seen;

        Sample(Rights rights, ServeSettings.Root root) {
            this.rights = rights;
            this.directory = root.directory().toAbsolutePath().normalize();
            this.inside = Stream.concat(
                            Stream.of(directory),
                            root.values().find(Keys.FOLLOW_LINKS_TO).stream().flatMap(List::stream))
                    .map(Path::toAbsolutePath)
                    .toList();
            this.worldAccess = root.values().get(Keys.WORLD_ACCESS);
            ahead.add(directory);
        }

        List<Finding> look() {
            while (!ahead.isEmpty() && seen < MOST_SEEN) list(ahead.poll());
            var findings = new ArrayList<Finding>();
            var refused = closed.stream()
                    .limit(MOST_TOLD)
                    .filter(this::isReallyClosed)
                    .toList();
            if (!refused.isEmpty()) findings.add(unreadable(refused));
            if (!leadOut.isEmpty()) findings.add(leadOut());
            if (findings.isEmpty() && seen > 0)
                findings.add(Finding.ok(
                        "files",
                        seen + (seen < MOST_SEEN ? " entries" : " entries, the first of them,") + " beneath "
                                + directory + " can be read by user '"
                                + rights.who().name() + "'"));
            return findings;
        }

        private void list(Path folder) {
            for (var name : rights.host().names(folder.toString())) {
                if (seen++ >= MOST_SEEN) return;
                entry(folder.resolve(name));
            }
        }

        private void entry(Path path) {
            var link = rights.host().link(path.toString());
            if (link.isPresent()) {
                var target = path.resolveSibling(link.get()).normalize();
                if (inside.stream().noneMatch(target::startsWith)) leadOut.add(path);
                return;
            }
            var node = rights.host().node(path);
            if (node.isEmpty()) return;
            if (!rights.seemsTo(path, right(node.get())) || isKept(node.get())) closed.add(path);
            else if (node.get().directory()) ahead.add(path);
        }

        /// Some hundred access lists would be asked one by one: those that are told are enough.
        private boolean isReallyClosed(Path path) {
            var node = rights.host().node(path);
            return node.isPresent() && (isKept(node.get()) || !rights.may(path, right(node.get())));
        }

        private static Right right(Node node) {
            return node.directory() ? Right.ENTER : Right.READ;
        }

        /// By `--world-access`, whoever asks.
        private boolean isKept(Node node) {
            return worldAccess && !node.directory() && (node.mode() & Right.READ.bit) == 0;
        }

        private Finding unreadable(List<Path> refused) {
            return Finding.warning(
                    "unreadable",
                    closed.size() + " of " + seen + " entries beneath " + directory + " cannot be read by user '"
                            + rights.who().name() + "', such as " + told(refused),
                    "a client that asks for one of them is refused"
                            + (worldAccess ? ": --world-access asks for files that everyone may read (o+r)" : ""),
                    "chmod -R a+rX " + directory);
        }

        private Finding leadOut() {
            return Finding.hint(
                    "links",
                    "links beneath " + directory + " lead out of it: " + leadOut.size() + ", such as " + told(leadOut),
                    "they are refused",
                    "--follow-links-to DIR allows those that lead into DIR");
        }

        private String told(List<Path> paths) {
            var names = paths.stream()
                    .limit(MOST_TOLD)
                    .map(path -> directory.relativize(path).toString())
                    .toList();
            return String.join(", ", names);
        }
    }
}

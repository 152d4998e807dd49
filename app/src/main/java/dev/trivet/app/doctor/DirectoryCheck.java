package dev.trivet.app.doctor;

import dev.trivet.app.ExitCode;
import dev.trivet.app.doctor.Host.Right;
import dev.trivet.app.serve.Building;
import dev.trivet.app.settings.ServeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Whether each root can be reached, read and, where uploads are on, written by who serves. Of a path that cannot be
/// gone the first directory in the way is named.
final class DirectoryCheck implements Check {
    /// As many as Linux follows.
    private static final int MOST_LINKS = 40;

    @Override
    public String name() {
        return "folders";
    }

    @Override
    public List<Finding> look(Examined examined) throws IOException {
        var starter = Identity.starter(examined.host()).orElse(Rights.NOBODY_KNOWN);
        var server = Identity.ofServer(examined).orElse(starter);
        var roots = examined.settings().roots();
        if (roots.isEmpty())
            return List.of(Finding.ok("directory", "no folder is named: serve would take ./tftpboot, and make it"));
        var findings = new ArrayList<Finding>();
        for (var root : roots) findings.addAll(new Place(examined.host(), starter, server, root).look());
        return findings;
    }

    /// One root.
    ///
    /// @param starter opens it
    /// @param server uses it from then on
    private record Place(Host host, Identity starter, Identity server, ServeSettings.Root root) {

        List<Finding> look() {
            var directory = root.directory().toAbsolutePath().normalize();
            var steps = steps(directory);
            var obstacle = steps.stream()
                    .flatMap(step -> obstacle(directory, step).stream())
                    .findFirst();
            if (obstacle.isPresent()) return List.of(obstacle.get());
            var place = steps.getLast();
            if (!mayEnter(server, place)) return List.of(closed(directory, place, server));
            var findings = new ArrayList<Finding>();
            steps.stream()
                    .filter(step -> !mayEnter(server, step))
                    .findFirst()
                    .ifPresentOrElse(
                            step -> findings.add(reloadless(directory, step)),
                            () -> findings.add(
                                    Finding.ok("directory", directory + " can be read by " + quoted(server))));
            if (Building.root(root).writable()) findings.add(new UploadPlace(host, server, root, place).look());
            return findings;
        }

        /// Every directory on the way, those that links lead to as well; the last is the root itself.
        private List<Path> steps(Path directory) {
            var at = directory.getRoot();
            var steps = new ArrayList<>(List.of(at));
            var ahead = new ArrayDeque<Path>();
            directory.forEach(ahead::add);
            for (int links = 0; !ahead.isEmpty(); ) {
                var next = at.resolve(ahead.poll());
                var link = host.link(next.toString());
                at = link.isPresent() && links++ < MOST_LINKS ? at.getRoot() : next;
                if (at.equals(next)) steps.add(next);
                else prepend(next.resolveSibling(link.orElseThrow()).normalize(), ahead);
            }
            return steps;
        }

        private static void prepend(Path target, Deque<Path> ahead) {
            for (int i = target.getNameCount() - 1; i >= 0; i--) ahead.addFirst(target.getName(i));
        }

        /// What keeps the starter from going this step.
        private Optional<Finding> obstacle(Path directory, Path step) {
            var node = host.node(step);
            if (node.isEmpty()) return Optional.of(missing(directory, step));
            if (!node.get().directory())
                return Optional.of(problem(directory, starter, step + " is no directory", "name a directory"));
            return mayEnter(starter, step) ? Optional.empty() : Optional.of(closed(directory, step, starter));
        }

        private boolean mayEnter(Identity who, Path step) {
            return new Rights(host, who).may(step, Right.ENTER);
        }

        /// It is opened before the user changes, and stays open; but not for long.
        private Finding reloadless(Path directory, Path step) {
            return Finding.warning(
                    "directory",
                    root.prefix() + directory + " could not be opened again by " + quoted(server),
                    closedBecause(step, server) + "\nit is served as it is, but a reload would fail",
                    openedBy(step, server));
        }

        private Finding missing(Path directory, Path step) {
            var above = Optional.ofNullable(step.getParent()).orElse(step);
            return host.may(above, Right.ENTER)
                    ? problem(directory, starter, step + " does not exist", "mkdir -p " + directory)
                    : problem(directory, starter, step + " cannot be seen by who runs this check", "run it as root");
        }

        private Finding closed(Path directory, Path step, Identity who) {
            return problem(directory, who, closedBecause(step, who), openedBy(step, who));
        }

        private String closedBecause(Path step, Identity who) {
            var told = host.node(step)
                    .map(node -> ": it has mode " + Integer.toOctalString(node.mode()) + ", owner "
                            + Identity.nameOf(Integer.toUnsignedLong(node.user()), host))
                    .orElse("");
            return step + " lacks the right to enter (x) for " + quoted(who) + told;
        }

        private static String openedBy(Path step, Identity who) {
            return "chmod o+x " + step + "\nor for that user alone: setfacl -m u:" + who.name() + ":x " + step
                    + "\nor serve another folder, such as /srv/tftp";
        }

        private Finding problem(Path directory, Identity who, String why, String remedy) {
            var what = root.prefix() + directory + " cannot be served by " + quoted(who);
            return Finding.problem(ExitCode.LOCAL_FILE, "directory", what, why, remedy);
        }

        private static String quoted(Identity who) {
            return "user '" + who.name() + "'";
        }
    }
}

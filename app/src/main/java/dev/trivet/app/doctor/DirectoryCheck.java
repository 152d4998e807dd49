package dev.trivet.app.doctor;

import dev.trivet.app.ExitCode;
import dev.trivet.app.doctor.Host.Node;
import dev.trivet.app.doctor.Host.Right;
import dev.trivet.app.serve.Building;
import dev.trivet.app.settings.ServeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether each root can be reached, read and, where uploads are on, written by who serves. Of a path that cannot be
/// gone the first directory in the way is named.
final class DirectoryCheck implements Check {
    /// An upload should not be the first to meet a full disk.
    private static final long FEW_OCTETS = 64 << 20;

    @Override
    public String name() {
        return "folders";
    }

    @Override
    public List<Finding> look(Examined examined) throws IOException {
        var who = Identity.ofServer(examined).or(() -> Identity.starter(examined.host()));
        var roots = examined.settings().roots();
        if (roots.isEmpty())
            return List.of(Finding.ok("directory", "no folder is named: serve would take ./tftpboot, and make it"));
        var findings = new ArrayList<Finding>();
        for (var root : roots)
            findings.addAll(new Place(examined.host(), who.orElse(Rights.NOBODY_KNOWN), root).look());
        return findings;
    }

    /// One root.
    private record Place(Host host, Identity who, ServeSettings.Root root) {

        List<Finding> look() {
            var directory = root.directory().toAbsolutePath().normalize();
            var obstacle = obstacle(directory);
            if (obstacle.isPresent()) return List.of(obstacle.get());
            var findings = new ArrayList<Finding>();
            findings.add(Finding.ok("directory", directory + " can be read by " + quoted()));
            if (Building.root(root).writable()) findings.addAll(uploads(directory));
            return findings;
        }

        /// The first component that is missing, none, or closed.
        private Optional<Finding> obstacle(Path directory) {
            for (var each : withParents(directory)) {
                var node = host.node(each);
                if (node.isEmpty()) return Optional.of(missing(directory, each));
                if (!node.get().directory())
                    return Optional.of(problem(directory, each + " is no directory", "name a directory"));
                if (!rights().may(each, Right.ENTER)) return Optional.of(closed(directory, each, node.get()));
            }
            return Optional.empty();
        }

        private static List<Path> withParents(Path directory) {
            var all = new ArrayList<Path>();
            for (var each = directory; each != null; each = each.getParent()) all.addFirst(each);
            return all;
        }

        private Rights rights() {
            return new Rights(host, who);
        }

        private Finding missing(Path directory, Path component) {
            var above = Optional.ofNullable(component.getParent()).orElse(component);
            return host.may(above, Right.ENTER)
                    ? problem(directory, component + " does not exist", "mkdir -p " + directory)
                    : problem(directory, component + " cannot be seen by who runs this check", "run it as root");
        }

        private Finding closed(Path directory, Path component, Node node) {
            var why = component + " lacks the right to enter (x) for " + quoted() + ": it has mode "
                    + Integer.toOctalString(node.mode()) + ", owner "
                    + Identity.nameOf(Integer.toUnsignedLong(node.user()), host);
            return problem(
                    directory,
                    why,
                    "chmod o+x " + component + "\nor give it to that user: setfacl -m u:" + who.name() + ":x "
                            + component + "\nor serve another folder, such as /srv/tftp");
        }

        private Finding problem(Path directory, String why, String remedy) {
            return Finding.problem(
                    ExitCode.LOCAL_FILE,
                    "directory",
                    root.prefix() + directory + " cannot be served by " + quoted(),
                    why,
                    remedy);
        }

        private List<Finding> uploads(Path directory) {
            if (isReadOnly(directory))
                return List.of(unwritable(
                        directory,
                        "its file system is mounted read-only",
                        "mount -o remount,rw, or in the unit: ReadWritePaths=" + directory));
            if (!rights().may(directory, Right.WRITE))
                return List.of(unwritable(
                        directory,
                        quoted() + " may not write there (w)",
                        "chown " + who.name() + " " + directory + "\nor setfacl -m u:" + who.name() + ":rwx "
                                + directory));
            var free = host.free(directory);
            if (free.isPresent() && free.getAsLong() < FEW_OCTETS)
                return List.of(Finding.warning(
                        "disk",
                        directory + " has room for " + free.getAsLong() + " octets only",
                        "uploads that find none are refused",
                        "df -h " + directory));
            return List.of(Finding.ok("uploads", "uploads can be stored in " + directory + " by " + quoted()));
        }

        /// By the mount that is nearest above: columns of `/proc/self/mounts` are device, place, type, options.
        private boolean isReadOnly(Path directory) {
            var nearest = "";
            boolean readOnly = false;
            for (var line : host.text("/proc/self/mounts")
                    .map(text -> text.lines().toList())
                    .orElse(List.of())) {
                var columns = line.split(" ");
                if (columns.length < 4) continue;
                var place = columns[1].replace("\\040", " ");
                if (!directory.startsWith(Path.of(place)) || place.length() < nearest.length()) continue;
                nearest = place;
                readOnly = List.of(columns[3].split(",")).contains("ro");
            }
            return readOnly;
        }

        private Finding unwritable(Path directory, String why, String remedy) {
            return Finding.problem(
                    ExitCode.LOCAL_FILE,
                    "uploads",
                    root.prefix() + "uploads cannot be stored in " + directory,
                    why,
                    remedy);
        }

        private String quoted() {
            return "user '" + who.name() + "'";
        }
    }
}

package dev.trivet.app.doctor;

import dev.trivet.app.ExitCode;
import dev.trivet.app.doctor.Host.Right;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.content.WritePolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where uploads into a root would be stored: its directory, or the spool where that may not be written.
///
/// @param directory of the root, without links
record UploadPlace(Host host, Identity server, ServeSettings.Root root, Path directory) {
    /// An upload should not be the first to meet a full disk.
    private static final long FEW_OCTETS = 64 << 20;

    Finding look() {
        var obstacle = obstacle(directory);
        if (obstacle.isEmpty()) return room(directory);
        var spool = spool();
        if (spool.isEmpty()) return unwritable(directory, obstacle.get(), remedy(directory));
        return obstacle(spool.get())
                .map(why -> unwritable(spool.get(), why, remedy(spool.get())))
                .orElseGet(() -> room(spool.get()));
    }

    /// Only for files that are there.
    private Optional<Path> spool() {
        var policy = root.values().get(Keys.WRITE);
        boolean replaces = policy == WritePolicy.EXISTING || policy == WritePolicy.OVERWRITE;
        return replaces ? root.values().find(Keys.SPOOL).map(Path::toAbsolutePath) : Optional.empty();
    }

    private Optional<String> obstacle(Path place) {
        if (host.node(place).isEmpty()) return Optional.of("it does not exist");
        if (isReadOnly(place)) return Optional.of("its file system is mounted read-only");
        return new Rights(host, server).may(place, Right.WRITE)
                ? Optional.empty()
                : Optional.of("user '" + server.name() + "' may not write there (w)");
    }

    private String remedy(Path place) {
        if (isReadOnly(place)) return "mount -o remount,rw, or in the unit: ReadWritePaths=" + place;
        return "chown " + server.name() + " " + place + "\nor setfacl -m u:" + server.name() + ":rwx " + place
                + "\nor, for files made in advance alone: --write existing --spool DIR";
    }

    private Finding unwritable(Path place, String why, String remedy) {
        var what = root.prefix() + "uploads cannot be stored in " + place;
        return Finding.problem(ExitCode.LOCAL_FILE, "uploads", what, why, remedy);
    }

    private Finding room(Path place) {
        var free = host.free(place);
        return free.isPresent() && free.getAsLong() < FEW_OCTETS
                ? Finding.warning(
                        "disk",
                        place + " has room for " + free.getAsLong() + " octets only",
                        "uploads that find none are refused",
                        "df -h " + place)
                : Finding.ok("uploads", "uploads can be stored in " + place + " by user '" + server.name() + "'");
    }

    /// By the mount that is nearest above: columns of `/proc/self/mounts` are device, place, type, options.
    private boolean isReadOnly(Path place) {
        var nearest = "";
        boolean readOnly = false;
        for (var line : host.text("/proc/self/mounts")
                .map(text -> text.lines().toList())
                .orElse(List.of())) {
            var columns = line.split(" ", -1);
            if (columns.length < 4) continue;
            var mount = columns[1].replace("\\040", " ");
            if (!place.startsWith(Path.of(mount)) || mount.length() < nearest.length()) continue;
            nearest = mount;
            readOnly = List.of(columns[3].split(",")).contains("ro");
        }
        return readOnly;
    }
}

package dev.trivet.content;

import dev.trivet.explain.Situation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HexFormat;
import java.util.UUID;

/// Copies an upload that was gathered in the [Spool] into the file that is there, for directories that take no
/// new
/// names from this server (`docs/decisions/0014-in-place-uploads-and-path-styles.md`).
///
/// Not atomic: who reads meanwhile is refused, since the file is locked; who reads already sees that it
/// changes, and
/// stops. What was gathered stays until the copy is whole, under a name that no start cleans away: also where the
/// server
/// dies in the middle of it.
final class InPlace implements Completion {
    private static final String KEPT = ".trivet-kept";
    private static final int ADDED_OCTETS = 1 + 16 + KEPT.length();

    private final Root root;
    private final Spool spool;
    private final Place target;

    /// @param target whose file is written
    InPlace(Root root, Spool spool, Place target) {
        this.root = root;
        this.spool = spool;
        this.target = target;
    }

    /// What is only gathered need not be on the disk: it is lost with the server, as the upload is.
    @Override
    public long forcedAfter() {
        return Long.MAX_VALUE;
    }

    @Override
    public void name(Part part) throws IOException, ContentException {
        synchronized (spool.lockOf(target)) {
            try (var file = target.directory().write(target.name())) {
                check(file, part.asked());
                if (!isLocked(file)) throw Refusals.of(Situation.FILE_LOCKED, Refusals.quoted(part.asked()));
                checkRoom(part, file);
                keep(part);
                copy(part, file);
                forget(); // while the file is locked: the next upload of it keeps its own under this name
            }
        }
    }

    private void forget() throws IOException {
        try {
            spool.directory().delete(keptName());
        } catch (NoSuchFileException _) { // the operator was faster
        }
    }

    private void check(PartFile file, String asked) throws IOException, ContentException {
        var state = file.state();
        if (root.worldAccess() && !state.isForAllToWrite())
            throw Refusals.of(Situation.NOT_WORLD_WRITABLE, Refusals.quoted(asked), state.mode());
    }

    /// Where the file system has no locks nobody else can hold one.
    private static boolean isLocked(PartFile file) {
        try {
            return file.tryLock();
        } catch (IOException _) {
            return true;
        }
    }

    /// Before anything of the file is changed.
    private void checkRoom(Part part, PartFile file) throws IOException, ContentException {
        long more = part.file().state().size() - file.state().size();
        if (more > 0) Uploads.checkRoom(target, part.asked(), more);
    }

    /// Out of the way of [Leftovers].
    private void keep(Part part) throws IOException {
        if (root.durability() == Durability.DISK) part.file().force(true);
        spool.directory().rename(part.name(), keptName());
        if (root.durability() == Durability.DISK) spool.directory().force();
    }

    private void copy(Part part, PartFile file) throws ContentException {
        try (var gathered = spool.directory().read(keptName())) {
            file.setSize(file.copyOf(gathered));
            if (root.durability() == Durability.DISK) file.force(true);
        } catch (DiskFullException e) {
            throw incomplete(Situation.INCOMPLETE_DISK_FULL, part, String.valueOf(e.getReason()));
        } catch (IOException e) {
            throw incomplete(Situation.INCOMPLETE, part, String.valueOf(e));
        }
    }

    private ContentException incomplete(Situation situation, Part part, String why) {
        var kept = spool.directory().path() + "/" + keptName();
        return Refusals.of(situation, Refusals.quoted(part.asked()), why, kept);
    }

    /// One for each file of this machine: what is kept of the same file replaces what was kept before, and the
    /// spool does
    /// not grow with every attempt.
    private String keptName() {
        var path = target.directory().path() + "/" + target.name();
        var number =
                UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
        var name = PartName.shortened(target.name(), PathName.PART_OCTETS - ADDED_OCTETS);
        return name + "." + HexFormat.of().toHexDigits(number) + KEPT;
    }

    @Override
    public void settle(Part part) {} // the copy is forced, and no name has changed
}

package dev.trivet.content;

import dev.trivet.explain.Situation;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.WireText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// Makes a refusal of what went wrong: which [Situation] it is, and what fills its words.
final class Refusals {
    /// Characters of a name in a log line: longer ones are cut.
    private static final int SHOWN = 200;

    private Refusals() {}

    /// @param values one for each of [Situation#holes]
    static ContentException of(Situation situation, Object... values) {
        return new ContentException(Refusal.of(situation, values));
    }

    /// What an error of the file system means for a name that is there.
    static ContentException notRead(String name, IOException why) {
        return switch (why) {
            case OutsideException e -> of(Situation.LINK_OUTSIDE, quoted(name), quoted("/" + e.getFile()));
            case NotRegularException _ -> of(Situation.NOT_REGULAR, quoted(name));
            case FileSystemLoopException _ -> of(Situation.TOO_MANY_LINKS, quoted(name));
            default -> unreadable(name, why);
        };
    }

    /// The machine failed: neither the peer nor the name is to blame.
    static ContentException unreadable(String name, IOException why) {
        return of(Situation.READ_FAILED, quoted(name), why);
    }

    /// An upload that could not be kept.
    static ContentException notStored(String name, IOException why) {
        return switch (why) {
            case DiskFullException e -> of(Situation.DISK_FULL, quoted(name), e.getReason());
            case AccessDeniedException e ->
                of(Situation.DIRECTORY_NOT_WRITABLE, quoted(name), directoryOf(e), Rights.user(), e.getReason());
            case NotRegularException _ -> of(Situation.NOT_REGULAR, quoted(name));
            default -> of(Situation.STORE_FAILED, quoted(name), why);
        };
    }

    private static String directoryOf(AccessDeniedException e) {
        try {
            var directory = Path.of(e.getFile()).getParent();
            return directory == null ? quoted(e.getFile()) : Rights.shown(directory);
        } catch (InvalidPathException _) { // octets that are no text here: paths cannot hold them
            return quoted(e.getFile());
        }
    }

    static ContentException tooLarge(String name, String limit, long most) {
        return of(Situation.UPLOAD_TOO_LARGE, quoted(name), limit, most);
    }

    static String quoted(List<String> parts) {
        return quoted(String.join("/", parts));
    }

    /// A name for the log: in quotes, bounded, without control characters.
    static String quoted(String name) {
        return WireText.quoted(name, SHOWN);
    }
}

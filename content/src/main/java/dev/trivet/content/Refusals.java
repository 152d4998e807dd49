package dev.trivet.content;

import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.WireText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.util.List;

/// What peer and operator are told. The peer's text is one of a few fixed ones: it never holds a path, a name of
/// the server, or whether something is there that it may not see.
final class Refusals {
    /// Characters of a name in a log line: longer ones are cut.
    private static final int SHOWN = 200;

    private Refusals() {}

    static ContentException notFound(String cause, String remedy) {
        return refusal(ErrorCode.FILE_NOT_FOUND, "File not found", cause, remedy);
    }

    static ContentException denied(String cause, String remedy) {
        return refusal(ErrorCode.ACCESS_VIOLATION, "Access violation", cause, remedy);
    }

    /// Not for this client, or not this name: who asks learns nothing of what is there.
    static ContentException accessDenied(String cause, String remedy) {
        return refusal(ErrorCode.ACCESS_VIOLATION, "Access denied", cause, remedy);
    }

    static ContentException exists(String name) {
        return refusal(
                ErrorCode.FILE_ALREADY_EXISTS,
                "File already exists",
                quoted(name) + " exists, and uploads may only create",
                "start with --write overwrite or --write version");
    }

    static ContentException leavesRoot(String name) {
        return denied(quoted(name) + " leaves the root", "--path-style chroot lets .. stop at the root");
    }

    /// With absolute names: the texts are tftpd-hpa's.
    static ContentException notAbsolute(String name) {
        return refusal(
                ErrorCode.ACCESS_VIOLATION,
                "Only absolute filenames allowed",
                quoted(name) + " does not begin with /, and path-style is absolute",
                "ask for the whole path, or set --path-style chroot");
    }

    /// With absolute names.
    static ContentException reversePath(String name) {
        return refusal(
                ErrorCode.ACCESS_VIOLATION,
                "Reverse path not allowed",
                quoted(name) + " holds .., and path-style is absolute",
                "ask for the path without ..");
    }

    /// With absolute names.
    static ContentException forbiddenDirectory(String name, String root) {
        return refusal(
                ErrorCode.ACCESS_VIOLATION,
                "Forbidden directory",
                quoted(name) + " does not begin with " + quoted(root) + " or another root, and path-style is absolute",
                "ask for a path in one of them, or set --path-style chroot");
    }

    /// tftpd-hpa's answer to a new name without `--create`.
    static ContentException onlyExisting(String name) {
        return notFound(
                quoted(name) + " does not exist, and uploads may only replace what is there",
                "make the file first, or start with --write overwrite");
    }

    /// Where world-access is on.
    static ContentException notForAllToRead(String name, FileState state) {
        return refusal(
                ErrorCode.ACCESS_VIOLATION,
                "File must have global read permissions",
                quoted(name) + " has mode " + state.mode() + ", and world-access serves only what everyone may read",
                "chmod o+r that file, or switch world-access off");
    }

    /// Where world-access is on.
    static ContentException notForAllToWrite(String name, FileState state) {
        return refusal(
                ErrorCode.ACCESS_VIOLATION,
                "File must have global write permissions",
                quoted(name) + " has mode " + state.mode() + ", and world-access replaces only what everyone may write",
                "chmod o+w that file, or switch world-access off");
    }

    static ContentException diskFull(String cause) {
        return refusal(
                ErrorCode.DISK_FULL, "Disk full or allocation exceeded", cause, "make room, or set a quota higher");
    }

    static ContentException changed(String name) {
        return refusal(
                ErrorCode.NOT_DEFINED,
                "File changed while it was sent",
                quoted(name) + " was changed in place while it was sent",
                "replace files by rename: a running transfer then goes on with the old content");
    }

    /// What an error of the file system means for a name that is there.
    static ContentException of(String name, IOException why) {
        return switch (why) {
            case AccessDeniedException e ->
                denied(quoted(name) + " may not be opened: " + e.getReason(), "let the user of the server read it");
            case OutsideException e ->
                denied(
                        quoted(name) + " is a link that leads out of the root, to " + quoted("/" + e.getFile()),
                        "if it shall be followed: --follow-links-to DIR");
            case NotRegularException _ -> denied(quoted(name) + " is not a regular file", "");
            case FileSystemLoopException _ -> denied(quoted(name) + " leads through too many links", "");
            default -> unreadable(name, why);
        };
    }

    /// The machine failed: neither the peer nor the name is to blame.
    static ContentException unreadable(String name, IOException why) {
        return failed("The file cannot be read", quoted(name) + " cannot be read: " + why);
    }

    /// An upload that could not be kept.
    static ContentException notStored(String name, IOException why) {
        return switch (why) {
            case DiskFullException e -> diskFull(quoted(name) + " cannot be stored: " + e.getReason());
            case AccessDeniedException e ->
                denied(
                        quoted(name) + " cannot be stored: " + e.getReason() + ", " + e.getFile(),
                        "let the user of the server write to the directory");
            case NotRegularException _ -> denied(quoted(name) + " is not a regular file", "");
            default -> failed("The file cannot be stored", quoted(name) + " cannot be stored: " + why);
        };
    }

    /// A function of the program that embeds the server threw.
    static ContentException fault(String name, Exception fault) {
        return refusal(
                ErrorCode.NOT_DEFINED,
                "Internal fault",
                "the function that answers " + quoted(name) + " threw " + fault,
                "look at its stack trace: the server's onFault has it");
    }

    static ContentException failed(String text, String cause) {
        return refusal(ErrorCode.NOT_DEFINED, text, cause, "");
    }

    static ContentException tooLarge(String name, String limit, long most) {
        return refusal(
                ErrorCode.DISK_FULL,
                "Upload exceeds the limit",
                quoted(name) + " exceeds " + limit + " (" + most + " octets)",
                "raise it if such an upload is wanted");
    }

    private static ContentException refusal(ErrorCode code, String text, String cause, String remedy) {
        return new ContentException(new Refusal(code, text, cause, remedy));
    }

    static String quoted(List<String> parts) {
        return quoted(String.join("/", parts));
    }

    /// A name for the log: in quotes, bounded, without control characters.
    static String quoted(String name) {
        return '"' + WireText.printable(name, SHOWN) + '"';
    }
}

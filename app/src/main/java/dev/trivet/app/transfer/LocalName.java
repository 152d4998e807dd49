package dev.trivet.app.transfer;

import java.io.File;
import java.util.regex.Pattern;

/// Under which name a fetched file is stored where the user did not say it: the last part of its remote name, if that
/// is a plain name. The URI may come from a stranger's page: it must not choose a folder, a device or a terminal's
/// escape codes.
final class LocalName {
    static final boolean ON_WINDOWS = File.separatorChar == '\\';

    private static final String SEPARATORS = "/\\";

    /// On Windows these are devices, with any extension.
    private static final Pattern DEVICE = Pattern.compile(
            "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|COM[0-9¹²³]|LPT[0-9¹²³]) *(\\..*)?", Pattern.CASE_INSENSITIVE);

    private static final String NOT_ON_WINDOWS = "<>:\"|?*";

    private LocalName() {}

    /// @throws IllegalArgumentException with reason and remedy, for people
    static String of(RemoteFile remote, boolean onWindows) {
        var name = remote.lastPart();
        var why = complaint(name, onWindows);
        if (why.isEmpty()) return name;
        throw new IllegalArgumentException(
                remote.shown() + ": \"" + Text.clean(name) + "\" " + why + "; name it yourself: -o FILE");
    }

    private static String complaint(String name, boolean onWindows) {
        if (name.isEmpty()) return "is no name for a file";
        if (name.equals(".") || name.equals("..")) return "is a folder, not a file";
        if (name.chars().anyMatch(c -> SEPARATORS.indexOf(c) >= 0)) return "would lead into another folder";
        if (name.chars().anyMatch(Character::isISOControl)) return "has control characters";
        if (name.codePoints().anyMatch(LocalName::isHalfAPair)) return "is not UTF-8";
        return onWindows ? complaintOfWindows(name) : "";
    }

    private static String complaintOfWindows(String name) {
        if (DEVICE.matcher(name).matches()) return "is a device on Windows";
        if (name.chars().anyMatch(c -> NOT_ON_WINDOWS.indexOf(c) >= 0))
            return "has characters that Windows does not allow";
        if (name.endsWith(".") || name.endsWith(" ")) return "ends in a way that Windows does not allow";
        return "";
    }

    /// [WireText] has these for octets that are no UTF-8.
    private static boolean isHalfAPair(int character) {
        return Character.getType(character) == Character.SURROGATE;
    }
}

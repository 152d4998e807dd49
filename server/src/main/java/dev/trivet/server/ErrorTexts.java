package dev.trivet.server;

import dev.trivet.explain.Situation;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Malformed.Reason;
import java.util.EnumMap;
import java.util.Map;

/// Whose codes and texts the ERRORs of a server carry. What the log says of cause and remedy stays the same.
public enum ErrorTexts {
    /// The code of RFC 1350 that comes nearest, and a text of our own.
    TRIVET,
    /// Those of tftpd-hpa 5.2, for clients and scripts that look at them: what the system says of a file goes out as
    /// code 0 with the system's words, and so "Permission denied" is not code 2.
    TFTPD_HPA;

    private static final Map<Situation, Told> OF_HPA = new EnumMap<>(Situation.class);

    /// Its words for what is wrong with a request.
    private static final Map<String, String> OF_HPA_MALFORMED = Map.of(
            Reason.NOT_TERMINATED.text(), "Request not null-terminated",
            Reason.EMPTY_FILENAME.text(), "Missing mode",
            Reason.MISSING_MODE.text(), "Missing mode",
            Reason.MAIL_MODE.text(), "Unknown mode",
            Reason.UNKNOWN_MODE.text(), "Unknown mode",
            Reason.TOO_MANY_OPTIONS.text(), "Insufficient space for options");

    private record Told(ErrorCode code, String text) {}

    static {
        hpa(ErrorCode.NOT_DEFINED, "Permission denied", Situation.NOT_READABLE, Situation.NOT_WRITABLE);
        hpa(ErrorCode.NOT_DEFINED, "Permission denied", Situation.DIRECTORY_NOT_WRITABLE, Situation.DIRECTORY_CLOSED);
        hpa(ErrorCode.NOT_DEFINED, "Permission denied", Situation.NOT_READABLE_BY_POLICY);
        hpa(ErrorCode.NOT_DEFINED, "Is a directory", Situation.NOT_REGULAR, Situation.NAME_IS_ROOT);
        hpa(ErrorCode.NOT_DEFINED, "File name too long", Situation.NAME_TOO_LONG, Situation.NAME_PART_TOO_LONG);
        hpa(ErrorCode.NOT_DEFINED, "Too many levels of symbolic links", Situation.TOO_MANY_LINKS);
        hpa(ErrorCode.NOT_DEFINED, "Input/output error", Situation.READ_FAILED, Situation.READ_FAILED_LATER);
        hpa(ErrorCode.NOT_DEFINED, "Input/output error", Situation.STORE_FAILED);
        hpa(ErrorCode.FILE_NOT_FOUND, "File not found", Situation.NO_DIRECTORY, Situation.NAME_HAS_CONTROLS);
        hpa(ErrorCode.FILE_NOT_FOUND, "File not found", Situation.NAME_IS_DIRECTORY);
        hpa(ErrorCode.ACCESS_VIOLATION, "Access denied", Situation.WRITES_OFF, Situation.NO_RULE_ADMITS);
        hpa(ErrorCode.ACCESS_VIOLATION, "Access denied", Situation.LINK_OUTSIDE, Situation.NAME_UNFINISHED);
    }

    private static void hpa(ErrorCode code, String text, Situation... situations) {
        for (var situation : situations) OF_HPA.put(situation, new Told(code, text));
    }

    /// What the client is told; cause, remedy and situation are those of `refusal`.
    Refusal worded(Refusal refusal) {
        if (this == TRIVET) return refusal;
        if (refusal.situation() == Situation.MALFORMED)
            return told(refusal, refusal.code(), OF_HPA_MALFORMED.getOrDefault(refusal.text(), refusal.text()));
        var told = OF_HPA.get(refusal.situation());
        return told == null ? refusal : told(refusal, told.code(), told.text());
    }

    private static Refusal told(Refusal refusal, ErrorCode code, String text) {
        return new Refusal(code, text, refusal.cause(), refusal.remedy(), refusal.situation());
    }
}

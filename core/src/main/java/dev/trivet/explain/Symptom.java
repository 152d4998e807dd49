package dev.trivet.explain;

import dev.trivet.wire.ErrorCode;

/// What a person sees who waits for a transfer: the way into `docs/troubleshooting.md`.
@SuppressWarnings("ImmutableEnumChecker") // a record of one number is immutable
public enum Symptom {
    /// The client asks, and nothing comes.
    NO_ANSWER("The client gets no answer"),
    /// It began, and does not go on.
    STOPS("The transfer begins, and then stops"),
    /// ERROR 1.
    NOT_FOUND("The file is not found", ErrorCode.FILE_NOT_FOUND, "File not found"),
    /// ERROR 2.
    DENIED("The file may not be read or written", ErrorCode.ACCESS_VIOLATION, "Access violation"),
    /// ERROR 3.
    NO_ROOM("There is no room for the file", ErrorCode.DISK_FULL, "Disk full or allocation exceeded"),
    /// ERROR 4.
    ILLEGAL("The request is not understood", ErrorCode.ILLEGAL_OPERATION, "Illegal TFTP operation"),
    /// ERROR 6.
    EXISTS("The file exists already", ErrorCode.FILE_ALREADY_EXISTS, "File already exists"),
    /// ERROR 8, from either side.
    OPTIONS("An option is not accepted", ErrorCode.OPTION_REFUSED, "Option is not acceptable"),
    /// ERROR 0: the text alone says what it is.
    OTHER_ERROR("The server, or the client, reports an error", ErrorCode.NOT_DEFINED, "Error"),
    /// It goes on, and takes long.
    SLOW("The transfer is slow"),
    /// Large files break off, always at the same place.
    BREAKS_OFF("Large files stop at 16, 32 or more MiB"),
    /// What arrives is not what lies on the server.
    DAMAGED("The file arrives, and is damaged"),
    /// Boots over and over.
    BOOT_LOOP("The machine fetches its files again and again"),
    /// Nobody sees anything but a line in the log.
    LOG_ONLY("A line in the server's log, and nothing is wrong");

    private final String title;
    private final ErrorCode code;
    private final String text;

    Symptom(String title) {
        this(title, ErrorCode.NOT_DEFINED, "");
    }

    Symptom(String title, ErrorCode code, String text) {
        this.title = title;
        this.code = code;
        this.text = text;
    }

    /// In a few words.
    ///
    /// @return for people
    public String title() {
        return title;
    }

    /// The code of the ERROR by which the client learns of it.
    ///
    /// @return 0 where there is none
    public ErrorCode code() {
        return code;
    }

    /// The usual text of that ERROR.
    ///
    /// @return empty where there is none
    String text() {
        return text;
    }
}

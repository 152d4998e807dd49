package dev.trivet.explain;

import dev.trivet.wire.ErrorCode;
import java.util.List;

/// What a person sees who waits for a transfer: the way into `docs/troubleshooting.md`.
@SuppressWarnings("ImmutableEnumChecker") // a record of one number, and a list that is a copy
public enum Symptom {
    /// The client asks, and nothing comes.
    NO_ANSWER(
            "The client gets no answer",
            "PXE-E32: TFTP open timeout",
            "PXE-E18: Server response timeout. (UEFI)",
            "U-Boot: T T T T T ... Retry count exceeded; starting again",
            "Cisco: ..... and %Error opening tftp://... (Timed out)",
            "curl: (28)",
            "Windows: Timeout occurred, or Connect request failed",
            "GRUB: error: time out opening `...'",
            "iPXE: Connection timed out (https://ipxe.org/4c126035)"),
    /// It began, and does not go on.
    STOPS(
            "The transfer begins, and then stops",
            "PXE-E35: TFTP read timeout",
            "PXE-E18: Server response timeout. (UEFI)",
            "U-Boot: T between the #, then Retry count exceeded; starting again",
            "Cisco: !!!!..... or !!!O!OOO, and %Error reading tftp://... (Timed out)",
            "GRUB: error: timeout reading `...'"),
    /// ERROR 1.
    NOT_FOUND(
            "The file is not found",
            ErrorCode.FILE_NOT_FOUND,
            "File not found",
            "PXE-T01: File not found",
            "PXE-E3B: TFTP Error - File Not found",
            "PXE-E23: Client received TFTP error from server. (UEFI, with NBP filesize is 0 Bytes)",
            "U-Boot: TFTP error: 'File not found' (1), Not retrying...",
            "Cisco: %Error opening tftp://... (No such file or directory)",
            "curl: (68) TFTP: File Not Found",
            "Windows: Error on server : File not found",
            "GRUB: error: File not found",
            "iPXE: No such file or directory"),
    /// ERROR 2.
    DENIED(
            "The file may not be read or written",
            ErrorCode.ACCESS_VIOLATION,
            "Access violation",
            "PXE-T02: Access violation",
            "PXE-E3C: TFTP Error - Access violation",
            "PXE-E23: Client received TFTP error from server. (UEFI)",
            "U-Boot: TFTP error: 'Access violation' (2), Not retrying...",
            "curl: (69) TFTP: Access Violation"),
    /// ERROR 3.
    NO_ROOM(
            "There is no room for the file",
            ErrorCode.DISK_FULL,
            "Disk full or allocation exceeded",
            "U-Boot: TFTP error: '...' (3)",
            "curl: (70) Disk full or allocation exceeded"),
    /// ERROR 4.
    ILLEGAL(
            "The request is not understood",
            ErrorCode.ILLEGAL_OPERATION,
            "Illegal TFTP operation",
            "PXE-T04 and PXE-E36: Error received from TFTP server",
            "PXE-E23: Client received TFTP error from server. (UEFI)",
            "curl: (71) TFTP: Illegal operation"),
    /// ERROR 6.
    EXISTS(
            "The file exists already",
            ErrorCode.FILE_ALREADY_EXISTS,
            "File already exists",
            "curl: (73) Remote file already exists"),
    /// ERROR 8, from either side.
    OPTIONS("An option is not accepted", ErrorCode.OPTION_REFUSED, "Option is not acceptable"),
    /// ERROR 0: the text alone says what it is.
    OTHER_ERROR(
            "The server, or the client, reports another error",
            ErrorCode.NOT_DEFINED,
            "Error",
            "PXE-T00 and PXE-E36: Error received from TFTP server",
            "PXE-E23: Client received TFTP error from server. (UEFI)",
            "U-Boot: TFTP error: '...' (0), Starting again"),
    /// It goes on, and takes long.
    SLOW("The transfer is slow"),
    /// Large files break off, always at the same place.
    BREAKS_OFF("Large files stop, or are damaged, from 16 MiB, 32 MiB or another same place on"),
    /// What arrives is not what lies on the server.
    DAMAGED("The file arrives, and is damaged"),
    /// Boots over and over.
    BOOT_LOOP("The machine fetches its files again and again"),
    /// Nobody sees anything but a line in the log.
    LOG_ONLY("A line in the server's log, and nothing is wrong");

    private final String title;
    private final ErrorCode code;
    private final String text;

    private final List<String> shown;

    Symptom(String title, String... shown) {
        this(title, ErrorCode.NOT_DEFINED, "", shown);
    }

    Symptom(String title, ErrorCode code, String text, String... shown) {
        this.title = title;
        this.code = code;
        this.text = text;
        this.shown = List.of(shown);
    }

    /// In a few words.
    ///
    /// @return for people
    public String title() {
        return title;
    }

    /// What clients show, as people type it into a search: of each client the words of its own messages.
    ///
    /// @return may be none
    public List<String> shown() {
        return shown;
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

package dev.trivet.explain;

import static dev.trivet.explain.Symptom.BREAKS_OFF;
import static dev.trivet.explain.Symptom.DAMAGED;
import static dev.trivet.explain.Symptom.DENIED;
import static dev.trivet.explain.Symptom.EXISTS;
import static dev.trivet.explain.Symptom.ILLEGAL;
import static dev.trivet.explain.Symptom.LOG_ONLY;
import static dev.trivet.explain.Symptom.NO_ANSWER;
import static dev.trivet.explain.Symptom.NO_ROOM;
import static dev.trivet.explain.Symptom.OTHER_ERROR;
import static dev.trivet.explain.Symptom.SLOW;
import static dev.trivet.explain.Symptom.STOPS;

import dev.trivet.wire.ErrorCode;
import java.util.List;
import java.util.Locale;

/// Everything that can keep a file from arriving, or is worth a hint: with the words for its cause and remedy.
/// The log, the events and `docs/troubleshooting.md` are made from this list. It is data and nothing else, so it
/// may be long.
///
/// Words in braces are filled in: [#explain] takes their values in the order in which the names come up in cause,
/// remedy and text. Names of files stand in quotes already when they get here.
///
/// What is told to the client never names a path or what else the server has: it is [#code] and [#text] only.
@SuppressWarnings("ImmutableEnumChecker") // texts, and a list that is a copy
public enum Situation {
    // --- the name

    /// Nothing of that name, nor of one like it.
    NOT_FOUND(
            Symptom.NOT_FOUND,
            "{name} not found",
            "put the file there, or correct the name that the client is given (DHCP, boot menu)"),
    /// A name that differs in case only.
    NOT_FOUND_OTHER_CASE(Symptom.NOT_FOUND, "{name} not found; {other} exists (case)", "start with --ignore-case"),
    /// The name without its tail is there.
    NOT_FOUND_TAIL(
            Symptom.NOT_FOUND,
            "{name} not found; {other} exists: something is left behind its end",
            "correct the name that the client is given: blanks, or an octet FF behind a DHCP option without NUL"),
    /// The name without its front is there.
    NOT_FOUND_PREFIX(
            Symptom.NOT_FOUND,
            "{name} not found; {other} exists: something is left in front of it",
            "names begin at the root: leave the directories in front out of what the client is given"),
    /// A name that differs in few letters.
    NOT_FOUND_NEAR(
            Symptom.NOT_FOUND,
            "{name} not found; nearest name: {other}",
            "correct the name that the client is given (DHCP, boot menu)"),
    /// The name fits the prefix of no root, or no function has it.
    NO_ROOT(Symptom.NOT_FOUND, "no root serves this name", "check the roots"),
    /// A file of this machine that a function or a client names.
    LOCAL_FILE_MISSING(Symptom.NOT_FOUND, "{file} does not exist", "check the path"),
    /// The directory of such a file.
    LOCAL_DIRECTORY_MISSING(Symptom.NOT_FOUND, "{directory}: {why}", "check the path, or make the directory"),
    /// Too many `..`.
    NAME_LEAVES_ROOT(
            DENIED,
            "{name} leaves the root",
            "names begin at the root: leave the .. in front of it out; --path-style chroot lets it stop there"),
    /// `--path-style absolute`, as tftpd-hpa without `--secure`.
    NAME_NOT_ABSOLUTE(
            DENIED,
            "Only absolute filenames allowed",
            "{name} does not begin with /, and path-style is absolute",
            "ask for the whole path, or set --path-style chroot"),
    /// The same.
    NAME_GOES_UP(
            DENIED,
            "Reverse path not allowed",
            "{name} holds .., and path-style is absolute",
            "ask for the path that it comes to"),
    /// The same.
    NAME_IN_NO_ROOT(
            DENIED,
            "Forbidden directory",
            "{name} does not begin with {directory} or another root, and path-style is absolute",
            "ask for a path in one of them, or set --path-style chroot"),
    /// Only slashes and dots.
    NAME_IS_ROOT(DENIED, "{name} names the root itself", "give the client the name of a file"),
    /// No letter in it.
    NAME_EMPTY(DENIED, "the name is empty", "give the client the name of a file"),
    /// Longer than Linux takes a path.
    NAME_TOO_LONG(
            DENIED,
            "the name is longer than {most} octets, or holds half a character",
            "give the file, and the client, a shorter name"),
    /// Longer than file systems take a component.
    NAME_PART_TOO_LONG(
            DENIED, "a part of the name is longer than {most} octets", "give the file, and the client, a shorter name"),
    /// CR or LF, and nothing else of that kind.
    NAME_ENDS_IN_LINE_END(
            DENIED,
            "{name} ends in a line end",
            "the list or script that the client has the name from has Windows line ends: save it with Unix ones"),
    /// Line feeds and the like.
    NAME_HAS_CONTROLS(
            DENIED,
            "the name {name} holds control characters",
            "the client reads it wrongly, or somebody tries what happens: correct the name it is given"),
    /// CON, NUL, a colon.
    NAME_RESERVED(DENIED, "Windows keeps the name {name} for itself", "give the file, and the client, another name"),
    /// Several files differ in case only, and none has the name asked for.
    NAME_AMBIGUOUS(DENIED, "{name} may mean any of {others}", "leave one of them, or ask for it exactly"),
    /// A rule of the map file has `a`.
    NAME_REFUSED_BY_RULE(
            DENIED,
            "{text}",
            "line {line} of {file} refuses {name}",
            "change that rule if the name is to be had; 'trivet map' shows what each rule does with a name"),
    /// The rules of the map file run in a circle, or without measure.
    NAME_RULES_FAIL(DENIED, "Remap table failure", "{file}: {why}; the name was {name} by then", "{remedy}"),
    /// The names of uploads that are not complete.
    NAME_UNFINISHED(DENIED, "{name} is a name of unfinished uploads", "ask for another name"),
    /// Files in memory lie in no directories with `.` and `..`.
    NAME_NOT_PLAIN(DENIED, "{name} is no name for a file", "ask with / between plain names"),

    // --- reading

    /// A directory on the way lacks x.
    DIRECTORY_CLOSED(
            DENIED,
            "{name} may not be opened: {directory} does not let {user} through",
            "give that directory x for {user} (chmod o+x), or run the server as somebody who may"),
    /// The file lacks r.
    NOT_READABLE(
            DENIED,
            "{name} may not be opened: {file} may not be read by {user}",
            "let {user} read it (chmod o+r), or run the server as somebody who may"),
    /// The rights would do.
    NOT_READABLE_BY_POLICY(
            DENIED,
            "{name} may not be opened: {why}",
            "its rights would allow it: SELinux (ls -Z, restorecon -R) or AppArmor may forbid it"),
    /// A link to where nobody may follow.
    LINK_OUTSIDE(
            DENIED,
            "{name} is a link that leads out of the root, to {target}",
            "if it shall be followed: --follow-links-to DIR"),
    /// A directory, FIFO, socket or device.
    NOT_REGULAR(DENIED, "{name} is not a regular file", "ask for a file: nothing else is ever sent or replaced"),
    /// Links that lead in a circle.
    TOO_MANY_LINKS(DENIED, "{name} leads through too many links", "make fewer of them: they may lead in a circle"),
    /// On the way to a file of this machine.
    LOCAL_NOT_DIRECTORY(DENIED, "{file} is not a directory", "check the path"),
    /// A file of this machine that a function or a client names.
    LOCAL_DENIED(DENIED, "{file} may not be opened{why}", "let the user of this program open it"),
    /// Anything else about such a file.
    LOCAL_FAILED(OTHER_ERROR, "File error", "{file} cannot be used: {why}", "look at the disk"),
    /// The machine failed: neither the peer nor the name is to blame.
    READ_FAILED(
            OTHER_ERROR,
            "The file cannot be read",
            "{name} cannot be read: {why}",
            "look at the disk, or the network file system"),
    /// The same in the middle of a transfer.
    READ_FAILED_LATER(
            OTHER_ERROR,
            "Cannot read the file",
            "the file could not be read: {why}",
            "look at the disk, or the network file system"),
    /// The stream of a function or a client.
    STREAM_NOT_READ(
            OTHER_ERROR, "Cannot read the file", "the stream cannot be read: {why}", "look at what makes the stream"),
    /// Changed in place while a transfer ran.
    CHANGED(
            OTHER_ERROR,
            "File changed while it was sent",
            "{name} was changed in place while it was sent",
            "replace files by rename: a running transfer then goes on with the old content"),
    /// The same, seen by its length only.
    SHORTENED(
            OTHER_ERROR,
            "File changed while it was sent",
            "the file became shorter while it was sent",
            "replace files by rename: a running transfer then goes on with the old content"),

    // --- who may

    /// `--world-access`, as tftpd-hpa without `--permissive`.
    NOT_WORLD_READABLE(
            DENIED,
            "File must have global read permissions",
            "{name} has mode {mode}, and world-access serves only what everyone may read",
            "chmod o+r that file, or switch world-access off"),
    /// `--allow-read`, `--allow-write`.
    ADDRESS_NOT_ALLOWED(DENIED, "Access denied", "{address} is in no range of {flag}", "{flag} {address} admits it"),
    /// The same words of one root.
    ADDRESS_NOT_ALLOWED_IN_ROOT(
            DENIED, "Access denied", "{address} is in no range of {key} of {root}", "{key} {address} there admits it"),
    /// A rule says `read = false`.
    RULE_FORBIDS_READ(
            DENIED,
            "Access denied",
            "{name} may not be read: {rule} of {root} says read = false",
            "change that rule, or put one that allows it in front"),
    /// A rule says `write = none`.
    RULE_FORBIDS_WRITE(
            DENIED,
            "Access denied",
            "{name} may not be uploaded: {rule} of {root} says write = none",
            "change that rule, or put one that allows it in front"),
    /// No root takes anything.
    WRITES_OFF(DENIED, "writes are off", "start with --write create, existing, overwrite or version"),
    /// A rule admits the name, and other clients.
    RULE_OF_OTHER_CLIENTS(
            DENIED,
            "no rule lets {name} be uploaded from {address}: {rule} of {root} comes closest, and is for other clients",
            "add {address} to the clients of that rule"),
    /// A rule admits the client, and other names.
    RULE_OF_OTHER_NAMES(
            DENIED,
            "no rule lets {name} be uploaded: {rule} of {root} comes closest, and is for other names",
            "add {name} to the names of that rule"),
    /// Only rules take something, and none fits.
    NO_RULE_ADMITS(
            DENIED,
            "no rule of {root} lets {name} be uploaded",
            "add a rule with write = existing, create, overwrite or version, or make its directory"),

    // --- storing

    /// `--write create`.
    FILE_EXISTS(
            EXISTS, "{name} exists, and uploads may only create", "start with --write overwrite or --write version"),
    /// `--write existing`.
    ONLY_EXISTING(
            Symptom.NOT_FOUND,
            "{name} does not exist, and uploads may only replace what is there",
            "make the file first, or start with --write overwrite"),
    /// `--world-access`, as tftpd-hpa without `--permissive`.
    NOT_WORLD_WRITABLE(
            DENIED,
            "File must have global write permissions",
            "{name} has mode {mode}, and world-access replaces only what everyone may write",
            "chmod o+w that file, or switch world-access off"),
    /// Uploads make no directories.
    NO_DIRECTORY(DENIED, "the directory of {name} is missing", "make it: uploads make no directories"),
    /// The file that would be replaced is not to be written by us.
    NOT_WRITABLE(DENIED, "{name} may not be written", "let the user of the server write to it"),
    /// The directory is not to be written by us.
    DIRECTORY_NOT_WRITABLE(
            DENIED,
            "{name} cannot be stored: {directory} may not be written by {user} ({why})",
            "let {user} write to that directory (chown, chmod), or serve uploads from another; a file that is there may be"
                    + " written in place: --spool DIR"),
    /// `--spool`: another program writes or reads it.
    FILE_LOCKED(
            OTHER_ERROR,
            "File is in use",
            "{name} cannot be written in place: another program holds it locked",
            "send it again; look for another TFTP server of the same directory"),
    /// `--spool`: a read came while an upload is copied into the file.
    BEING_WRITTEN(
            OTHER_ERROR,
            "File is being written",
            "{name} is being written in place",
            "ask again in a moment; uploads into a directory that the server may write disturb nobody"),
    /// `--spool`: the copy began and did not end.
    INCOMPLETE_DISK_FULL(
            NO_ROOM,
            "{name} is incomplete now: the disk was full while the upload was copied into it ({why}); all of the upload is"
                    + " in {file}",
            "make room and copy that file to its place, or send it again"),
    /// The same for another reason.
    INCOMPLETE(
            OTHER_ERROR,
            "The file cannot be stored",
            "{name} is incomplete now: copying the upload into it failed ({why}); all of the upload is in {file}",
            "look at the disk, then copy that file to its place, or send it again"),
    /// No room for the date behind it.
    NAME_TOO_LONG_FOR_VERSIONS(
            DENIED, "{name} is too long for the names of its versions", "give it a shorter name, or --write overwrite"),
    /// It ends in a slash.
    NAME_IS_DIRECTORY(DENIED, "{name} is a file, not a directory", "give the client a name without / at its end"),
    /// While an upload arrived.
    DISK_FULL(NO_ROOM, "{name} cannot be stored: {why}", "make room, or set a quota higher"),
    /// Known before the first octet, from the size that the client announced.
    DISK_TOO_SMALL(
            NO_ROOM, "{name} announces {octets} octets, and {free} are free", "make room, or set a quota higher"),
    /// Anything else.
    STORE_FAILED(
            OTHER_ERROR,
            "The file cannot be stored",
            "{name} cannot be stored: {why}",
            "look at the disk, or the network file system"),
    /// `max-upload` of a root or rule; the memory of functions.
    UPLOAD_TOO_LARGE(
            NO_ROOM,
            "Upload exceeds the limit",
            "{name} exceeds {limit} ({most} octets)",
            "raise it if such an upload is wanted"),
    /// Limits of the whole server.
    UPLOAD_QUOTA(
            NO_ROOM,
            "Upload exceeds the limit",
            "the upload exceeds {limit} ({most} octets)",
            "raise {limit} if it is wanted"),
    /// A client fetches into a stream, or memory.
    TOO_LARGE_TO_KEEP(
            NO_ROOM,
            "File too large",
            "the file has {octets} octets or more, and {most} may be taken",
            "fetch it into a file, or allow more"),
    /// That stream throws.
    STREAM_NOT_WRITTEN(
            NO_ROOM, "Cannot store the file", "the stream cannot be written: {why}", "look at what takes the stream"),

    // --- the server's own limits

    /// `--max-transfers`.
    FULL(
            OTHER_ERROR,
            "Server is full, try again",
            "all {most} transfers are taken",
            "raise --max-transfers, or look for clients that never end"),
    /// `--max-requests-per-address`, `--max-transfers-per-address`.
    ADDRESS_LIMIT(
            OTHER_ERROR,
            "Too many {what}",
            "this address reached its limit of {most} {what}",
            "raise {limit}, or look for a boot loop"),
    /// `--misses-per-address`.
    MISSES_LIMIT(
            OTHER_ERROR,
            "Too many requests",
            "this address asked for {most} names within a minute that are not there",
            "look who guesses names; if nobody does, raise {limit}"),
    /// `--max-transfer-time`.
    TAKES_TOO_LONG(
            OTHER_ERROR,
            "Transfer takes too long",
            "the transfer was not over after {seconds} s",
            "look for a client that only holds its place, or raise --max-transfer-time"),
    /// No socket, no port in the range.
    NO_PORT(
            OTHER_ERROR,
            "No port is free, try again",
            "no socket for the transfer: {why}",
            "widen --port-range, raise the limit of open files (ulimit -n), or use --single-port"),
    /// A read, a look-up or a write that hangs.
    FILE_SYSTEM_SILENT(
            OTHER_ERROR,
            "The file system does not answer",
            "the file system, or the program that makes the content, does not answer: gave up after {seconds} s",
            "look at the disk, the network file system or the program that holds the file"),
    /// The queue of the workers is full.
    TOO_MUCH_WORK(
            OTHER_ERROR,
            "Busy, try again",
            "too much work waits for the disk",
            "look at the disk, or allow fewer transfers at once"),
    /// Uploads arrive faster than they are stored.
    OUT_OF_MEMORY(
            OTHER_ERROR,
            "Too many uploads, try again",
            "no memory is left for octets that wait to be stored",
            "fewer uploads at once, a smaller window, a faster disk; or more memory for the JVM (-Xmx)"),
    /// The end of the server.
    STOPPING(OTHER_ERROR, "Server stops", "the server stopped before the transfer was over", "raise --drain-timeout"),
    /// A reload, or the end of the server, closed the directory.
    NOT_SERVED_ANY_MORE(
            OTHER_ERROR,
            "Server stops",
            "the directory is not served any more",
            "nothing: a client that asks again gets an answer from the new settings"),
    /// A transfer ended while its content was read.
    SOURCE_CLOSED(OTHER_ERROR, "Transfer ended", "the source was closed", "nothing: the transfer was over before"),
    /// An exception that nobody expected.
    FAULT(
            OTHER_ERROR,
            "Internal fault",
            "a fault in Trivet, or in the program that uses it: {fault}",
            "please report it, or mend that program"),
    /// The same from a function that answers a name.
    FUNCTION_FAULT(
            OTHER_ERROR,
            "Internal fault",
            "the function that answers {name} threw {fault}",
            "look at its stack trace: the server's onFault has it"),
    /// What a program that embeds Trivet refuses in words of its own.
    REFUSED_BY_PROGRAM(OTHER_ERROR, "{cause}", "{remedy}"),

    // --- what the client does wrong

    /// No request of RFC 1350 §5.
    MALFORMED(ILLEGAL, "{reason}", "the request cannot be understood: {reason}", "the client breaks RFC 1350 §5"),
    /// More octets than were agreed.
    BLOCK_TOO_LONG(
            ILLEGAL,
            "DATA longer than the agreed block",
            "the peer sent a block of {octets} octets, {agreed} were agreed",
            "the peer breaks RFC 2348; send without blksize"),
    /// Told by our client to a server that acknowledges what was not asked.
    OPTION_NOT_ACCEPTABLE(
            Symptom.OPTIONS,
            "Option {option} is not acceptable",
            "the server acknowledged {option}={value}: {objection}",
            "ask without the option {option}"),

    // --- hints: nothing failed

    /// A client took lenient steps: the name has a slip, and the file was found all the same.
    NAME_MENDED(
            LOG_ONLY,
            "{name} was read as {file}: {steps}",
            "nothing, since it works; to have it right, correct the name that the client is given (DHCP, boot menu)"),
    /// Netascii of what is no text.
    TEXT_OF_BINARY(
            DAMAGED,
            "{client} fetches {name} as text (netascii), and it is none: it arrives damaged",
            "let it ask in mode octet, also called binary: Windows' tftp.exe needs -i"),
    /// 65535 blocks are not enough.
    MUST_ROLL_OVER(
            BREAKS_OFF,
            "{name} has {octets} octets, {blocks} blocks of {blksize}: {client} must count on after block 65535, at"
                    + " {limit} octets, and many clients cannot",
            "let it ask for blksize {enough} or more; where it breaks off there, it cannot count on; where it is damaged"
                    + " from there on, it counts 1 after 65535: a rule for that client with rollover = 1 does so, too"),
    /// 32767 blocks are not enough for a client that takes numbers for signed ones.
    MUST_COUNT_PAST_32767(
            BREAKS_OFF,
            "{name} has {octets} octets, {blocks} blocks of {blksize}: {client}, which asks for no option, must count on"
                    + " after block 32767, and old clients such as early Cisco IOS cannot (16 MiB)",
            "let it ask for larger blocks (ip tftp blocksize 8192 in Cisco IOS), or update it"),
    /// Rate = block / round trip.
    LOCK_STEP(
            SLOW,
            "{octets} octets took {seconds} s because each block of {blksize} waits for its ACK: with a round trip of {ms}"
                    + " ms that is at most {rate} kB/s, whatever the line carries",
            "let the client ask for larger blocks (blksize {fits}) and for windows (windowsize {window}, RFC 7440)"),
    /// Boots over and over.
    BOOT_LOOP(
            Symptom.BOOT_LOOP,
            "{client} fetched {file} {times} times in a row and nothing else",
            "it fails with what it fetched, and begins anew: look at its screen. Is that the right file for its firmware"
                    + " (BIOS, UEFI, architecture)?"),

    // --- how transfers end

    /// Not one packet came back.
    NEVER_ACKNOWLEDGED(
            NO_ANSWER,
            "{client} never acknowledged: our answers do not reach it, or the request was forged",
            "a firewall, NAT or a container's port mapping between? try --single-port, or open the --port-range"),
    /// ICMP says that nobody takes our answer.
    GONE_BEFORE_ANSWER(
            NO_ANSWER,
            "port {port} of {client}, where the request came from, does not take our answer",
            "some clients take answers from the port they asked only: try --single-port; else the client did not wait, or"
                    + " somebody forged its address"),
    /// ERROR 5 for our first answer.
    ANSWER_FROM_ELSEWHERE(
            NO_ANSWER,
            "{client} takes our answer for a stranger's (error 5): it expects it from somewhere else than it came from",
            "does it ask a virtual address, or one behind NAT or a load balancer? let this server listen at the address"
                    + " that the client asks; --single-port answers from the port that was asked, too"),
    /// ICMP says so in the middle.
    GONE(
            STOPS,
            "nobody listens at port {port} of {client} any more",
            "the client ended, or restarted: its own log tells why"),
    /// The OACK passed, the first block did not.
    BLOCKS_TOO_LARGE(
            STOPS,
            "{client} stopped answering before the first block of {octets} octets",
            "is that too large for a link on the way? try --max-blksize 1200"),
    /// At the end of the numbers.
    BROKE_OFF_AT_ROLLOVER(
            BREAKS_OFF,
            "{client} stopped at block {block}, after {octets} octets: it cannot count on",
            "let it ask for larger blocks (blksize), or for a smaller file; if it counts 1 after 65535: a rule for it with"
                    + " rollover = 1"),
    /// Silence in the middle.
    STOPPED_ANSWERING(STOPS, "{client} stopped answering", "was it switched off, or the network cut?"),
    /// ERROR from the client.
    STOPPED_BY_CLIENT(OTHER_ERROR, "the client sent error {code}{text}", "the client's log tells why"),
    /// ERROR 8 from the client.
    OPTIONS_REFUSED_BY_CLIENT(
            Symptom.OPTIONS,
            "the client sent error {code}{text}",
            "it did not accept the options that it asked for: --refuse-options withholds them from it"),
    /// An ERROR right after the OACK, by a client that asked for the size.
    SIZE_PROBE(
            LOG_ONLY,
            "{client} asked for the size only, and ended the transfer when it had it",
            "nothing: boot ROMs do so before they fetch the file"),
    /// Everything was sent, and the last ACK is missing.
    UNCONFIRMED(
            LOG_ONLY,
            "{client} acknowledged everything but the end",
            "nothing: the file is probably there, and some clients never send the last ACK"),
    /// The same port asks again.
    ASKED_ANEW(
            LOG_ONLY,
            "{client} asked anew from the same port before it had all",
            "nothing, where it happens now and then: the client lost patience, or was reset"),
    /// Somebody interrupted it here.
    CANCELLED(OTHER_ERROR, "Cancelled by the client", "the transfer was cancelled", "nothing: somebody wanted it so");

    private final Symptom symptom;
    private final Template text;
    private final Template cause;
    private final Template remedy;
    private final List<String> holes;

    /// The client gets the text of the symptom.
    Situation(Symptom symptom, String cause, String remedy) {
        this(symptom, symptom.text(), cause, remedy);
    }

    Situation(Symptom symptom, String text, String cause, String remedy) {
        this.symptom = symptom;
        this.text = new Template(text);
        this.cause = new Template(cause);
        this.remedy = new Template(remedy);
        holes = Template.holes(this.cause, this.remedy, this.text);
    }

    /// A name for programs, as the JSON log has it: `not-found`.
    ///
    /// @return in kebab case; does not change
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What a person sees.
    ///
    /// @return where to look for it in `docs/troubleshooting.md`
    public Symptom symptom() {
        return symptom;
    }

    /// The names of what is filled in.
    ///
    /// @return in the order in which [#explain] takes the values
    public List<String> holes() {
        return holes;
    }

    /// Cause and remedy with their holes.
    ///
    /// @return for a document
    public Explanation explanation() {
        return new Explanation(this, cause.text(), remedy.text());
    }

    /// Cause and remedy, filled in.
    ///
    /// @param values one for each of [#holes]
    /// @return for people
    /// @throws IllegalArgumentException where there are more or fewer
    public Explanation explain(Object... values) {
        check(values);
        return new Explanation(this, cause.filled(holes, values), remedy.filled(holes, values));
    }

    /// The code of the ERROR that the client gets.
    ///
    /// @return 0 where it gets none
    public ErrorCode code() {
        return symptom.code();
    }

    /// The text of that ERROR, filled in.
    ///
    /// @param values one for each of [#holes]
    /// @return empty where the client gets none
    /// @throws IllegalArgumentException where there are more or fewer
    public String text(Object... values) {
        check(values);
        return text.filled(holes, values);
    }

    private void check(Object... values) {
        if (values.length != holes.size())
            throw new IllegalArgumentException(id() + " needs " + holes + ", and gets " + values.length + " values");
    }
}

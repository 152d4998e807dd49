package dev.trivet.wire;

/// A datagram that is no packet, and why. Nothing from the network throws.
///
/// @param reason what was wrong
public record Malformed(Reason reason) implements Decoded {

    /// Why octets are no packet. Only a broken *request* is answered, with one ERROR 4; everything else
    /// gets silence, because an answer to a datagram of unknown kind can start a loop between two servers.
    public enum Reason {
        /// Less than an opcode and what that opcode needs. Dropped in silence.
        TOO_SHORT(false, "shorter than any packet"),
        /// An opcode other than 1 to 6. Dropped in silence.
        UNKNOWN_OPCODE(false, "no opcode of TFTP"),
        /// An OACK that does not divide into names and values. Dropped in silence.
        BAD_OPTION_ACK(false, "OACK that is no list of names and values"),
        /// A request whose last text has no NUL behind it.
        NOT_TERMINATED(true, "Request not ended by NUL"),
        /// A request that names no file.
        EMPTY_FILENAME(true, "Empty file name"),
        /// A request that ends behind the file's name.
        MISSING_MODE(true, "Missing mode"),
        /// Mode `mail`, which RFC 1350 calls obsolete.
        MAIL_MODE(true, "Mode mail is not supported, use octet"),
        /// Neither octet nor netascii.
        UNKNOWN_MODE(true, "Unknown mode, use octet or netascii"),
        /// More options than any client sends: see [Options].
        TOO_MANY_OPTIONS(true, "Too many options");

        private final boolean request;
        private final String text;

        Reason(boolean request, String text) {
            this.request = request;
            this.text = text;
        }

        /// {@return true where the datagram was meant as RRQ or WRQ and is therefore answered with ERROR 4}
        public boolean answered() {
            return request;
        }

        /// {@return a text for the ERROR packet and the log; says nothing of the server}
        public String text() {
            return text;
        }
    }
}

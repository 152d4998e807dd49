package dev.trivet.wire;

/// A datagram that is no packet, and why. Nothing from the network throws.
///
/// @param reason what was wrong
public record Malformed(Reason reason) implements Decoded {

    /// Why octets are no packet. Only a broken *request* is answered, with one ERROR 4; everything else
    /// gets silence, because an answer to a datagram of unknown kind can start a loop between two servers.
    public enum Reason {
        TOO_SHORT(false, "shorter than any packet"),
        UNKNOWN_OPCODE(false, "no opcode of TFTP"),
        BAD_OPTION_ACK(false, "OACK that is no list of names and values"),
        NOT_TERMINATED(true, "Request not ended by NUL"),
        EMPTY_FILENAME(true, "Empty file name"),
        MISSING_MODE(true, "Missing mode"),
        MAIL_MODE(true, "Mode mail is not supported, use octet"),
        UNKNOWN_MODE(true, "Unknown mode, use octet or netascii"),
        TOO_MANY_OPTIONS(true, "Too many options");

        private final boolean request;
        private final String text;

        Reason(boolean request, String text) {
            this.request = request;
            this.text = text;
        }

        /// True where the datagram was meant as RRQ or WRQ and is therefore answered with ERROR 4.
        public boolean answered() {
            return request;
        }

        /// For the ERROR packet and the log; says nothing of the server.
        public String text() {
            return text;
        }
    }
}

package dev.trivet.content;

import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// What a [ContentFunction] answers: octets, nothing, or why not. Immutable.
public sealed interface Content {

    /// Octets in memory. In netascii mode they are translated as text (RFC 1350 §1).
    ///
    /// @param octets are not copied, and must not change any more
    /// @return the content
    static Content of(byte[] octets) {
        return new Octets(ByteBuffer.wrap(octets));
    }

    /// Text, in UTF-8, with the line ends that it has.
    ///
    /// @param text such as a configuration
    /// @return the content
    static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A file of this machine, whatever directories are served. Links are followed.
    ///
    /// @param file read while it is sent; not trusted names of requests, unless the function checks them
    /// @return the content
    static Content of(Path file) {
        return new Local(file);
    }

    /// Nothing here: whoever stands behind in the chain is asked.
    ///
    /// @return the same object always
    static Content notHere() {
        return NotHere.NOTHING;
    }

    /// A refusal with ERROR 2, access violation. Nobody else is asked.
    ///
    /// @param cause what the operator reads; the client is told "Access denied" only
    /// @param remedy what the operator can do about it; empty where nothing helps
    /// @return the refusal
    static Content refused(String cause, String remedy) {
        return refused(new Refusal(ErrorCode.ACCESS_VIOLATION, "Access denied", cause, remedy));
    }

    /// A refusal in any words. Nobody else is asked.
    ///
    /// @param refusal its text goes to the client, its cause and remedy to the log
    /// @return the refusal
    static Content refused(Refusal refusal) {
        return new Refused(refusal);
    }

    /// Octets to be sent.
    ///
    /// @param octets from position to limit; not copied
    record Octets(ByteBuffer octets) implements Content {

        /// Makes it read-only.
        public Octets {
            octets = octets.asReadOnlyBuffer();
        }
    }

    /// A file to be sent.
    ///
    /// @param file opened when it is asked for
    record Local(Path file) implements Content {}

    /// The next in the chain is asked.
    enum NotHere implements Content {
        /// The only one.
        NOTHING
    }

    /// An ERROR to be sent.
    ///
    /// @param refusal code and text for the client, cause and remedy for the log
    record Refused(Refusal refusal) implements Content {}
}

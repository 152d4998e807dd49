package dev.trivet.content;

import java.nio.ByteBuffer;

/// Where one upload goes. Nothing under the final name changes before [#commit] succeeds. All calls may wait, run
/// off the loop, and never overlap.
public interface Sink extends AutoCloseable {

    /// The size that the other side announced (RFC 2349), before the first octet; never called where it is not
    /// known.
    ///
    /// @param octets of the whole
    /// @throws ContentException where it is too much: ERROR 3 before anything is sent
    default void announced(long octets) throws ContentException {}

    /// The next octets as they came off the wire; netascii is translated here.
    ///
    /// @param octets from position to limit, all of which are taken
    /// @throws ContentException where they cannot be stored: a full disk is [dev.trivet.wire.ErrorCode#DISK_FULL]
    void write(ByteBuffer octets) throws ContentException;

    /// Makes the upload durable and gives it its name. After it returns the new content stands there, whole.
    ///
    /// @throws ContentException where not; the old content is then untouched
    void commit() throws ContentException;

    /// Without a commit before: removes what was stored. Never throws.
    @Override
    void close();
}

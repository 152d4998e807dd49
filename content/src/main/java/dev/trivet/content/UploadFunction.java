package dev.trivet.content;

/// Takes an upload that has arrived whole. Runs off the loop, once for each upload, several at once on several
/// threads. The last ACK leaves when it has returned, and the client repeats its last block until then; it must
/// return within the server's `give-up`.
@FunctionalInterface
public interface UploadFunction {

    /// Keeps the upload, or says why not.
    ///
    /// @param upload name, variables, client, and all octets
    /// @throws ContentException where it says why not: the client gets that ERROR
    /// @throws Exception anything else is a fault: the client gets ERROR 0, the server's fault handler hears of it
    void take(ReceivedUpload upload) throws Exception;
}

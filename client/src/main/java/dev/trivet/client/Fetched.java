package dev.trivet.client;

/// A file that was fetched into memory. Immutable.
public final class Fetched {
    private final byte[] bytes;
    private final TransferReport report;

    Fetched(byte[] bytes, TransferReport report) {
        this.bytes = bytes;
        this.report = report;
    }

    /// {@return the whole file, in a copy of the caller's own; in netascii mode already as a local text}
    public byte[] bytes() {
        return bytes.clone();
    }

    /// {@return what the transfer came to}
    public TransferReport report() {
        return report;
    }
}

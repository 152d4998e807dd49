package dev.trivet.app.transfer;

import dev.trivet.client.TransferReport;
import java.util.OptionalLong;

/// One file to fetch or to send.
///
/// @param file where it is on this side, for people and programs; `-` for standard input or output
/// @param size octets, where they are known before the server tells
record Job(RemoteFile remote, Direction direction, String file, OptionalLong size, Work work) {
    /// What stands for one on the command line.
    static final String STANDARD_STREAM = "-";

    enum Direction {
        GET,
        PUT
    }

    /// Waits until the file is where it was meant to be.
    @FunctionalInterface
    interface Work {
        TransferReport run(Transfers transfers) throws TransferFailure, InterruptedException;
    }

    /// For messages.
    String shown() {
        if (!file.equals(STANDARD_STREAM)) return Text.clean(file);
        return direction == Direction.GET ? "standard output" : "standard input";
    }

    String uri() {
        return remote.uri().toString();
    }
}

package dev.trivet.server;

import dev.trivet.sim.SimulatedFile;
import dev.trivet.sim.SimulatedTransfer;
import java.util.Optional;

/// One client's part in a world.
///
/// @param offered what it sends, if it does
/// @param download what it fetches, if it does
record Taking(SimulatedTransfer transfer, Optional<SimulatedFile> offered, Optional<Download> download) {
    /// From here on a forger can be told from the server.
    boolean knowsTid() {
        return transfer.terms().isPresent() || transfer.isOver();
    }

    /// Whether this is what it sends.
    boolean offers(SimulatedFile stored) {
        return offered.filter(file -> Contents.same(file, stored)).isPresent();
    }
}

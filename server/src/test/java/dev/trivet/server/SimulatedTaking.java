package dev.trivet.server;

import dev.trivet.negotiation.Terms;
import dev.trivet.sim.SimulatedFile;
import dev.trivet.sim.SimulatedTransfer;
import java.net.InetSocketAddress;
import java.util.Optional;

/// The part of a simulated client.
///
/// @param offered what it sends, if it does
/// @param download what it fetches, if it does
record SimulatedTaking(SimulatedTransfer transfer, Optional<SimulatedFile> offered, Optional<Download> download)
        implements Taking {
    @Override
    public boolean knowsTid() {
        return transfer.terms().isPresent() || transfer.isOver();
    }

    @Override
    public boolean isOver() {
        return transfer.isOver();
    }

    @Override
    public boolean completed() {
        return transfer.completed();
    }

    @Override
    public boolean isAt(InetSocketAddress place) {
        return place.equals(transfer.address());
    }

    @Override
    public Optional<Terms> terms() {
        return transfer.terms();
    }

    @Override
    public String wrongRead(boolean reportsCompletion) {
        if (download.isEmpty()) return "";
        if (download.get().isFalsified()) return "a client received what the file never was";
        boolean incomplete = reportsCompletion && !download.get().isWhole();
        return incomplete ? "a completed read is not the whole file" : "";
    }
}

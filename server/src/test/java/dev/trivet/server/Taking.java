package dev.trivet.server;

import dev.trivet.negotiation.Terms;
import dev.trivet.sim.SimulatedFile;
import java.net.InetSocketAddress;
import java.util.Optional;

/// One client's part in a world.
interface Taking {
    /// From here on a forger can be told from the server.
    boolean knowsTid();

    boolean isOver();

    /// It says so.
    boolean completed();

    /// Whether that is a place of its.
    boolean isAt(InetSocketAddress place);

    /// What it believes to be agreed on.
    Optional<Terms> terms();

    /// What it sends, if it does.
    Optional<SimulatedFile> offered();

    /// @param reportsCompletion whether it or the server does
    /// @return what is wrong with what it fetched; empty: nothing, or it fetches nothing
    String wrongRead(boolean reportsCompletion);

    /// Whether this is what it sends.
    default boolean offers(SimulatedFile stored) {
        return offered().filter(file -> Contents.same(file, stored)).isPresent();
    }
}

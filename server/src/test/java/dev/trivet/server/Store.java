package dev.trivet.server;

import dev.trivet.content.Provider;
import dev.trivet.sim.SimulatedFile;
import java.util.List;
import java.util.Optional;

/// Where the file of a world lies.
interface Store extends AutoCloseable {
    Provider provider();

    Optional<SimulatedFile> file(String name);

    /// What that name had stood for before, where it is kept.
    List<SimulatedFile> formers(String name);

    /// What transfers left behind that they should not have; empty: nothing.
    String left();

    @Override
    void close();
}

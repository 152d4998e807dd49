package dev.trivet.server;

import dev.trivet.sim.SimulatedFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What a client receives, held against every content that the file ever had.
final class Download implements Consumer<ByteBuffer> {
    private final List<SimulatedFile> candidates;
    private long octets;

    Download(List<SimulatedFile> contents) {
        candidates = new ArrayList<>(contents);
    }

    @Override
    public void accept(ByteBuffer block) {
        candidates.removeIf(file -> !file.has(octets, block));
        octets += block.remaining();
    }

    /// What came is no beginning of any content.
    boolean isFalsified() {
        return candidates.isEmpty();
    }

    boolean isWhole() {
        return candidates.stream().anyMatch(file -> file.length() == octets);
    }

    long octets() {
        return octets;
    }
}

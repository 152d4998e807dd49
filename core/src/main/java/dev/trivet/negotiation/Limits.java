package dev.trivet.negotiation;

import java.util.Set;

/// The most a server grants, for one client and path.
///
/// @param blockSize octets, 8 to 65464
/// @param windowSize blocks, 1 to 32767
/// @param windowOctets octets in one window, whatever the block size; one block is always granted
/// @param refused lower-case names of options that are treated as unknown
public record Limits(int blockSize, int windowSize, long windowOctets, Set<String> refused) {
    /// Nothing refused, the largest values of the RFCs.
    public static final Limits NONE = new Limits(BlockSize.LARGEST, WindowSize.LARGEST, Long.MAX_VALUE, Set.of());

    /// Takes what the RFCs allow.
    ///
    /// @throws IllegalArgumentException where a value lies outside its range
    public Limits {
        new BlockSize(blockSize);
        new WindowSize(windowSize);
        if (windowOctets < 1) throw new IllegalArgumentException("window octets must be positive: " + windowOctets);
        refused = Set.copyOf(refused);
    }
}

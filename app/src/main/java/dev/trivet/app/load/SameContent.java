package dev.trivet.app.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Every transfer of a name must bring the same octets. Not for several threads at once.
final class SameContent {
    /// One for each client that the command can have, with room to spare: names beyond it are not compared.
    private static final int NAMES = 100_000;

    private final Map<String, Fingerprint> first = new HashMap<>();

    /// @param sum CRC-32C of all octets
    record Fingerprint(long octets, long sum) {}

    /// @return what is wrong, as a sentence
    Optional<String> look(String name, Fingerprint seen) {
        if (first.size() >= NAMES && !first.containsKey(name)) return Optional.empty();
        var before = first.putIfAbsent(name, seen);
        if (before == null || before.equals(seen)) return Optional.empty();
        return Optional.of(
                before.octets() == seen.octets()
                        ? "two transfers of one file brought different octets"
                        : "two transfers of one file brought different lengths");
    }
}

package dev.trivet.server;

import java.util.OptionalLong;

/// The most of something, and who says so.
///
/// @param most empty: as many as may be
/// @param by for messages, such as `--max-upload`
record Limit(OptionalLong most, String by) {

    /// The same for so many together.
    Limit times(int many) {
        return most.isEmpty() || many == 1 ? this : new Limit(OptionalLong.of(most.getAsLong() * many), by);
    }

    boolean isExceededBy(long count) {
        return most.isPresent() && count > most.getAsLong();
    }
}

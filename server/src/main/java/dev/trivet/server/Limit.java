package dev.trivet.server;

import java.util.OptionalLong;

/// The most of something, and who says so.
///
/// @param most empty: as many as may be
/// @param by for messages, such as `--max-upload`
record Limit(OptionalLong most, String by) {

    boolean isExceededBy(long count) {
        return most.isPresent() && count > most.getAsLong();
    }
}

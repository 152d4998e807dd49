package dev.trivet.app.transfer;

import dev.trivet.content.Durability;
import dev.trivet.wire.Mode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// How files are asked for and offered, parsed and in range.
///
/// @param blksize octets; empty: what fits one packet
/// @param windowsize blocks; empty: the client's default
/// @param timeout asked of the server; empty: not asked
/// @param giveUp a transfer without progress for so long ends
/// @param waitFor how long the first answer may take beyond that; zero: not longer
/// @param options false: plain RFC 1350
record RequestSettings(
        OptionalInt blksize,
        OptionalInt windowsize,
        Optional<Duration> timeout,
        Mode mode,
        Duration giveUp,
        Duration waitFor,
        boolean options,
        Durability durability) {}

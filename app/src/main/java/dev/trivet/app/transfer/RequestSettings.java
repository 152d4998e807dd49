package dev.trivet.app.transfer;

import dev.trivet.client.ClientBuilder;
import dev.trivet.client.TftpClient;
import dev.trivet.content.Durability;
import dev.trivet.engine.Engine;
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
public record RequestSettings(
        OptionalInt blksize,
        OptionalInt windowsize,
        Optional<Duration> timeout,
        Mode mode,
        Duration giveUp,
        Duration waitFor,
        boolean options,
        Engine engine,
        Durability durability) {

    /// A client that asks like this; more can be said of it.
    public ClientBuilder client() {
        var builder = TftpClient.builder()
                .mode(mode)
                .giveUp(giveUp)
                .waitFor(waitFor)
                .engine(engine)
                .durability(durability);
        blksize.ifPresent(builder::blksize);
        windowsize.ifPresent(builder::windowsize);
        timeout.ifPresent(builder::timeout);
        if (!options) builder.noOptions();
        return builder;
    }
}

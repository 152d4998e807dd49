package dev.trivet.app.serve;

import dev.trivet.content.AddressRange;
import dev.trivet.content.Durability;
import dev.trivet.content.WritePolicy;
import dev.trivet.engine.PortRange;
import dev.trivet.server.WhenFull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Everything `trivet serve` was told, parsed and in range.
///
/// @param root what is served; empty: `./tftpboot`, made where it is missing
/// @param listen never empty
record ServeSettings(
        Optional<Path> root,
        List<ListenAddress> listen,
        Uploads uploads,
        Network network,
        Names names,
        Allowed allowed,
        Load load,
        Process process,
        Output output) {

    ServeSettings {
        listen = List.copyOf(listen);
    }

    /// Sizes are octets; an empty one is no limit.
    ///
    /// @param keepVersions former contents of one name; empty: all
    /// @param total octets of running uploads and those stored since the start
    record Uploads(
            WritePolicy policy,
            OptionalInt keepVersions,
            OptionalLong each,
            OptionalLong total,
            OptionalLong perAddress,
            Durability durability) {}

    /// @param blockSize octets; empty: what fits the interface's MTU
    /// @param windowSize blocks
    /// @param windowOctets octets in one window, whatever the block size
    /// @param giveUp a transfer without progress for so long ends
    record Network(
            boolean singlePort,
            PortRange portRange,
            OptionalInt blockSize,
            int windowSize,
            long windowOctets,
            Duration giveUp) {}

    /// @param followLinksTo folders outside the root into which symbolic links may lead
    record Names(boolean ignoreCase, List<Path> followLinksTo) {
        Names {
            followLinksTo = List.copyOf(followLinksTo);
        }
    }

    /// Who may; an empty list is everyone.
    record Allowed(List<AddressRange> read, List<AddressRange> write) {
        Allowed {
            read = List.copyOf(read);
            write = List.copyOf(write);
        }
    }

    /// @param requestsPerAddress in a second; empty: no limit
    /// @param transfersPerAddress at once; empty: no limit
    record Load(int transfers, WhenFull whenFull, OptionalInt requestsPerAddress, OptionalInt transfersPerAddress) {}

    /// @param user whose privileges remain once the ports are bound; empty: the present ones
    /// @param spin how long a loop looks again before it blocks
    /// @param drainTimeout how long running transfers may go on after SIGTERM
    record Process(Engine engine, Optional<String> user, Duration spin, Duration drainTimeout) {}

    /// @param least what is less important is left out
    record Output(LogFormat format, LogEntry.Level least) {}

    enum Engine {
        AUTO,
        PORTABLE,
        LINUX
    }
}

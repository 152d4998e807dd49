package dev.trivet.server;

import dev.trivet.content.Peer;
import dev.trivet.transfer.Refusal;
import java.util.Optional;

/// Who may ask. Called on a loop for every request: must answer at once. Several loops may ask at once.
@FunctionalInterface
public interface Access {
    /// Everybody may do everything that the write policy allows.
    Access EVERYONE = (_, _) -> Optional.empty();

    /// Whether the peer may.
    ///
    /// @param peer who asks
    /// @param direction what it wants
    /// @return empty where it may; else what it is told
    Optional<Refusal> refuse(Peer peer, Direction direction);

    /// Both must agree.
    ///
    /// @param other asked where this one agrees
    /// @return a rule that refuses what either refuses
    default Access and(Access other) {
        return (peer, direction) -> {
            var refusal = refuse(peer, direction);
            return refusal.isPresent() ? refusal : other.refuse(peer, direction);
        };
    }
}

package dev.trivet.server;

import dev.trivet.content.Peer;
import dev.trivet.transfer.Refusal;
import java.util.Optional;

/// Who may ask. Called on a loop for every request: must answer at once.
@FunctionalInterface
public interface Access {
    /// Everybody may do everything that the write policy allows.
    Access EVERYONE = (_, _) -> Optional.empty();

    /// Empty where the peer may; else what it is told.
    Optional<Refusal> refuse(Peer peer, Direction direction);
}

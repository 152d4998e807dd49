package dev.trivet.content;

import java.util.Optional;

/// One link of the chain that turns names into content. Asked in order; the first answer holds. Runs off the loop
/// and may wait; several threads may ask at once.
public interface Provider {

    /// Content for a read, a refusal, or empty: not mine, ask the next.
    ///
    /// @param request who asks for what
    /// @return empty where the next link is to be asked
    Optional<Resolution> read(ContentRequest request);

    /// A place for an upload, a refusal, or empty: not mine, ask the next.
    ///
    /// @param request who sends what; its size where it was announced
    /// @return empty where the next link is to be asked
    Optional<Resolution> write(ContentRequest request);
}

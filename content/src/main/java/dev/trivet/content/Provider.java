package dev.trivet.content;

import java.util.Optional;

/// One link of the chain that turns names into content. Asked in order; the first answer holds. Runs off the loop
/// and may wait; several threads may ask at once.
public interface Provider {

    /// Content for a read, a refusal, or empty: not mine, ask the next.
    ///
    /// @param request the name as it stood in the request, and who asks
    /// @return empty where somebody else may answer
    Optional<Resolution> read(ContentRequest request);

    /// A place for an upload, a refusal, or empty: not mine, ask the next.
    ///
    /// @param request the name as it stood in the request, and who asks
    /// @return empty where somebody else may answer
    Optional<Resolution> write(ContentRequest request);
}

package dev.trivet.content;

/// Makes content for a request. Runs off the loop, once for each transfer, several at once on several threads; may
/// wait, but no longer than content may (5 s), or the transfer ends.
@FunctionalInterface
public interface ContentFunction {

    /// The content, "not here", or a refusal.
    ///
    /// @param request name, variables, client
    /// @return made for this transfer: what is sent again, and the size that is told, agree with it
    /// @throws ContentException where it says why not: the client gets that ERROR
    /// @throws Exception anything else is a fault: the client gets ERROR 0, the server's fault handler hears of it
    Content answer(RouteRequest request) throws Exception;
}

package dev.trivet.content;

import dev.trivet.transfer.Refusal;
import java.util.List;

/// What a name came to.
public sealed interface Resolution {

    /// Here is what the name means.
    ///
    /// @param source the octets, for this transfer alone
    /// @param name of the file beneath its root, for the log
    /// @param steps lenient steps that were needed, in words; mostly none
    record Found(Source source, String name, List<String> steps) implements Resolution {}

    /// Here is where the upload goes.
    ///
    /// @param sink takes the octets, for this transfer alone
    /// @param name of the file beneath its root, for the log
    /// @param steps lenient steps that were needed, in words; mostly none
    record Accepted(Sink sink, String name, List<String> steps) implements Resolution {}

    /// The name is ours, and it may not be had. Nobody else is asked.
    ///
    /// @param refusal what the client and the operator are told
    record Refused(Refusal refusal) implements Resolution {}
}

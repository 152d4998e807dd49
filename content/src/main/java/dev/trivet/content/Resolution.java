package dev.trivet.content;

import dev.trivet.transfer.Refusal;
import java.util.List;

/// What a name came to.
public sealed interface Resolution {

    /// @param name of the file beneath its root, for the log
    /// @param steps lenient steps that were needed, in words; mostly none
    record Found(Source source, String name, List<String> steps) implements Resolution {}

    /// @param name of the file beneath its root, for the log
    record Accepted(Sink sink, String name, List<String> steps) implements Resolution {}

    record Refused(Refusal refusal) implements Resolution {}
}

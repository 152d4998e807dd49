package dev.trivet.content;

import dev.trivet.transfer.Refusal;
import java.util.List;

/// What a name came to.
public sealed interface Resolution {

    /// Content to be read.
    ///
    /// @param source to be closed by whoever takes it
    /// @param name of the file beneath its root, for the log
    /// @param steps lenient steps that were needed, in words; mostly none
    record Found(Source source, String name, List<String> steps) implements Resolution {}

    /// A place for an upload.
    ///
    /// @param sink to be closed by whoever takes it
    /// @param name of the file beneath its root, for the log
    /// @param steps lenient steps that were needed, in words; mostly none
    record Accepted(Sink sink, String name, List<String> steps) implements Resolution {
        /// The step of an upload that is copied into the file at the end: see [Root#spool].
        public static final String NOT_ATOMIC = "not atomic: gathered in the spool, copied into the file at the end";
    }

    /// Neither.
    ///
    /// @param refusal its text goes to the peer, its cause and remedy to the log
    record Refused(Refusal refusal) implements Resolution {}
}

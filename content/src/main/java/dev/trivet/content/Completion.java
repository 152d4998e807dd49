package dev.trivet.content;

import java.io.IOException;

/// What becomes of an upload that is whole. Any thread.
sealed interface Completion permits Commit, InPlace {
    /// How many octets may arrive before they are forced to disk.
    long forcedAfter();

    /// Makes the upload what its name stands for.
    ///
    /// @throws ContentException where that may not be, or not be any more
    void name(Part part) throws IOException, ContentException;

    /// Afterwards: makes it last, and tidies up.
    void settle(Part part) throws IOException;
}

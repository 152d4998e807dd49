package dev.trivet.app.doctor;

import java.io.IOException;
import java.util.List;

/// Looks at one side of a host. Reads only, waits for nothing that has no deadline, and keeps no state.
interface Check {
    /// What it looks at, in a word or two: for the progress, and for a check that did not end in time.
    String name();

    /// @throws IOException where what it needs cannot be had: told as a finding of its own
    /// @throws InterruptedException where its time is over
    List<Finding> look(Examined examined) throws IOException, InterruptedException;
}

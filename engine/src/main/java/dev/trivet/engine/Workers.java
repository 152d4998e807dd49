package dev.trivet.engine;

/// Runs work that may wait, off the loop. Results come back by [Loop#post].
@FunctionalInterface
public interface Workers {
    /// Gives work away that may wait for a disk. Never waits itself.
    ///
    /// @param work runs on a thread of the workers
    /// @return false where the queue is full and the work was not taken
    boolean submit(Runnable work);
}

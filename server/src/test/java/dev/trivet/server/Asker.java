package dev.trivet.server;

/// The client of a world that its plan is about: a simulated one, or Trivet's own.
interface Asker {
    /// Has it ask for the file, or send it; what it does goes to [World#takes].
    void begin(World world);

    /// What it left behind that it should not have, once everything has ended; empty: nothing.
    String left();
}

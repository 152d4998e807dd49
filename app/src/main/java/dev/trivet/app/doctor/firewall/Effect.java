package dev.trivet.app.doctor.firewall;

/// What a rule does with a datagram that fits it.
sealed interface Effect {
    record Accept() implements Effect {}

    /// Silently, or with an answer: a TFTP client waits either way.
    record Drop() implements Effect {}

    /// A program decides, or a card: nobody can tell.
    record Unknown() implements Effect {}

    /// On with another chain of the table.
    ///
    /// @param returns whether this chain goes on after it
    record Jump(String chain, boolean returns) implements Effect {}

    record Return() implements Effect {}

    /// The datagram goes elsewhere.
    ///
    /// @param to as the rule has it
    record Redirect(String to) implements Effect {}

    /// Counts, logs, marks.
    record Nothing() implements Effect {}

    Effect ACCEPT = new Accept();
    Effect DROP = new Drop();
    Effect UNKNOWN = new Unknown();
    Effect RETURN = new Return();
    Effect NOTHING = new Nothing();
}

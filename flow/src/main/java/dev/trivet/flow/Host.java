package dev.trivet.flow;

import dev.trivet.engine.Loop;
import dev.trivet.engine.Port;
import dev.trivet.engine.Route;
import dev.trivet.engine.Workers;
import dev.trivet.transfer.Refusal;

/// A transfer on its loop, as its content sees it: a server's, or a client's. Every method is called on the loop.
public interface Host {
    Loop loop();

    Workers workers();

    /// Where its packets leave from.
    Port port();

    Route route();

    /// Something moved the machine on: look what follows from it.
    void afterStep();

    /// Content ends the transfer: the peer is told, once.
    void refuse(Refusal refusal);

    /// Ends the transfer at once, whatever was running; nothing more is sent.
    void forget();

    /// A fault in Trivet or in content ends the transfer, and no other.
    ///
    /// @return the fault, for the loop to report
    RuntimeException broken(RuntimeException fault);

    /// Content can be given back: the transfer is over and no job uses it any more.
    void closeContent();
}

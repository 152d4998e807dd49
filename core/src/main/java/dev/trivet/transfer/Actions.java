package dev.trivet.transfer;

import dev.trivet.wire.Packet;

/// What a machine wants done. Called during a step, in order; the engine performs, a test records. An implementation
/// must not step the machine from within.
public sealed interface Actions {
    /// No deadline.
    long NEVER = Long.MAX_VALUE;

    /// One packet to the peer.
    ///
    /// @param packet to be encoded before the call returns
    void send(Packet packet);

    /// Replaces the deadline: nanoseconds on the clock of the steps, or [#NEVER].
    ///
    /// @param deadline may be in the past: then as soon as possible
    void wakeAt(long deadline);

    /// The result is known. Once. A receiver that dallies goes on answering until [#released].
    ///
    /// @param outcome final
    void ended(Outcome outcome);

    /// Nothing more will be sent: the TID is free. Once, after [#ended].
    void released();

    /// What a [Sender] wants done besides.
    non-sealed interface OfSender extends Actions {
        /// The blocks `first` to `last` as DATA. They lie within what [Event.ContentReady] said.
        ///
        /// @param first from 1, never wraps
        /// @param last not below `first`; within the content that is ready
        void sendBlocks(long first, long last);
    }

    /// What a [Receiver] wants done besides.
    non-sealed interface OfReceiver extends Actions {
        /// The octets of the next block in order, to be taken before the call returns.
        ///
        /// @param data its payload is good until the call returns
        void deliver(Packet.Data data);

        /// The last block has been delivered: store everything, then answer with [Event.Committed].
        void commit();
    }
}

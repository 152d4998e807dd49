package dev.trivet.server;

import dev.trivet.content.Peer;
import dev.trivet.explain.Explanation;
import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.Mode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a server tells about its transfers. Listeners run on a thread of their own and can never slow a transfer:
/// the queue between is bounded, and what does not fit is counted, not waited for.
public sealed interface TransferEvent {

    /// When it happened.
    ///
    /// @return by the wall clock
    Instant time();

    /// What was asked, by whom. The same object in every event of one transfer.
    ///
    /// @param id counts up from 1 while a server runs
    /// @param direction whether the client fetches or sends
    /// @param peer who asks
    /// @param local address and port that were asked
    /// @param name as it stood in the request
    /// @param mode in which it is to be sent
    record Asked(long id, Direction direction, Peer peer, InetSocketAddress local, String name, Mode mode) {}

    /// A request was understood and admitted. [Refused] or [Started] follows, unless the client asks anew before it has
    /// an answer, or the place is given to another.
    ///
    /// @param time when it happened, by the wall clock
    /// @param asked what was asked, by whom
    record Requested(Instant time, Asked asked) implements TransferEvent {}

    /// A request was answered with ERROR. One that could not be understood has an empty name.
    ///
    /// @param time when it happened, by the wall clock
    /// @param asked what was asked, by whom
    /// @param mapped the name that the server's name map made of the one asked for; empty where it is the same
    /// @param refusal what the client was told, and why
    record Refused(Instant time, Asked asked, Optional<String> mapped, Refusal refusal) implements TransferEvent {}

    /// The first answer leaves.
    ///
    /// @param time when it happened, by the wall clock
    /// @param asked what was asked, by whom
    /// @param mapped the name that the server's name map made of the one asked for; empty where it is the same
    /// @param file name of the content that was found
    /// @param steps lenient steps that were needed to find it
    /// @param terms what was agreed on
    record Started(Instant time, Asked asked, Optional<String> mapped, String file, List<String> steps, Terms terms)
            implements TransferEvent {}

    /// At most once a second for each transfer.
    ///
    /// @param time when it happened, by the wall clock
    /// @param asked what was asked, by whom
    /// @param octets acknowledged or received so far
    record Progress(Instant time, Asked asked, long octets) implements TransferEvent {}

    /// The result. Exactly one for each transfer that started.
    ///
    /// @param time when it happened, by the wall clock
    /// @param asked what was asked, by whom
    /// @param file name of the content
    /// @param terms what was agreed on
    /// @param octets acknowledged (read) or received (write)
    /// @param elapsed since the request
    /// @param retransmissions packets of ours that were sent more than once
    /// @param outcome how it ended
    record Ended(
            Instant time,
            Asked asked,
            String file,
            Terms terms,
            long octets,
            Duration elapsed,
            long retransmissions,
            Outcome outcome)
            implements TransferEvent {

        /// Why it ended so, and what helps.
        ///
        /// @return empty where it completed
        public Optional<Explanation> explanation() {
            return Endings.explain(this);
        }
    }

    /// Something worth a word though nothing failed yet: a file too long for a client that cannot count past
    /// 65535, a long path taken one block at a time, a machine that boots over and over. Of each kind one for each
    /// client in an hour, and at most twenty a minute in all. May come at any time after [Started].
    ///
    /// @param time when it was seen, by the wall clock
    /// @param asked what was asked, by whom
    /// @param explanation what it is, why, and what helps
    record Hint(Instant time, Asked asked, Explanation explanation) implements TransferEvent {}

    /// Requests that were left without an answer, at most one event a second.
    ///
    /// @param time when it happened, by the wall clock
    /// @param requests since the last such event
    /// @param why for the latest of them
    record Unanswered(Instant time, long requests, String why) implements TransferEvent {}
}

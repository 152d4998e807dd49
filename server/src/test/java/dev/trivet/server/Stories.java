package dev.trivet.server;

import dev.trivet.server.TransferEvent.Ended;
import dev.trivet.server.TransferEvent.Hint;
import dev.trivet.server.TransferEvent.Progress;
import dev.trivet.server.TransferEvent.Refused;
import dev.trivet.server.TransferEvent.Requested;
import dev.trivet.server.TransferEvent.Started;
import dev.trivet.server.TransferEvent.Unanswered;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// What a server told of each transfer, in a row.
final class Stories {
    /// Each kind of event once, in order, and to the end. Only a request that its client asks anew for, or that makes
    /// room, before it has an answer has no end.
    private static final Set<String> GOOD =
            Set.of(" requested", " refused", " requested refused", " requested started ended");

    private Stories() {}

    /// The transfers that something else was told of, by their ids.
    static TreeMap<Long, String> bad(List<TransferEvent> events) {
        var stories = new TreeMap<Long, String>();
        for (var event : events) {
            switch (event) {
                case Requested requested -> stories.merge(requested.asked().id(), " requested", String::concat);
                case Refused refused -> stories.merge(refused.asked().id(), " refused", String::concat);
                case Started started -> stories.merge(started.asked().id(), " started", String::concat);
                case Ended ended -> stories.merge(ended.asked().id(), " ended", String::concat);
                case Progress progress -> progress(stories, progress);
                case Hint _, Unanswered _ -> {}
            }
        }
        stories.values().removeIf(GOOD::contains);
        return stories;
    }

    /// Only between start and end.
    private static void progress(TreeMap<Long, String> stories, Progress progress) {
        stories.computeIfPresent(
                progress.asked().id(), (_, story) -> story.endsWith("started") ? story : story + " progress");
    }
}

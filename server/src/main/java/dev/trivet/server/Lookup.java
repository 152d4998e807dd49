package dev.trivet.server;

import dev.trivet.content.AskedName;
import dev.trivet.content.ContentRequest;
import dev.trivet.content.MappedName;
import dev.trivet.content.NameMap;
import dev.trivet.content.Provider;
import dev.trivet.content.Resolution;
import java.util.Optional;

/// What a request is for: the name map says which name is meant, and content what stands there. Runs off the
/// loop, and may wait.
record Lookup(NameMap names, Provider content, ContentRequest wish) {

    /// @param mapped the name that was made of the one asked for; empty where it is the same
    record Answer(Optional<String> mapped, Resolution resolution) {}

    Answer read() {
        return answer(false);
    }

    Answer write() {
        return answer(true);
    }

    private Answer answer(boolean upload) {
        var asked = new AskedName(wish.peer(), wish.name(), upload, name -> isTransferable(name, upload));
        return switch (names.map(asked)) {
            case MappedName.Refused(var refusal) -> new Answer(Optional.empty(), new Resolution.Refused(refusal));
            case MappedName.Meant(var name) ->
                new Answer(Optional.of(name).filter(meant -> !meant.equals(wish.name())), resolution(name, upload));
        };
    }

    private Resolution resolution(String name, boolean upload) {
        var meant = new ContentRequest(wish.peer(), name, wish.mode(), wish.size());
        var found = upload ? content.write(meant) : content.read(meant);
        return found.orElseGet(Transfer::unknown);
    }

    private boolean isTransferable(String name, boolean upload) {
        return switch (resolution(name, upload)) {
            case Resolution.Found found -> {
                found.source().close();
                yield true;
            }
            case Resolution.Accepted accepted -> {
                accepted.sink().close();
                yield true;
            }
            case Resolution.Refused _ -> false;
        };
    }
}

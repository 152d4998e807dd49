package dev.trivet.app.serve;

import dev.trivet.app.ExitCode;
import dev.trivet.app.StartException;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.content.DirectoryProvider;
import dev.trivet.content.Roots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Which directories cannot be served, and why. All of them: a server stops at the first.
final class RootFailures {
    private RootFailures() {}

    /// @param fine hears of those that can, while they are open
    static List<StartException> of(ServeSettings settings, Consumer<DirectoryProvider> fine) {
        var failures = new ArrayList<StartException>();
        settings.roots().forEach(root -> of(root, fine).ifPresent(failures::add));
        return failures;
    }

    private static Optional<StartException> of(ServeSettings.Root root, Consumer<DirectoryProvider> fine) {
        try (var opened = Roots.open(List.of(Building.root(root)))) {
            fine.accept(opened.providers().getFirst());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new StartException(ExitCode.LOCAL_FILE, root.prefix() + e.getMessage(), e));
        }
    }
}

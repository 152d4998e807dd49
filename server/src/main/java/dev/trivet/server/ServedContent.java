package dev.trivet.server;

import dev.trivet.content.Chain;
import dev.trivet.content.Provider;
import dev.trivet.content.Root;
import dev.trivet.content.Roots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a server serves: routes and providers in their order, then roots. Opens roots, and closes them.
record ServedContent(Provider chain, Roots roots) implements AutoCloseable {

    /// @throws IOException naming the directory that cannot be served, and why
    static ServedContent open(List<Provider> links, List<Root> roots) throws IOException {
        if (links.isEmpty() && roots.isEmpty())
            throw new IllegalStateException("nothing to serve: call root(...), route(...) or content(...)");
        var opened = Roots.open(roots);
        var chain = new ArrayList<>(links);
        if (!roots.isEmpty()) chain.add(opened);
        return new ServedContent(new Chain(chain), opened);
    }

    List<ServedRoot> served() {
        return roots.providers().stream()
                .map(each -> new ServedRoot(each.path(), each.root(), each.lenientSteps()))
                .toList();
    }

    @Override
    public void close() {
        roots.close();
    }
}

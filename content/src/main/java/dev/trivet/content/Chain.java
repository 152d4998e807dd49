package dev.trivet.content;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Providers in order: the first that answers holds.
///
/// @param links asked in their order
public record Chain(List<Provider> links) implements Provider {
    /// Copies the list.
    public Chain {
        links = List.copyOf(links);
    }

    @Override
    public Optional<Resolution> read(ContentRequest request) {
        return first(link -> link.read(request));
    }

    @Override
    public Optional<Resolution> write(ContentRequest request) {
        return first(link -> link.write(request));
    }

    private Optional<Resolution> first(Function<Provider, Optional<Resolution>> ask) {
        return links.stream().map(ask).flatMap(Optional::stream).findFirst();
    }
}

package dev.trivet.server;

import dev.trivet.content.ContentRequest;
import dev.trivet.content.Provider;
import dev.trivet.content.Resolution;
import java.util.Optional;
import java.util.function.Consumer;

/// Tells the fault handler what a provider throws: its client learns of an internal fault only.
record ToldFaults(Provider provider, Consumer<? super RuntimeException> handler) implements Provider {

    @Override
    public Optional<Resolution> read(ContentRequest request) {
        try {
            return provider.read(request);
        } catch (RuntimeException fault) {
            handler.accept(fault);
            throw fault;
        }
    }

    @Override
    public Optional<Resolution> write(ContentRequest request) {
        try {
            return provider.write(request);
        } catch (RuntimeException fault) {
            handler.accept(fault);
            throw fault;
        }
    }
}

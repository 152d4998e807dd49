package dev.trivet.server;

import dev.trivet.content.ContentException;
import dev.trivet.content.ContentRequest;
import dev.trivet.content.Provider;
import dev.trivet.content.Resolution;
import dev.trivet.content.Sink;
import dev.trivet.content.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/// Content around content: files whose name begins with "slow" wait before each step, as told.
///
/// @param pause called off the loop; may take its time, or never come back
record SlowContent(Provider whole, Wait pause) implements Provider {
    enum Step {
        LOOK_UP,
        PREPARE,
        WRITE,
        COMMIT
    }

    @FunctionalInterface
    interface Wait {
        void before(Step step) throws ContentException;
    }

    @Override
    public Optional<Resolution> read(ContentRequest request) {
        if (!request.name().startsWith("slow")) return whole.read(request);
        lookUp();
        return whole.read(request).map(found -> switch (found) {
            case Resolution.Found(var source, var name, var steps) ->
                new Resolution.Found(new SlowSource(source, pause), name, steps);
            default -> found;
        });
    }

    @Override
    public Optional<Resolution> write(ContentRequest request) {
        if (!request.name().startsWith("slow")) return whole.write(request);
        lookUp();
        return whole.write(request).map(accepted -> switch (accepted) {
            case Resolution.Accepted(var sink, var name, var steps) ->
                new Resolution.Accepted(new SlowSink(sink, pause), name, steps);
            default -> accepted;
        });
    }

    private void lookUp() {
        try {
            pause.before(Step.LOOK_UP);
        } catch (ContentException e) {
            throw new IllegalStateException("a look-up refuses by its resolution", e);
        }
    }

    private record SlowSource(Source whole, Wait pause) implements Source {
        @Override
        public OptionalLong length() {
            return whole.length();
        }

        @Override
        public Ready prepare(long position) throws ContentException {
            pause.before(Step.PREPARE);
            return whole.prepare(position);
        }

        @Override
        public int read(long position, ByteBuffer into) throws IOException {
            return whole.read(position, into);
        }

        @Override
        public void close() {
            whole.close();
        }
    }

    private record SlowSink(Sink whole, Wait pause) implements Sink {
        @Override
        public void write(ByteBuffer octets) throws ContentException {
            pause.before(Step.WRITE);
            whole.write(octets);
        }

        @Override
        public void commit() throws ContentException {
            pause.before(Step.COMMIT);
            whole.commit();
        }

        @Override
        public void close() {
            whole.close();
        }
    }
}

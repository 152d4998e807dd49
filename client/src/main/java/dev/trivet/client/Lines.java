package dev.trivet.client;

import java.io.IOException;

/// Where transfers of one client run. Any thread.
interface Lines extends AutoCloseable {
    /// For one transfer more.
    ///
    /// @throws IllegalStateException where the client is closed
    Line enter() throws IOException;

    /// A transfer there is over, and has given everything back.
    void leave(Line line);

    /// Ends all transfers, and waits until they have given everything back; on the loop itself, it cannot wait.
    @Override
    void close();

    /// Somebody else's loop: a simulator's.
    static Lines on(Line line) {
        return new Lines() {
            private volatile boolean closed;

            @Override
            public Line enter() {
                if (closed) throw new IllegalStateException("the client is closed");
                return line;
            }

            @Override
            public void leave(Line left) {}

            @Override
            public void close() {
                closed = true;
                line.cancelAll();
            }
        };
    }
}

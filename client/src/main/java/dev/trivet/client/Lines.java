package dev.trivet.client;

import java.io.IOException;

/// Where transfers of one client run. Any thread.
interface Lines extends AutoCloseable {
    /// For one transfer more.
    ///
    /// @throws IllegalStateException where the client is closed
    Line enter() throws IOException;

    /// That transfer is over, and has given everything back.
    void leave();

    /// Ends all transfers, and waits until they have given everything back.
    @Override
    void close();

    /// Somebody else's loop: a simulator's.
    static Lines on(Line line) {
        return new Lines() {
            @Override
            public Line enter() {
                return line;
            }

            @Override
            public void leave() {}

            @Override
            public void close() {
                line.cancelAll();
            }
        };
    }
}

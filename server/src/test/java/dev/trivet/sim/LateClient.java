package dev.trivet.sim;

import dev.trivet.transfer.Start;

/// Lets a simulated client begin where its server does.
public final class LateClient {
    private LateClient() {}

    public static void startingAt(SimulatedClient client, Start start) {
        client.start(start);
    }
}

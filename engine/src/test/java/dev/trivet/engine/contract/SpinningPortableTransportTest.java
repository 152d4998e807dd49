package dev.trivet.engine.contract;

import dev.trivet.engine.PortSharing;
import dev.trivet.engine.PortableTransport;
import dev.trivet.engine.TransportSettings;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The portable transport that spins before it waits")
class SpinningPortableTransportTest extends TransportContract {
    private static final long SPIN_NANOS = 50_000;

    @Override
    protected Net net() {
        var settings = new TransportSettings(
                TransportSettings.LISTEN_BUFFER,
                TransportSettings.TRANSFER_BUFFER,
                SPIN_NANOS,
                false,
                PortSharing.none(),
                _ -> {});
        return new LoopbackNet(() -> new PortableTransport(settings));
    }
}

package dev.trivet.engine.contract;

import dev.trivet.engine.PortSharing;
import dev.trivet.engine.PortableSettings;
import dev.trivet.engine.PortableTransport;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The portable transport that spins before it waits")
class SpinningPortableTransportTest extends TransportContract {
    private static final long SPIN_NANOS = 50_000;

    @Override
    protected Net net() {
        var settings = new PortableSettings(
                PortableSettings.LISTEN_BUFFER,
                PortableSettings.TRANSFER_BUFFER,
                SPIN_NANOS,
                PortSharing.none(),
                _ -> {});
        return new LoopbackNet(() -> new PortableTransport(settings));
    }
}

package dev.trivet.engine.contract;

import dev.trivet.engine.PortableTransport;
import dev.trivet.engine.TransportSettings;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The portable transport")
class PortableTransportTest extends TransportContract {
    @Override
    protected Net net() {
        return new LoopbackNet(() -> new PortableTransport(new TransportSettings(_ -> {})));
    }
}

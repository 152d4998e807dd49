package dev.trivet.engine.contract;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.trivet.engine.TransportSettings;
import dev.trivet.engine.linux.LinuxTransport;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The Linux transport")
class LinuxTransportTest extends TransportContract {
    @Override
    protected Net net() {
        assumeThat(LinuxTransport.missing()).isEmpty();
        return new LoopbackNet(() -> new LinuxTransport(new TransportSettings(_ -> {})));
    }
}

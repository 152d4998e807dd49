package dev.trivet.engine.contract;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.trivet.engine.PortSharing;
import dev.trivet.engine.TransportSettings;
import dev.trivet.engine.linux.LinuxTransport;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The Linux transport that spins before it waits")
class SpinningLinuxTransportTest extends TransportContract {
    private static final long SPIN_NANOS = 50_000;

    @Override
    protected Net net() {
        assumeThat(LinuxTransport.missing()).isEmpty();
        var settings = new TransportSettings(
                TransportSettings.LISTEN_BUFFER,
                TransportSettings.TRANSFER_BUFFER,
                SPIN_NANOS,
                false,
                PortSharing.none(),
                _ -> {});
        return new LoopbackNet(() -> new LinuxTransport(settings));
    }
}

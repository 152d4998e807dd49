package dev.trivet.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.wire.Mode;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final OptionalLong NONE = OptionalLong.empty();

    @Test
    void whereNoEndIsGivenThereIsOneAllTheSame() throws Target.Refused {
        var plan = plan(16, NONE, Optional.empty());
        assertThat(plan.transfers()).hasValue(1_000);
        assertThat(plan.duration()).contains(Duration.ofSeconds(10));
    }

    @Test
    void anEndThatIsGivenIsTheOnlyOne() throws Target.Refused {
        assertThat(plan(16, OptionalLong.of(5_000), Optional.empty()).duration())
                .isEmpty();
        assertThat(plan(16, NONE, Optional.of(Duration.ofMinutes(1))).transfers())
                .isEmpty();
    }

    @Test
    void thereAreNoMoreClientsThanTransfers() throws Target.Refused {
        assertThat(plan(64, OptionalLong.of(10), Optional.empty()).clients()).isEqualTo(10);
        assertThat(plan(64, OptionalLong.of(65), Optional.empty()).clients()).isEqualTo(64);
        assertThat(plan(5_000, NONE, Optional.empty()).clients())
                .as("a transfer for each")
                .isEqualTo(5_000);
    }

    private static Plan plan(int clients, OptionalLong transfers, Optional<Duration> duration) throws Target.Refused {
        var target = Target.of("tftp://127.0.0.1/x", false, false, host -> List.of(InetAddress.ofLiteral(host)));
        return new Plan(target, clients, transfers, duration, NONE, Mode.OCTET).bounded();
    }
}

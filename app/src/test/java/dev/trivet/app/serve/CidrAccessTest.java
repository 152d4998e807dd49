package dev.trivet.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.AddressRange;
import dev.trivet.content.Peer;
import dev.trivet.server.Direction;
import dev.trivet.wire.ErrorCode;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class CidrAccessTest {
    private final CidrAccess access = new CidrAccess(new ServeSettings.Allowed(
            List.of(), List.of(AddressRange.parse("192.0.2.0/24"), AddressRange.parse("2001:db8::/32"))));

    @Test
    void withoutARangeEveryoneMay() {
        assertThat(access.refuse(peer("203.0.113.9"), Direction.READ)).isEmpty();
    }

    @Test
    void whoIsInARangeMay() {
        assertThat(access.refuse(peer("192.0.2.9"), Direction.WRITE)).isEmpty();
        assertThat(access.refuse(peer("2001:db8::9"), Direction.WRITE)).isEmpty();
    }

    @Test
    void whoIsInNoneIsDeniedAndTheOperatorLearnsTheFlag() {
        var refusal = access.refuse(peer("203.0.113.9"), Direction.WRITE).orElseThrow();
        assertThat(refusal.code()).isEqualTo(ErrorCode.ACCESS_VIOLATION);
        assertThat(refusal.remedy()).isEqualTo("--allow-write 203.0.113.9 admits it");
        assertThat(refusal.text()).doesNotContain("203");
    }

    private static Peer peer(String address) {
        return Peer.of(new InetSocketAddress(address, 2070));
    }
}

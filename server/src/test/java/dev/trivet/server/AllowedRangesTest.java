package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.AddressRange;
import dev.trivet.content.Peer;
import dev.trivet.wire.ErrorCode;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 1123 §4.2.3.4: --allow-read and --allow-write")
class AllowedRangesTest {
    private final Access access = new AllowedRanges(
            List.of(), List.of(AddressRange.parse("192.0.2.0/24"), AddressRange.parse("2001:db8::/32")));

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

    @Test
    void functionIsAskedWhereRangesAgree() {
        var both = access.and((peer, direction) ->
                new AllowedRanges(List.of(AddressRange.parse("192.0.2.9")), List.of()).refuse(peer, direction));
        assertThat(both.refuse(peer("192.0.2.9"), Direction.READ)).isEmpty();
        assertThat(both.refuse(peer("192.0.2.8"), Direction.READ)).isPresent();
        assertThat(both.refuse(peer("203.0.113.9"), Direction.WRITE)).isPresent();
    }

    private static Peer peer(String address) {
        return Peer.of(new InetSocketAddress(address, 2070));
    }
}

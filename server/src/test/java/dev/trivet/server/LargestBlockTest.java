package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.negotiation.Limits;
import dev.trivet.negotiation.Negotiation;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which block is granted, by what is asked, `max-blksize`, `max-blksize-unfragmented` and the MTU of an interface
/// with
/// IPv4: 32 octets of it are headers.
class LargestBlockTest {
    private static final int HEADERS = 32;

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            asked, option,   max-blksize, unfragmented, mtu,   granted
            65464, blksize,  ,            ,             1500,  1468
            65464, blksize,  ,            ,             9000,  8968
            65464, blksize,  1468,        ,             9000,  1468
            65464, blksize,  4096,        ,             1500,  4096
            65464, blksize,  1468,        65464,        1500,  1468
            65464, blksize,  1468,        65464,        9000,  8968
            65464, blksize,  1468,        65464,        65536, 65464
            65464, blksize,  1468,        4096,         9000,  4096
            65464, blksize,  4096,        65464,        1500,  4096
            65464, blksize,  4096,        1400,         9000,  4096
            65464, blksize,  ,            65464,        1500,  1468
            65464, blksize,  ,            65464,        9000,  8968
            65464, blksize,  ,            1024,         9000,  1024
            65464, blksize,  ,            65464,        576,   544
            65464, blksize,  512,         65464,        16,    512
            65464, blksize,  ,            65464,        16,    8
            1468,  blksize,  1468,        65464,        9000,  1468
            1024,  blksize,  1468,        65464,        9000,  1024
            512,   blksize,  1468,        65464,        1500,  512
            8,     blksize,  1468,        65464,        9000,  8
            32768, blksize2, 1468,        65464,        9000,  8192
            32768, blksize2, 1468,        65464,        1500,  1024
            32768, blksize2, ,            65464,        65536, 32768
            1500,  blksize2, 4096,        65464,        1500,  1024
            """)
    void theLargestBlockThatTheRulesAllowIsGranted(
            int asked, String option, Integer maxBlksize, Integer unfragmented, int mtu, String granted) {
        var builder = TftpServer.builder();
        if (maxBlksize != null) builder.maxBlksize(maxBlksize);
        if (unfragmented != null) builder.maxBlksizeUnfragmented(unfragmented);
        assertThat(granted(builder, ClientRule.NOTHING, option, asked, mtu)).isEqualTo(granted);
    }

    @Test
    void aCeilingForTheClientIsNotRaised() {
        var builder = TftpServer.builder().maxBlksize(1468).maxBlksizeUnfragmented(65464);
        assertThat(granted(builder, ClientRule.of().maxBlksize(600), "blksize", 65464, 9000))
                .isEqualTo("600");
    }

    private static String granted(ServerBuilder builder, ClientRule rule, String option, int asked, int mtu) {
        int largest = new ClientTerms(builder.settings(), rule).blockSize(mtu - HEADERS);
        var limits = new Limits(largest, 64, 4 << 20, builder.settings().refuseOptions());
        var request = new Packet.ReadRequest("a", Mode.OCTET, Options.of(option, Integer.toString(asked)));
        var agreement = Negotiation.answer(request, limits, OptionalLong.empty());
        assertThat(agreement.terms().blockSize().octets())
                .asString()
                .isEqualTo(agreement.acknowledged().value(option).orElseThrow());
        return agreement.acknowledged().value(option).orElseThrow();
    }
}

package dev.trivet.app.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trivet.app.load.Target.Refused;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    private static final Map<String, List<String>> NAMES = Map.of(
            "lab", List.of("192.168.7.1", "fd00::7"),
            "mixed", List.of("192.168.7.1", "203.0.113.9"),
            "out", List.of("2001:db8::1"));

    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "[::1]",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.254",
                "192.168.0.1",
                "169.254.1.1",
                "[fe80::1%251]",
                "[fd12:3456::1]",
                "[fc00::1]",
                "[::ffff:10.0.0.1]"
            })
    void whatIsOfThisMachineOrItsOwnNetworkMayBeLoaded(String host) throws Refused {
        assertThat(target("tftp://" + host + "/x").uri(1, 1).getPath()).isEqualTo("/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.255.255",
                "11.0.0.1",
                "100.64.0.1",
                "169.253.1.1",
                "0.0.0.0",
                "255.255.255.255",
                "224.0.0.1",
                "[2001:db8::1]",
                "[fe00::1]",
                "[::ffff:8.8.8.8]"
            })
    void whatIsNotIsRefusedWithTheReasonAndTheFlag(String host) {
        var refused = catchThrowableOfType(Refused.class, () -> target("tftp://" + host + "/x"));
        assertThat(refused).hasMessageContaining("is neither loopback nor private");
        assertThat(refused.remedy()).contains("--allow-public");
    }

    @Test
    void withTheFlagItMayBeLoaded() throws Refused {
        assertThat(Target.of("tftp://8.8.8.8/x", false, true, this::resolve).shown())
                .isEqualTo("tftp://8.8.8.8/x");
    }

    @Test
    void oneAddressOfAHostThatIsPublicIsEnoughToRefuseIt() {
        assertThatThrownBy(() -> target("tftp://mixed/x"))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("mixed has the address 203.0.113.9, which is neither");
    }

    @Test
    void aNameIsLookedUpOnceAndItsFirstAddressIsLoaded() throws Refused {
        var target = target("TFTP://lab:6969/boot/x");
        for (int client = 1; client < 100; client++)
            assertThat(target.uri(client, client)).hasToString("tftp://192.168.7.1:6969/boot/x");
        assertThat(asked).containsExactly("lab");
    }

    @Test
    void anUnknownHostIsRefused() {
        assertThatThrownBy(() -> target("tftp://nowhere/x"))
                .isInstanceOf(Refused.class)
                .hasMessage("no address is known for 'nowhere'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/x", "tftp://127.0.0.1", "tftp://127.0.0.1/", "tftp://127.0.0.1:0/x", "x"})
    void whatIsNoUriOfAFileIsTheUsersMistake(String typed) {
        assertThatThrownBy(() -> target(typed)).isInstanceOf(IllegalArgumentException.class);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/x,                                /x",
        "/sw-{client}.cfg,                  /sw-7.cfg",
        "/{client}/{transfer}/{client},     /7/99/7",
        "/{other},                          /%7Bother%7D",
    })
    void numbersStandInNamesWhereTheyAreWanted(String path, String seen) throws Refused {
        assertThat(target("tftp://127.0.0.1" + path).uri(7, 99)).hasToString("tftp://127.0.0.1" + seen);
    }

    @ParameterizedTest
    @CsvSource({
        "/up,                   /up-7",
        "/up;mode=netascii,     /up-7;mode=netascii",
        "/a/up{transfer}.bin,   /a/up99.bin",
        "/up.{client},          /up.7",
    })
    void whatIsSentHasANameForEachClient(String path, String seen) throws Refused {
        var target = Target.of("tftp://127.0.0.1" + path, true, false, this::resolve);
        assertThat(target.uri(7, 99)).hasToString("tftp://127.0.0.1" + seen);
    }

    @Test
    void theModeOfTheUriIsKnown() throws Refused {
        assertThat(target("tftp://127.0.0.1/x").mode()).isEmpty();
        assertThat(target("tftp://127.0.0.1/x;mode=NetASCII").mode()).contains(Mode.NETASCII);
        assertThat(target("tftp://127.0.0.1/x;mode=octet").mode()).contains(Mode.OCTET);
    }

    private Target target(String typed) throws Refused {
        return Target.of(typed, false, false, this::resolve);
    }

    private List<InetAddress> resolve(String host) throws IOException {
        asked.add(host);
        if (host.equals("nowhere")) throw new UnknownHostException(host);
        var addresses = NAMES.getOrDefault(host, List.of(host));
        return addresses.stream().map(InetAddress::ofLiteral).toList();
    }
}

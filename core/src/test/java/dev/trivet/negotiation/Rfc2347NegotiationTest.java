package dev.trivet.negotiation;

import static dev.trivet.negotiation.Asking.answer;
import static dev.trivet.negotiation.Asking.line;
import static dev.trivet.negotiation.Asking.options;
import static dev.trivet.negotiation.Asking.read;
import static dev.trivet.negotiation.Asking.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Options;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 2347 negotiation protocol")
class Rfc2347NegotiationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown=1",
                "blksize=7",
                "blksize=\t512",
                "blksize=",
                "blksize=+512",
                "blksize=512\t",
                "blksize=512x",
                "blksize=0x200",
                "blksize=٥١٢",
                "timeout=1.5",
                "windowsize=-1",
                "blksize=18446744073709552128",
                "blksize=00000000000000000512"
            })
    void whereNothingAskedIsKnownAndAcceptableTheTransferIsPlain(String asked) {
        assertThat(answer(read(asked))).isEqualTo(new Agreement(Terms.PLAIN, Options.NONE));
        assertThat(answer(write(asked))).isEqualTo(new Agreement(Terms.PLAIN, Options.NONE));
    }

    @Test
    void theAnswerHasTheOrderAndSpellingOfTheRequestWithoutWhatIsUnknown() {
        var asked = write("WindowSize=4 x-vendor=7 TSIZE=0 blKsize=1432 timeOUT=3");
        assertThat(line(answer(asked).acknowledged())).isEqualTo("WindowSize=4 TSIZE=0 blKsize=1432 timeOUT=3");
    }

    @Test
    void aNumberThatStaysKeepsItsDigits() {
        assertThat(line(answer(read("blksize=01432 timeout=003")).acknowledged()))
                .isEqualTo("blksize=01432 timeout=003");
    }

    @ParameterizedTest
    @CsvSource({
        "blksize=1024 blksize=512, blksize=1024",
        "blksize=7 blksize=512, ''",
        "timeout=3 TIMEOUT=4 tsize=9 tsize=10, timeout=3 tsize=9"
    })
    void ofANameGivenTwiceTheFirstCounts(String asked, String answered) {
        assertThat(line(answer(write(asked)).acknowledged())).isEqualTo(answered);
    }

    @Test
    void anOptionThatTheOperatorRefusesIsTreatedAsUnknown() {
        var limits = new Limits(65_464, 64, 1 << 20, Set.of("blksize", "tsize"));
        var agreement = answer(write("blksize=1432 windowsize=8 TSIZE=5"), limits);
        assertThat(line(agreement.acknowledged())).isEqualTo("windowsize=8");
        assertThat(agreement.terms().blockSize()).isEqualTo(BlockSize.DEFAULT);
    }

    @Test
    void whatAServerAnswersAClientAccepts() {
        String[] names = {"blksize", "blksize2", "windowsize", "timeout", "utimeout", "tsize", "rollover", "other"};
        String[] values = {"0", "1", "2", "8", "512", "1000", "1432", "32767", "65464", "65535", "300000", "x"};
        int answered = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var asked = new StringBuilder("other=1");
            for (int i = random.nextInt(6); i > 0; i--) {
                asked.append(' ').append(names[random.nextInt(names.length)]);
                asked.append('=').append(values[random.nextInt(values.length)]);
            }
            var limits = Asking.limits(8 + random.nextInt(9000), 1 + random.nextInt(64), 1 + random.nextInt(100_000));
            var request = random.nextBoolean() ? read(asked.toString()) : write(asked.toString());
            var agreement = Negotiation.answer(request, limits, OptionalLong.of(random.nextInt(3)));
            assertThat(Negotiation.accept(request.options(), agreement.acknowledged()))
                    .as("seed %d: %s", seed, asked)
                    .isEqualTo(new Acceptance.Agreed(agreement.terms()));
            if (!agreement.acknowledged().isEmpty()) answered++;
        }
        assertThat(answered).isGreaterThan(5_000);
    }

    @ParameterizedTest
    @CsvSource({
        "blksize=1432, tsize=9",
        "'', blksize=512",
        "blksize=1432, blksize=1433",
        "blksize=1432, blksize=7",
        "blksize=1432, blksize=1432x",
        "blksize=65464, blksize=65465",
        "blksize2=1432, blksize2=2048",
        "windowsize=8, windowsize=9",
        "windowsize=8, windowsize=0",
        "windowsize=65535, windowsize=65535",
        "timeout=3, timeout=2",
        "timeout=3, timeout=4",
        "utimeout=20000, utimeout=20001",
        "rollover=1, rollover=0",
        "tsize=0, tsize=-1",
        "tsize=0, tsize=9223372036854775808",
        "blksize=1432 blksize2=1024, blksize=1432 blksize2=1024",
        "blksize=1432, blksize=512 blksize=1024"
    })
    void aClientDeclinesAnOackThatGoesBeyondWhatItAsked(String asked, String acknowledged) {
        assertThat(Negotiation.accept(options(asked), options(acknowledged)))
                .isInstanceOfSatisfying(Acceptance.Declined.class, declined -> {
                    assertThat(declined.refusal().code()).isEqualTo(ErrorCode.OPTION_REFUSED);
                    String name =
                            acknowledged.substring(acknowledged.lastIndexOf(' ') + 1, acknowledged.lastIndexOf('='));
                    assertThat(declined.refusal().text()).contains(name);
                    assertThat(declined.refusal().cause()).contains(name);
                    assertThat(declined.refusal().remedy()).contains(name);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "blksize=1432 windowsize=8 tsize=0 timeout=3, ''",
        "blksize=1432, BLKSIZE=8",
        "blksize=1432 blksize2=1024, blksize2=512",
        "windowsize=8, windowsize=1",
        "tsize=0, tsize=4294967296",
        "utimeout=20000, utimeout=20000",
        "x-vendor=1, x-vendor=anything"
    })
    void aClientAcceptsLessThanItAsked(String asked, String acknowledged) {
        assertThat(Negotiation.accept(options(asked), options(acknowledged))).isInstanceOf(Acceptance.Agreed.class);
    }

    @Test
    void theRefusalShowsAHostileNameHarmlessly() {
        var hostile = new Options.Option("evil\n\u202E" + "x".repeat(1000), "1");
        assertThat(Negotiation.accept(Options.NONE, new Options(List.of(hostile))))
                .isInstanceOfSatisfying(
                        Acceptance.Declined.class,
                        declined -> assertThat(declined.refusal().text())
                                .startsWith("Option evil\\x0A\\u202Exxx")
                                .hasSizeLessThan(80));
    }
}

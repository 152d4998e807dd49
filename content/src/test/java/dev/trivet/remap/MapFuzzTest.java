package dev.trivet.remap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.MappedName;
import dev.trivet.wire.WireText;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Whatever stands in a map file and in a request: there are rules or a [MapFileException], and a name or a
/// refusal, within the bounds.
class MapFuzzTest {
    private static final int FILES = 4_000;
    private static final long SEED = 5;
    private static final int STEPS = 200;

    private static final String[] WORDS = {
        "r",
        "rg",
        "rgg",
        "ri",
        "e",
        "E",
        "s",
        "a",
        "j",
        "G",
        "P",
        "4",
        "6",
        "~",
        "rE",
        "rs",
        ":x",
        ":y",
        "x",
        "#",
        "\\",
        "\\#",
        "^",
        "$",
        "a",
        "b",
        "/",
        ".*",
        "(.*)",
        "(a|b)*",
        "[a-z]",
        "[",
        "(",
        ")",
        "{2}",
        "\\1",
        "\\0",
        "\\i",
        "\\x",
        "\\U",
        "\\L",
        "\\E",
        "\\\\",
        "\\ ",
        "*",
        "+",
        "?",
        "|",
        "\0",
        "\r",
        "é",
        "\uDCFF",
        "\uD83D\uDE00"
    };

    @Test
    void anyRulesAndNamesComeToAnEnd() {
        int files = 0;
        for (long seed = SEED; seed < SEED + FILES; seed++) if (isRead(new Random(seed), seed)) files++;
        assertThat(files).isBetween(FILES / 20, FILES - FILES / 20);
    }

    private static boolean isRead(Random random, long seed) {
        try {
            var rules = MapRules.parse(file(random), "drawn.map", STEPS);
            for (int i = 0; i < 5; i++) map(rules, random, seed);
            return true;
        } catch (MapFileException e) {
            assertThat(e.problems()).as("seed %d", seed).isNotEmpty().allMatch(each -> each.startsWith("drawn.map:"));
            return false;
        }
    }

    private static void map(MapRules rules, Random random, long seed) {
        var name = words(random, 8).replace("\0", "");
        var client = random.nextBoolean() ? "192.0.2.1" : "2001:db8::1";
        switch (rules.map(MapRulesTest.asked(name, random.nextBoolean(), client, Set.of("a", "b")))) {
            case MappedName.Meant(var meant) ->
                assertThat(WireText.encode(meant)).as("seed %d", seed).hasSizeLessThanOrEqualTo(4096);
            case MappedName.Refused(var refusal) -> {
                assertThat(refusal.text()).as("seed %d", seed).isNotEmpty();
                assertThat(WireText.encode(refusal.text())).as("seed %d", seed).hasSizeLessThanOrEqualTo(500);
            }
        }
    }

    private static String file(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(_ -> words(random, 1) + " " + words(random, 3) + " " + words(random, 3))
                .collect(Collectors.joining("\n"));
    }

    private static String words(Random random, int most) {
        return IntStream.rangeClosed(0, random.nextInt(most))
                .mapToObj(_ -> WORDS[random.nextInt(WORDS.length)])
                .collect(Collectors.joining());
    }
}

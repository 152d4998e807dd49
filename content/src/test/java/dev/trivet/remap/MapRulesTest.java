package dev.trivet.remap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trivet.content.AskedName;
import dev.trivet.content.MappedName;
import dev.trivet.content.Peer;
import dev.trivet.wire.ErrorCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapRulesTest {
    private static final String CLIENT = "192.0.2.34";

    // --- letters

    @Test
    void aRuleRewritesWhatMatchedAndAllRulesRunInOrder() throws Exception {
        assertThat(get("r a b\nr b c\n", "xay")).isEqualTo("xcy");
        assertThat(get("r a b\n", "aa")).isEqualTo("ba");
        assertThat(get("r b* -\n", "abb")).isEqualTo("-abb");
        assertThat(get("r ^/\n", "/x")).isEqualTo("x");
    }

    @Test
    void gRepeatsOnTheWholeNameUntilNothingMatches() throws Exception {
        assertThat(get("rg \\\\ /\n", "\\a\\b\\c")).isEqualTo("/a/b/c");
        assertThat(get("rg aa a\n", "xaaaaax")).isEqualTo("xax");
        assertThat(get("g a b\n", "aa")).as("without r it means nothing").isEqualTo("aa");
    }

    @Test
    void ggLooksAtNothingTwice() throws Exception {
        assertThat(get("rgg a aa\n", "bab-a")).isEqualTo("baab-aa");
        assertThat(get("rgg ^a b\n", "aaa")).isEqualTo("baa");
        assertThat(get("rgg b* x\n", "abc")).as("as sed s/b*/x/g has it").isEqualTo("xaxcx");
        assertThat(get("rgg x* -\n", "abc")).isEqualTo("-a-b-c-");
        assertThat(get("rgg \\b! #\n", "a b")).isEqualTo("a b");
    }

    @Test
    void iIgnoresCase() throws Exception {
        assertThat(get("ri ^BOOT/ b/\n", "Boot/BCD")).isEqualTo("b/BCD");
    }

    @Test
    void eStopsAndTheRestIsNotLookedAt() throws Exception {
        assertThat(get("e ^ok/\nr ^ no/\n", "ok/x")).isEqualTo("ok/x");
        assertThat(get("re a b\nr b c\n", "a")).isEqualTo("b");
        assertThat(get("re a b\nr b c\n", "b")).isEqualTo("c");
    }

    @Test
    void bigEStopsWhereTheNewNameIsAFileAndTakesItBackOtherwise() throws Exception {
        var rules = "rE ^ new/\nrE ^ old/\n";
        assertThat(get(rules, "x", "new/x")).isEqualTo("new/x");
        assertThat(get(rules, "x", "old/x")).isEqualTo("old/x");
        assertThat(get(rules, "x", "other")).isEqualTo("x");
        assertThat(get("E .\nr ^ default/\n", "x", "x")).isEqualTo("x");
        assertThat(get("E .\nr ^ default/\n", "x", "y")).isEqualTo("default/x");
    }

    private static String get(String rules, String name, String file) throws Exception {
        return meant(map(rules, name, false, CLIENT, Set.of(file)));
    }

    /// tftpd-hpa 5.2 goes on at the second rule.
    @Test
    void sGoesOnAtTheFirstRule() throws Exception {
        assertThat(get("re ^done/ ready/\nrs ^x done/\n", "x")).isEqualTo("ready/");
    }

    @Test
    void aRefusesWithItsTextOrTheUsualOne() throws Exception {
        var refused = (MappedName.Refused) map("a \\.pvt$\n", "x.pvt");
        assertThat(refused.refusal().code()).isEqualTo(ErrorCode.ACCESS_VIOLATION);
        assertThat(refused.refusal().text()).isEqualTo("Access denied");
        assertThat(refused.refusal().cause()).contains("line 1 of test.map").contains("x.pvt");
        assertThat(refused("a ^(.*)\\.pvt$ \\1\\ is\\ private\\ for\\ \\i\n", "x.pvt"))
                .isEqualTo("x is private for 192.0.2.34");
        assertThat(refused("a~ ^ok/ no\\0\n", "x")).as("nothing matched").isEqualTo("no");
    }

    @Test
    void jGoesOnAtALabel() throws Exception {
        var rules = "j ^a/ end\nr ^ b/\n:end\nr $ !\n";
        assertThat(get(rules, "a/x")).isEqualTo("a/x!");
        assertThat(get(rules, "x")).isEqualTo("b/x!");
        var dynamic = "j ^(.)/ go-\\1\ne .\n:go-a\nr $ A\ne .\n:go-b\nr $ B\n";
        assertThat(get(dynamic, "a/")).isEqualTo("a/A");
        assertThat(get(dynamic, "b/")).isEqualTo("b/B");
        assertThat(refused(dynamic, "c/")).isEqualTo("Remap table failure");
    }

    @Test
    void bigGAndPAreForOneDirectionOnly() throws Exception {
        assertThat(get("rG ^ get/\nrP ^ put/\n", "x")).isEqualTo("get/x");
        assertThat(meant(map("rG ^ get/\nrP ^ put/\n", "x", true, CLIENT, Set.of())))
                .isEqualTo("put/x");
        assertThat(get("rGP ^ never/\n", "x")).isEqualTo("x");
    }

    @Test
    void fourAndSixAreForOneFamilyOnly() throws Exception {
        var rules = "r4 ^ four/\nr6 ^ six/\n";
        assertThat(get(rules, "x")).isEqualTo("four/x");
        assertThat(meant(map(rules, "x", false, "2001:db8::1", Set.of()))).isEqualTo("six/x");
        assertThat(meant(map(rules, "x", false, "::ffff:192.0.2.1", Set.of()))).isEqualTo("four/x");
    }

    @Test
    void tildeTurnsTheMatchAround() throws Exception {
        assertThat(refused("a~ ^ok/\n", "x")).isEqualTo("Access denied");
        assertThat(get("a~ ^ok/\n", "ok/x")).isEqualTo("ok/x");
        assertThat(get("e~ ^/\nr ^/\n", "x")).isEqualTo("x");
    }

    // --- words

    @Test
    void macrosStandForGroupsAndTheClient() throws Exception {
        assertThat(get("r ^(.)(.) \\2\\1[\\0]\\9\n", "abc")).isEqualTo("ba[ab]c");
        assertThat(get("r ^ \\i/\\x/\n", "f")).isEqualTo("192.0.2.34/C0000222/f");
        assertThat(meant(map("r ^ \\i/\\x/\n", "f", false, "2001:db8:0:0:a::1", Set.of())))
                .isEqualTo("2001:db8::a:0:0:1/20010DB800000000000A000000000001/f");
        assertThat(meant(map("r ^ \\i/\n", "f", false, "::", Set.of()))).isEqualTo("::/f");
        assertThat(meant(map("r ^ \\i/\n", "f", false, "fe80::1:0:0:2", Set.of())))
                .isEqualTo("fe80::1:0:0:2/f");
    }

    @Test
    void macrosTurnCaseOnAndOff() throws Exception {
        assertThat(get("r (.)(.*) \\U\\1\\L\\2X\\E-Yé\n", "aBCé")).isEqualTo("Abcéx-Yé");
        assertThat(get("r ^ \\L\\x/\n", "f")).isEqualTo("c0000222/f");
    }

    @Test
    void backslashesTakeTheMeaningOfWhatFollows() throws Exception {
        assertThat(get("r \\ \\# \\\\\\ \\#\\q\\\n", "a #b")).isEqualTo("a\\ #q\\b");
        assertThat(get("r [\\ ] _ # a comment\n", "a b")).isEqualTo("a_b");
        assertThat(get("  # only a comment\n\n\t r a#b c\r\n", "a")).isEqualTo("");
    }

    @Test
    void namesThatAreNoUtf8PassUnharmed() throws Exception {
        assertThat(get("r a b\n", "a\uDCFF")).isEqualTo("b\uDCFF");
        assertThat(get("r . -\n", "\uDCFFx")).isEqualTo("-x");
    }

    // --- limits

    @Test
    void rulesThatRunInACircleAreStopped() throws Exception {
        for (var rules : List.of("s .\n", "rg a a\n", "rs ^ a\n", ":x\nj . x\n", "rg ^ a\n"))
            assertThat(refused(rules, "a")).as(rules).isEqualTo("Remap table failure");
    }

    @Test
    void theStepLimitCountsRulesAndRepetitions() throws Exception {
        var four = "r a b\nr b c\nr c d\nrG d e\n";
        assertThat(meant(MapRules.parse(four, "f", 4).map(asked("a", false, CLIENT, Set.of()))))
                .isEqualTo("e");
        assertThat(MapRules.parse(four, "f", 3).map(asked("a", false, CLIENT, Set.of())))
                .isInstanceOf(MappedName.Refused.class);
        assertThatIllegalArgumentException().isThrownBy(() -> MapRules.parse("", "f", 0));
    }

    @Test
    void namesDoNotGrowWithoutEnd() throws Exception {
        assertThat(refused("rs (.*) \\0\\0\n", "abcdefgh")).isEqualTo("Remap table failure");
        assertThat(refused("", "x".repeat(5000))).isEqualTo("Remap table failure");
        assertThat(refused("a ^(.*)$ \\0\n", "é".repeat(1000))).hasSize(250);
    }

    @Test
    void anExpressionThatIsTooDearIsStopped() throws Exception {
        var rules = "r ((((((.*)+.*)+.*)+.*)+.*)+.*){60} \\0\n";
        var refused = (MappedName.Refused) map(rules, "a".repeat(4000));
        assertThat(refused.refusal().cause()).contains("line 1").contains("takes too long");
    }

    // --- mistakes

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "rx a b | 1:2 | 'x' is no letter",
                "r | 1:2 | an expression is missing",
                "r # a | 1:2 | an expression is missing",
                "r~ a b | 1:2 | 'r' and '~' exclude each other",
                "ra a b | 1:2 | 'r' and 'a' exclude each other",
                "rj a x | 1:2 | 'r' and 'j' exclude each other",
                "aj a x | 1:2 | 'a' and 'j' exclude each other",
                "as a | 1:2 | 'a' and 's' exclude each other",
                "ae a | 1:2 | 'a' and 'e' exclude each other",
                "Ea a | 1:2 | 'a' and 'E' exclude each other",
                "ej a x | 1:2 | 'e' and 'j' exclude each other",
                "es a | 1:2 | 'e' and 's' exclude each other",
                "eE a | 1:2 | 'e' and 'E' exclude each other",
                "Ej a x | 1:2 | 'E' and 'j' exclude each other",
                "Es a | 1:2 | 'E' and 's' exclude each other",
                "j a | 1:1 | needs the label",
                "j a nowhere | 1:5 | no label ':nowhere'",
                ": | 1:1 | a label needs a name",
                "r ab(c | 1:5 | never closed",
                "r  *a | 1:4 | nothing before it",
            })
    void mistakesAreToldWithLineAndColumn(String rules, String place, String why) {
        var wrong = mistakes(rules + "\n");
        assertThat(wrong.problems().getFirst())
                .startsWith("test.map:" + place + ": ")
                .contains(why);
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(mistakes("r a\nq a\nr (\nr b c\n:x\n:x\n").problems())
                .hasSize(3)
                .anySatisfy(each -> assertThat(each).startsWith("test.map:2:1: "))
                .anySatisfy(each -> assertThat(each).startsWith("test.map:3:3: "))
                .anySatisfy(
                        each -> assertThat(each).startsWith("test.map:6:1: ").contains("line 5"));
        assertThat(mistakes("?\n".repeat(1000)).problems()).hasSize(21);
    }

    @Test
    void tooManyRulesAreRefused() {
        assertThat(mistakes("r a b\n".repeat(10_001)).problems().getLast()).contains("more than 10000 rules");
        assertThat(mistakes("r (a{255}){5} b\n".repeat(300)).problems().getLast())
                .contains("too large together");
    }

    @Test
    void whatIsHardlyMeantIsRemarked() throws Exception {
        assertThat(parse("r a b c\ne a b\nr (a) \\2\nr a b # fine\nr ^/\n").remarks())
                .hasSize(3)
                .anySatisfy(each -> assertThat(each).startsWith("test.map:1:7: 'c' and what follows is not used"))
                .anySatisfy(each -> assertThat(each).startsWith("test.map:2:5: 'b' is not used"))
                .anySatisfy(each -> assertThat(each).startsWith("test.map:3:7: \\2 is always empty"));
    }

    // --- steps

    @Test
    void eachStepIsTold() throws Exception {
        var heard = new ArrayList<MapStep>();
        parse("P a\nr x y\nr a b\ne b\n").map(asked("a", false, CLIENT, Set.of()), heard::add);
        assertThat(heard)
                .extracting(step -> step.line() + " " + step.getClass().getSimpleName())
                .containsExactly("1 Passed", "2 Unmatched", "3 Matched", "3 Rewritten", "4 Matched", "4 Stopped");
        assertThat(heard).contains(new MapStep.Rewritten(3, "a", "b"));
    }

    // --- parts

    private static MapFileException mistakes(String rules) {
        var wrong = catchThrowableOfType(MapFileException.class, () -> parse(rules));
        assertThat(wrong).as(rules).isNotNull();
        return wrong;
    }

    private static MapRules parse(String rules) throws MapFileException {
        return MapRules.parse(rules, "test.map", MapRules.DEFAULT_MAX_STEPS);
    }

    private static String get(String rules, String name) throws Exception {
        return meant(map(rules, name));
    }

    private static String refused(String rules, String name) throws Exception {
        return ((MappedName.Refused) map(rules, name)).refusal().text();
    }

    private static String meant(MappedName mapped) {
        return ((MappedName.Meant) mapped).name();
    }

    private static MappedName map(String rules, String name) throws Exception {
        return map(rules, name, false, CLIENT, Set.of());
    }

    private static MappedName map(String rules, String name, boolean upload, String client, Set<String> files)
            throws Exception {
        return parse(rules).map(asked(name, upload, client, files));
    }

    static AskedName asked(String name, boolean upload, String client, Set<String> files) {
        var peer = Peer.of(new InetSocketAddress(InetAddress.ofLiteral(client), 2070));
        return new AskedName(peer, name, upload, files::contains);
    }
}

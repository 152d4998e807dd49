package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.wire.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Rules of a root, by name and client")
class RuleTest {
    private static final AddressRange LAB = AddressRange.parse("192.0.2.0/24");

    @TempDir
    Path root;

    private AutoCloseable open = () -> {};

    @BeforeEach
    void files() throws IOException {
        Files.createDirectory(root.resolve("private"));
        Files.writeString(root.resolve("private/key"), "key");
        Files.writeString(root.resolve("hello"), "hello");
        Files.writeString(root.resolve("r1-confg"), "old");
    }

    @AfterEach
    void close() throws Exception {
        open.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "private/key",
                "/private//key",
                "./private/../private/key",
                "private\\key",
                "private/key\uDCFF",
                "private/nothing",
                "private\\nothing"
            })
    void forbiddenNameIsRefusedHoweverItIsSpelledAndWhetherOrNotItIsThere(String name) throws IOException {
        var client = serve(Root.at(root).rules(Rule.names("private/**").read(false)));
        assertThat(client.read(name)).isEqualTo("ERROR 2");
        assertThat(client.read("hello")).isEqualTo("hello");
    }

    @Test
    void forbiddenNameIsForbiddenInOtherCaseWhereCaseIsIgnored() throws IOException {
        var rule = Rule.names("private/**").read(false);
        var client = serve(Root.at(root).ignoreCase(true).rules(rule));
        assertThat(client.read("PRIVATE/KEY")).isEqualTo("ERROR 2");
    }

    @Test
    void refusalNamesTheRuleAndTheRemedy() throws IOException {
        var client = serve(Root.at(root).rules(Rule.names("private/**").read(false)));
        var refusal = client.refusedRead("private/key");
        assertThat(refusal.code()).isEqualTo(ErrorCode.ACCESS_VIOLATION);
        assertThat(refusal.text()).isEqualTo("Access denied");
        assertThat(refusal.cause()).contains("rule \"private/**\"", root.toString(), "read = false");
        assertThat(refusal.remedy()).contains("change that rule");
    }

    @Test
    void firstRuleThatFitsHolds() throws IOException {
        var client = serve(Root.at(root)
                .rules(
                        Rule.names("private/**").clients(LAB),
                        Rule.names("private/**").read(false)));
        assertThat(client.from("192.0.2.9").read("private/key")).isEqualTo("key");
        assertThat(client.from("203.0.113.9").read("private/key")).isEqualTo("ERROR 2");
    }

    @Test
    void ruleGivesAWritePolicyToSomeNamesAndClients() throws IOException {
        var client =
                serve(Root.at(root).rules(Rule.names("*-confg").clients(LAB).write(WritePolicy.VERSION)));
        assertThat(client.from("192.0.2.9").write("r1-confg", "new")).isEqualTo("stored");
        assertThat(root.resolve("r1-confg")).hasContent("new");
        try (var all = Files.list(root)) {
            assertThat(all.filter(each -> each.getFileName().toString().startsWith("r1-confg")))
                    .as("the former content stays")
                    .hasSize(2);
        }
        assertThat(client.from("203.0.113.9").write("r1-confg", "evil")).isEqualTo("ERROR 2");
        assertThat(client.from("192.0.2.9").write("hello", "evil")).isEqualTo("ERROR 2");
        assertThat(client.from("192.0.2.9")
                        .refusedWrite("hello", OptionalLong.empty())
                        .cause())
                .contains("no rule", root.toString());
    }

    @Test
    void ruleTakesAWritePolicyFromSomeNames() throws IOException {
        var client = serve(Root.at(root)
                .write(WritePolicy.OVERWRITE)
                .rules(
                        Rule.names("private/**").write(WritePolicy.NONE),
                        Rule.names("hello").write(WritePolicy.CREATE)));
        assertThat(client.write("private/new", "x")).isEqualTo("ERROR 2");
        assertThat(client.write("private\\new", "x")).isEqualTo("ERROR 2");
        assertThat(client.write("hello", "x")).isEqualTo("ERROR 6");
        assertThat(client.write("r1-confg", "x")).isEqualTo("stored");
        assertThat(client.refusedWrite("private/new", OptionalLong.empty()).cause())
                .contains("rule \"private/**\"", "write = none");
    }

    @Test
    void slipInANameDoesNotHideItFromItsRule() throws IOException {
        var client = serve(Root.at(root).rules(Rule.names("*-confg").write(WritePolicy.CREATE)));
        assertThat(client.write("r2-confg\uDCFF", "x")).isEqualTo("stored");
        assertThat(root.resolve("r2-confg")).exists();
    }

    @Test
    void writersOfARootAreThoseOfItsRanges() throws IOException {
        var client = serve(Root.at(root).write(WritePolicy.OVERWRITE).allowWrite(LAB));
        assertThat(client.from("192.0.2.9").write("r1-confg", "x")).isEqualTo("stored");
        assertThat(client.from("203.0.113.9").write("r1-confg", "y")).isEqualTo("ERROR 2");
        assertThat(client.from("203.0.113.9").read("hello")).isEqualTo("hello");
    }

    @Test
    void uploadAnnouncedLargerThanTheRootTakesIsRefusedAtOnce() throws IOException {
        var client = serve(Root.at(root).write(WritePolicy.OVERWRITE).maxUpload(5));
        var refusal = client.refusedWrite("r1-confg", OptionalLong.of(6));
        assertThat(refusal.code()).isEqualTo(ErrorCode.DISK_FULL);
        assertThat(refusal.cause()).contains("max-upload of the root " + root, "(5 octets)");
        assertThat(client.write("r1-confg", "12345", OptionalLong.of(5))).isEqualTo("stored");
    }

    @Test
    void uploadThatGrowsLargerEndsThereAndKeepsNothing() throws IOException {
        var client = serve(Root.at(root).write(WritePolicy.OVERWRITE).maxUpload(5));
        assertThat(client.write("r1-confg", "123456")).isEqualTo("ERROR 3");
        assertThat(root.resolve("r1-confg")).hasContent("old");
        assertThat(client.write("r1-confg", "123456", OptionalLong.of(1)))
                .as("a lie")
                .isEqualTo("ERROR 3");
    }

    @Test
    void limitOfARuleHoldsInPlaceOfTheRoots() throws IOException {
        var client = serve(Root.at(root)
                .write(WritePolicy.OVERWRITE)
                .maxUpload(5)
                .rules(Rule.names("*.img").maxUpload(10), Rule.names("hello").maxUpload(2)));
        assertThat(client.write("a.img", "1234567890")).isEqualTo("stored");
        assertThat(client.write("a.img", "12345678901")).isEqualTo("ERROR 3");
        assertThat(client.write("hello", "123")).isEqualTo("ERROR 3");
        assertThat(client.refusedWrite("hello", OptionalLong.of(3)).cause()).contains("rule \"hello\"");
    }

    @Test
    void namesOfRulesAreBeneathTheRootWithoutItsPrefix() throws IOException {
        var client = serve(
                Root.at(root).prefix("lab/").rules(Rule.names("private/**").read(false)));
        assertThat(client.read("lab/private/key")).isEqualTo("ERROR 2");
        assertThat(client.read("lab/hello")).isEqualTo("hello");
    }

    @Test
    void limitThatTakesNothingIsRefused() {
        assertThatThrownBy(() -> Rule.names("x").maxUpload(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Root.at(root).maxUpload(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private Asking serve(Root of) throws IOException {
        var provider = DirectoryProvider.open(of);
        open = provider;
        return Asking.of(provider);
    }
}

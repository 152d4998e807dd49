package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Several roots: the first match wins")
class RootsTest {
    @TempDir
    Path temp;

    private Path boot;
    private Path configs;
    private Roots roots = open(List.of());

    @BeforeEach
    void twoDirectories() throws IOException {
        boot = Files.createDirectory(temp.resolve("boot"));
        configs = Files.createDirectory(temp.resolve("configs"));
        file(boot, "pxelinux.0", "pxe");
        file(boot, "both", "of boot");
        file(configs, "both", "of configs");
        file(configs, "r1-confg", "r1");
    }

    @AfterEach
    void close() {
        roots.close();
    }

    @Test
    void prefixMeansARootAndIsCutFromTheName() {
        var client = serve(Root.at(configs).prefix("configs/"), Root.at(boot));
        assertThat(client.read("configs/r1-confg")).isEqualTo("r1");
        assertThat(client.read("/configs/r1-confg")).isEqualTo("r1");
        assertThat(client.read("configs//r1-confg")).isEqualTo("r1");
        assertThat(client.read("r1-confg")).as("without the prefix").isEqualTo("ERROR 1");
        assertThat(client.read("pxelinux.0")).isEqualTo("pxe");
        assertThat(client.nameOf("configs/r1-confg")).isEqualTo("configs/r1-confg");
    }

    @Test
    void prefixIsWholeParts() {
        var client = serve(Root.at(configs).prefix("a/b"), Root.at(boot));
        assertThat(client.read("a/b/r1-confg")).isEqualTo("r1");
        assertThat(client.read("a/br1-confg")).isEqualTo("ERROR 1");
        assertThat(client.read("a/r1-confg")).isEqualTo("ERROR 1");
        assertThat(client.read("a/b")).isEqualTo("ERROR 1");
        assertThat(client.read("A/B/r1-confg")).isEqualTo("ERROR 1");
    }

    @Test
    void firstRootThatHasTheFileWins() {
        assertThat(serve(Root.at(boot), Root.at(configs)).read("both")).isEqualTo("of boot");
        roots.close();
        assertThat(serve(Root.at(configs), Root.at(boot)).read("both")).isEqualTo("of configs");
    }

    @Test
    void rootThatLacksTheFileSendsOnToTheNext() {
        var client = serve(Root.at(boot), Root.at(configs));
        assertThat(client.read("r1-confg")).isEqualTo("r1");
        assertThat(client.read("nothing")).isEqualTo("ERROR 1");
    }

    @Test
    void anyOtherRefusalIsTheLastWord() throws IOException {
        Files.createDirectory(boot.resolve("r1-confg"));
        var client = serve(Root.at(boot), Root.at(configs));
        assertThat(client.read("r1-confg")).as("a directory in the first").isEqualTo("ERROR 2");
    }

    @Test
    void whoMayNotReadInOneRootIsNotSentOn() {
        var client = serve(Root.at(configs).allowRead(AddressRange.parse("192.0.2.0/24")), Root.at(boot));
        assertThat(client.from("192.0.2.9").read("both")).isEqualTo("of configs");
        assertThat(client.from("203.0.113.9").read("both")).isEqualTo("ERROR 2");
        assertThat(client.from("203.0.113.9").read("pxelinux.0")).isEqualTo("ERROR 2");
        var refusal = client.from("203.0.113.9").refusedRead("both");
        assertThat(refusal.cause()).contains("203.0.113.9", "allow-read", configs.toString());
        assertThat(refusal.remedy()).contains("allow-read 203.0.113.9");
        assertThat(refusal.text()).isEqualTo("Access denied");
    }

    @Test
    void rangesOfARootWithAPrefixAreAskedForItsNamesOnly() {
        var client =
                serve(Root.at(configs).prefix("configs").allowRead(AddressRange.parse("192.0.2.0/24")), Root.at(boot));
        assertThat(client.from("203.0.113.9").read("pxelinux.0")).isEqualTo("pxe");
        assertThat(client.from("203.0.113.9").read("configs/r1-confg")).isEqualTo("ERROR 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"configs/../secret", "configs/../../secret", "configs/..", "configs\\..\\..\\secret"})
    void nothingLeavesTheRootByItsPrefix(String name) throws IOException {
        file(temp, "secret", "secret");
        var client = serve(Root.at(configs).prefix("configs/"));
        assertThat(client.read(name)).isNotEqualTo("secret");
    }

    @Test
    void dotsAreSettledBeforeThePrefixIsLookedFor() {
        var client = serve(Root.at(configs).prefix("configs/"), Root.at(boot));
        assertThat(client.read("configs/../both")).isEqualTo("of boot");
        assertThat(client.read("x/../configs/both")).isEqualTo("of configs");
    }

    @Test
    void lenientStepsReachBehindThePrefix() {
        var client = serve(Root.at(configs).prefix("configs/"), Root.at(boot));
        assertThat(client.read("configs\\r1-confg")).isEqualTo("r1");
        assertThat(client.read("configs/r1-confg\uDCFF")).isEqualTo("r1");
        assertThat(client.read(configs + "/r1-confg")).as("the whole path").isEqualTo("r1");
    }

    @Test
    void nameAsItStandsInOneRootBeatsASlipInAnother() throws IOException {
        var other = Files.createDirectory(temp.resolve("other"));
        file(other, "both", "of other");
        // "boot/both" could be the doubled path of the first root, and is the prefix of the second.
        var client = serve(Root.at(boot), Root.at(other).prefix("boot/"));
        assertThat(client.read("boot/both")).isEqualTo("of other");
        assertThat(client.read("boot/pxelinux.0")).as("a slip after all").isEqualTo("pxe");
    }

    @Test
    void doubledPrefixIsNotTheDoubledPathOfTheRoot() throws IOException {
        var client = serve(Root.at(configs).prefix("configs/").write(WritePolicy.CREATE));
        assertThat(client.read("configs/configs/r1-confg")).isEqualTo("ERROR 1");
        assertThat(client.write("configs/configs/new", "x")).isEqualTo("ERROR 2");
        assertThat(configs.resolve("new")).doesNotExist();
    }

    @Test
    void uploadGoesToTheFirstRootThatTakesIt() throws IOException {
        var client = serve(Root.at(boot), Root.at(configs).write(WritePolicy.VERSION));
        assertThat(client.write("r9-confg", "nine")).isEqualTo("stored");
        assertThat(configs.resolve("r9-confg")).hasContent("nine");
        assertThat(client.write("both", "new")).isEqualTo("stored");
        assertThat(boot.resolve("both")).hasContent("of boot");
        assertThat(configs.resolve("both")).hasContent("new");
    }

    @Test
    void rootWithoutTheDirectoryOfAnUploadIsPassedOver() throws IOException {
        Files.createDirectory(configs.resolve("deep"));
        var client =
                serve(Root.at(boot).write(WritePolicy.CREATE), Root.at(configs).write(WritePolicy.CREATE));
        assertThat(client.write("deep/x", "x")).isEqualTo("stored");
        assertThat(configs.resolve("deep/x")).hasContent("x");
        assertThat(client.write("nowhere/x", "x")).isEqualTo("ERROR 2");
        assertThat(client.refusedWrite("nowhere/x", OptionalLong.empty()).cause())
                .contains("directory", "missing");
    }

    @Test
    void uploadThatTheFirstRefusesIsNotSentOn() throws IOException {
        var client =
                serve(Root.at(boot).write(WritePolicy.CREATE), Root.at(configs).write(WritePolicy.OVERWRITE));
        assertThat(client.write("both", "new")).as("exists").isEqualTo("ERROR 6");
        assertThat(configs.resolve("both")).hasContent("of configs");
    }

    @Test
    void whereNothingTakesUploadsTheRefusalSaysSo() {
        var client = serve(Root.at(boot), Root.at(configs));
        assertThat(client.refusedWrite("x", OptionalLong.empty()).cause()).isEqualTo("writes are off");
    }

    @Test
    void nameThatNoPrefixFitsIsLeftToTheNextInTheChain() {
        var client =
                serve(Root.at(configs).prefix("a"), Root.at(boot).prefix("b").write(WritePolicy.CREATE));
        assertThat(client.read("c/x")).isEqualTo("next");
        assertThat(client.write("c/x", "x")).isEqualTo("next");
    }

    @Test
    void directoryThatIsMissingIsNamedAndTheOthersAreClosed() {
        var missing = temp.resolve("nothing");
        assertThatThrownBy(() -> Roots.open(List.of(Root.at(boot), Root.at(missing))))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot serve " + missing + ": no such directory");
        assertThatThrownBy(() -> Roots.open(List.of(Root.at(boot.resolve("both")))))
                .hasMessage("cannot serve " + boot.resolve("both") + ": not a directory");
        assertThatThrownBy(() -> Roots.open(List.of(Root.at(boot).followLinksTo(List.of(missing)))))
                .hasMessageContaining("cannot serve " + boot)
                .hasMessageContaining(missing.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/./b", "a\\b", "a\nb"})
    void prefixThatNoNameCanHaveIsRefused(String prefix) {
        assertThatThrownBy(() -> Root.at(boot).prefix(prefix)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void directoryThatIsClosedGoesOnForUploadsThatRun() throws IOException, ContentException {
        var provider = DirectoryProvider.open(Root.at(configs).write(WritePolicy.CREATE));
        var served = new Served(provider);
        var sink = served.sink("late");
        var unfinished = served.sink("never");
        provider.close();
        provider.close();
        assertThat(served.content("both")).as("a new request").isEqualTo("ERROR 0");
        sink.write(ByteBuffer.wrap(new byte[] {'x'}));
        sink.commit();
        sink.close();
        unfinished.close();
        assertThat(configs.resolve("late")).hasContent("x");
        try (var left = Files.list(configs)) {
            assertThat(left.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("both", "r1-confg", "late");
        }
    }

    private Asking serve(Root... inOrder) {
        roots = open(List.of(inOrder));
        return Asking.of(roots);
    }

    private static Roots open(List<Root> roots) {
        try {
            return Roots.open(roots);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void file(Path directory, String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}

package dev.trivet.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessCallsTest {

    @Test
    void rootIsUserZeroAndNobodyElseIsFoundByAWrongName() throws IOException {
        assertThat(Users.find("root")).hasValue(new Users.User("root", 0, 0));
        assertThat(Users.find("no-such-user-here")).isEmpty();
    }

    @Test
    void theEffectiveUserIsTheOneOfTheProcess() throws IOException {
        assertThat(Users.effective()).isEqualTo(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    @Test
    @NeedsRoot
    void becomingAnotherUserHoldsForEveryThread() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        place(Users.class) + ":" + place(BecomeNobody.class),
                        BecomeNobody.class.getName())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).isEqualTo("true\n");
    }

    private static Path place(Class<?> type) throws Exception {
        // a module that is patched with its tests answers with its own place for both
        var inside = type.getResource(type.getSimpleName() + ".class").toURI();
        return Path.of(inside).resolve("../../../..").normalize();
    }

    @Test
    void theDescriptorLimitIsRaisedToWhatIsAllowed() throws IOException {
        var before = DescriptorLimit.now();
        assertThat(Long.compareUnsigned(before.current(), before.most())).isLessThanOrEqualTo(0);
        assertThat(DescriptorLimit.raise()).isEqualTo(new DescriptorLimit(before.most(), before.most()));
    }
}

package dev.trivet.app.hpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.app.ExitCode;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.SettingsException;
import dev.trivet.app.settings.SettingsSource;
import dev.trivet.app.settings.TomlText;
import dev.trivet.app.settings.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultFileTest {
    private static final String SEED = "TFTP_USERNAME=\"tftp\" TFTP_DIRECTORY=\"/srv/tftp\" TFTP_ADDRESS=\"0.0.0.0:69\""
            + " TFTP_OPTIONS=\"--secure --create --blocksize 1468 --max-blocksize 65535 --verbose\"\n";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("tftpd-hpa");
    }

    @ParameterizedTest
    @ValueSource(strings = {SEED, "four"})
    void onOneLineOrFourItSaysTheSame(String text) throws Exception {
        write(text.equals("four") ? "# settings\n" + SEED.replace("\" TFTP", "\"\nexport TFTP") : text);
        var toml = TomlText.of(source().read());
        assertThat(toml)
                .contains("user = \"tftp\"", "listen = [\"0.0.0.0:69\"]", "max-blksize = 1468")
                .contains("max-blksize-unfragmented = 65464", "directory = \"/srv/tftp\"", "write = \"overwrite\"");
    }

    @Test
    void theTomlGivesTheSameSettings() throws Exception {
        write(SEED);
        var settings = source().read();
        var toml = folder.resolve("trivet.toml");
        Files.writeString(toml, TomlText.of(settings));
        var again = new SettingsSource(Optional.of(toml), Optional.empty(), Values.NONE).read();
        assertThat(TomlText.of(again)).isEqualTo(TomlText.of(settings));
    }

    @Test
    void flagsWinOverIt() throws Exception {
        write(SEED);
        var flags = Values.NONE.with(Keys.USER, "backup");
        var source = new SettingsSource(
                Optional.empty(), Optional.of(new DefaultFile(file)), Optional.of(Path.of("/other")), flags);
        var settings = source.read();
        assertThat(settings.get(Keys.USER)).isEqualTo("backup");
        assertThat(settings.roots())
                .singleElement()
                .satisfies(root -> assertThat(root.directory()).isEqualTo(Path.of("/other")));
    }

    @Test
    void anEmptyAddressIsNone() throws Exception {
        write("TFTP_DIRECTORY=/srv\nTFTP_ADDRESS=\"\"\nTFTP_OPTIONS=\"--secure\"\n");
        assertThat(source().read().get(Keys.LISTEN)).hasToString("[:69]");
    }

    @Test
    void whatIsTakenOtherwiseIsSaid() throws Exception {
        write(SEED);
        assertThat(new DefaultFile(file).warnings()).singleElement().asString().contains(file.toString(), "65464");
    }

    @Test
    void whatIsWrongIsToldWithItsLine() throws IOException {
        write("TFTP_DIRECTORY=/srv\n\nTFTP_OPTIONS=\"--secrue\"\n");
        assertThatThrownBy(() -> source().read())
                .isInstanceOfSatisfying(
                        SettingsException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage(file + ":3: unknown option --secrue; is --secure meant?");
        write("TFTP_DIRECTORY=$(cat /etc/tree)\nTFTP_OPTIONS=\"`id`\"\n");
        assertThatThrownBy(() -> source().read())
                .hasMessageContaining(file + ":1: '$(cat' needs a shell")
                .hasMessageContaining(file + ":2: '`id`' needs a shell");
        write("TFTP_OPTIONS=--secure\n");
        assertThatThrownBy(() -> source().read()).hasMessageContaining("TFTP_DIRECTORY");
    }

    @Test
    void aFileThatIsMissingIsALocalFailure() {
        assertThatThrownBy(() -> source().read())
                .isInstanceOfSatisfying(
                        SettingsException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.LOCAL_FILE));
    }

    private SettingsSource source() {
        return new SettingsSource(Optional.empty(), Optional.of(new DefaultFile(file)), Optional.empty(), Values.NONE);
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }
}

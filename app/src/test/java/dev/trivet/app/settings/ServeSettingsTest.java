package dev.trivet.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.content.WritePolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// File and flags together.
class ServeSettingsTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = folder.resolve("trivet.toml");
        Files.writeString(file, """
                max-windowsize = 16
                write = "create"
                ignore-case = true
                verbose = true
                max-upload = "8M"
                [[root]]
                directory = "a"
                [[root]]
                directory = "b"
                write = "version"
                max-upload = "4M"
                [[root.rule]]
                names = "*.log"
                write = "overwrite"
                [[root.rule]]
                names = "*.cfg"
                write = "overwrite"
                max-upload = 100
                """);
    }

    @Test
    void whatStandsAboveTheRootsIsTheirDefault() throws Exception {
        var settings = read(Values.NONE);
        assertThat(settings.roots().stream().map(root -> root.values().get(Keys.WRITE)))
                .containsExactly(WritePolicy.CREATE, WritePolicy.VERSION);
        assertThat(settings.roots()).allMatch(root -> root.values().get(Keys.IGNORE_CASE));
    }

    @Test
    void limitsAboveTheRootsHoldBesideTheirs() throws Exception {
        var settings = read(Values.NONE);
        assertThat(settings.get(Keys.MAX_UPLOAD)).isEqualTo(8L << 20);
        assertThat(settings.roots().stream().map(root -> root.values().find(Keys.MAX_UPLOAD)))
                .containsExactly(Optional.empty(), Optional.of(4L << 20));
    }

    @Test
    void aFlagWinsOverTheSameKeyWhereverItStands() throws Exception {
        var settings = read(Values.NONE.with(Keys.MAX_WINDOWSIZE, 4).with(Keys.WRITE, WritePolicy.NONE));
        assertThat(settings.get(Keys.MAX_WINDOWSIZE)).isEqualTo(4);
        assertThat(settings.roots()).allMatch(root -> root.values().get(Keys.WRITE) == WritePolicy.NONE);
        assertThat(settings.roots().getLast().rules()).hasToString("[{names=[*.cfg], max-upload=100}]");
    }

    @Test
    void quietOnTheCommandLineTakesBackVerboseInTheFile() throws Exception {
        var settings = read(Values.NONE.with(Keys.QUIET, true));
        assertThat(settings.get(Keys.QUIET)).isTrue();
        assertThat(settings.get(Keys.VERBOSE)).isFalse();
    }

    @Test
    void aDirectoryOnTheCommandLineReplacesTheRootsOfTheFile() throws Exception {
        var settings = new SettingsSource(Optional.of(file), Optional.of(Path.of("boot")), Values.NONE).read();
        assertThat(settings.roots()).singleElement().satisfies(root -> {
            assertThat(root.directory()).isEqualTo(Path.of("boot"));
            assertThat(root.values().get(Keys.WRITE)).isEqualTo(WritePolicy.CREATE);
            assertThat(root.rules()).isEmpty();
        });
    }

    @Test
    void relativePathsStartFromTheFolderOfTheFile() throws Exception {
        assertThat(read(Values.NONE).roots().stream().map(ServeSettings.Root::directory))
                .containsExactly(folder.resolve("a"), folder.resolve("b"));
    }

    @Test
    void theirPlaceInTheFileIsKnown() throws Exception {
        var settings = read(Values.NONE);
        assertThat(settings.place(Keys.IGNORE_CASE)).isEqualTo(file + ":3:1: ");
        assertThat(settings.place(Keys.LISTEN)).isEmpty();
        assertThat(settings.roots().getLast().prefix()).isEqualTo(file + ":8:1: ");
    }

    private ServeSettings read(Values flags) throws SettingsException {
        return new SettingsSource(Optional.of(file), Optional.empty(), flags).read();
    }
}

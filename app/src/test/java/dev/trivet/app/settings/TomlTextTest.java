package dev.trivet.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Settings as TOML, and back.
class TomlTextTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"", "write = \"version\"\nkeep-versions = 3\nmax-upload = 4095\nmax-upload-total = \"1T\"\n", """
                listen = ["127.0.0.1:6969", "[::1]:0"]
                port-range = "50000:50999"
                single-port = true
                max-blksize = 1428
                spin = 50
                drain-timeout = 0
                user = "nobody"
                engine = "portable"
                reload-socket = "run/t.sock"
                log = "json"
                quiet = true
                allow-read = ["10.0.0.0/8", "2001:db8::/32"]
                requests-per-address = 20
                [[root]]
                directory = "odd \\"name\\" \\\\ \\u0007 \\t ü €"
                follow-links-to = ["../x", "/y"]
                ignore-case = true
                [[root]]
                directory = "b"
                prefix = "configs/"
                durability = "rename"
                allow-write = "192.0.2.7"
                max-upload = "512K"
                [[root.rule]]
                names = ["*.log", "x/**"]
                clients = ["10.0.0.0/8"]
                read = false
                write = "create"
                [[root.rule]]
                max-upload = 1
                [[client]]
                match = ["10.1.0.0/16", "0011.2233", "SEP*.xml"]
                max-windowsize = 1
                refuse-options = ["windowsize", "tsize"]
                rollover = 1
                first-block = 0
                accept-unterminated = true
                [[client]]
                match = "2001:db8::1"
                max-upload = "2M"
                """
            })
    void whatIsPrintedGivesTheSameSettingsAgain(String toml) throws Exception {
        var settings = read("given.toml", toml);
        var printed = TomlText.of(settings);
        var again = read("printed.toml", printed);
        assertThat(TomlText.of(again)).isEqualTo(printed);
        assertThat(effective(again)).isEqualTo(effective(settings));
    }

    @Test
    void defaultsAreShown() throws Exception {
        assertThat(TomlText.of(read("given.toml", "")))
                .contains("listen = [\":69\"]\n")
                .contains("max-transfers = 10000\n")
                .contains("max-window-bytes = \"4M\"\n")
                .contains("\n[[root]]\ndirectory = \"/srv/tftp\"\nwrite = \"none\"\n")
                .doesNotContain("max-upload");
    }

    /// What any key has in the end, by name.
    private static String effective(ServeSettings settings) {
        var text = new StringBuilder();
        for (var key : Tables.FILE.keys())
            text.append(key.name()).append(settings.find(key)).append('\n');
        settings.roots().forEach(root -> {
            for (var key : Tables.ROOT.keys())
                text.append(key.name()).append(root.values().find(key)).append('\n');
            root.rules().forEach(rule -> Tables.RULE.keys().forEach(key -> text.append(rule.given(key))));
        });
        settings.clients().forEach(client -> Tables.CLIENT.keys().forEach(key -> text.append(client.given(key))));
        return text.toString();
    }

    private ServeSettings read(String name, String toml) throws Exception {
        var file = folder.resolve(name);
        Files.writeString(file, toml);
        return new SettingsSource(Optional.of(file), Optional.empty(), Values.NONE)
                .read()
                .withRoot(Path.of("/srv/tftp"));
    }
}

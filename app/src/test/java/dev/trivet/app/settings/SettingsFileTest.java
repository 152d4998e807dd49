package dev.trivet.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trivet.app.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a file may say, and what is said about one that is wrong.
class SettingsFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # keys
            max-blksze = 512                      | 1:1 | unknown key 'max-blksze' in the file; is 'max-blksize' meant?
            max_blksize = 512                     | 1:1 | is 'max-blksize' meant?
            maxBlksize = 512                      | 1:1 | is 'max-blksize' meant?
            colour = 1                            | 1:1 | unknown key 'colour' in the file; 'trivet serve --help' names them all
            directory = "/srv"                    | 1:1 | it belongs into [[root]]
            [[client]]\\nmatch = "::1"\\nlisten = 1 | 3:1 | 'listen' in [[client]]: it belongs above the first [[table]]
            [[client]]\\nmatch = "::1"\\nxyz = 1    | 3:1 | there are match, max-blksize
            [[rot]]\\ndirectory = "a"              | 1:1 | is [[root]] meant?
            [[clients]]\\nmatch = "::1"           | 1:1 | is [[client]] meant?
            # forms
            max-windowsize = "32"                 | 1:1 | expected a whole number (1 to 32767), found the text "32"; leave out the quotes
            single-port = "yes"                   | 1:1 | expected true or false, found the text "yes"
            when-full = true                      | 1:1 | expected a text in quotes (drop, refuse), found true
            give-up = 1.5                         | 1:1 | expected a whole number (seconds, 1 to 86400), found the number 1.5
            user = 1979-05-27                     | 1:1 | found a date or time
            log = ["text"]                        | 1:1 | found a list
            max-upload = { most = 1 }             | 1:1 | found a table
            max-upload = true                     | 1:1 | expected a size
            listen = [":69", 69]                  | 1:18 | expected a text in quotes (ADDR:PORT), found the number 69
            [root]\\ndirectory = "a"               | 1:1 | write [[root]] above each
            client = "10.0.0.0/8"                 | 1:1 | write [[client]] above each
            client = [1]                          | 1:11 | write [[client]] above each
            # values
            max-blksize = 7                       | 1:1 | max-blksize: '7' is not a whole number from 8 to 65464
            max-upload = "4MB"                    | 1:1 | max-upload: '4MB' is not a size such as 1500, 512K, 4M or 1G
            max-upload = 0                        | 1:1 | '0' is not a size from 1 to
            when-full = "wait"                    | 1:1 | 'wait' is not one of drop, refuse
            port-range = "9:1"                    | 1:1 | low end first
            allow-read = ["10.0.0.5/8"]           | 1:15 | is 10.0.0.0/8 meant?
            allow-read = []                       | 1:1 | an empty list says nothing; leave the key out (then it is everyone)
            listen = "nowhere.invalid:69"         | 1:1 | no address is known for 'nowhere.invalid'
            listen = [\\n":69", # one\\n  ":69"]  | 3:3 | :69 stands here twice
            when-full = "a\\u000Ab\\u001B[2J"     | 1:1 | when-full: 'a\\x0Ab\\x1B[2J' is not one of
            # tables
            [[root]]\\nwrite = "none"              | 1:1 | [[root]] needs 'directory'
            [[client]]\\nmax-blksize = 512         | 1:1 | [[client]] needs 'match'
            [[client]]\\nmatch="1.2.3"             | 2:1 | match: '1.2.3'
            [[client]]\\nmatch="::1"\\nrefuse-options="blocks" | 3:1 | 'blocks' is not one of blksize
            [[root]]\\ndirectory="a"\\nprefix="../b" | 3:1 | prefix
            [[root]]\\ndirectory="a"\\n[[root.rule]]\\nread=true\\nnames="" | 5:1 | names
            # together
            verbose = true\\nquiet = true          | 2:1 | exclude each other
            [[root]]\\ndirectory="a"\\n[[root]]\\ndirectory="a" | 3:1 | served with this prefix already
            [[client]]\\nmatch="::1"\\n[[client]]\\nmatch="::1" | 4:1 | has the same match
            [[root]]\\ndirectory="a"\\n[[root.rule]]\\nnames="x" | 3:1 | this rule says nothing
            # syntax
            log = text                            | 1:7 | texts stand in quotes
            log = "text"\\nlog = "json"            | 2:1 | previously defined at line 1
            listen = [":69"                       | 1:16 | end of input
            log "text"                            | 1:5 | expected =
            """)
    void aMistakeIsToldWithPlaceReasonAndRemedy(String toml, String place, String why) throws IOException {
        var wrong = refused(toml.replace("\\n", "\n"));
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.lines())
                .singleElement()
                .asString()
                .startsWith(file() + ":" + place + ": ")
                .contains(why);
    }

    @Test
    void allMistakesAreToldInTheOrderOfTheFile() throws IOException {
        var wrong = refused("""
                max-blksize = 7
                colour = "red"
                log = "text"
                log = "json"
                [[root]]
                write = "sometimes"
                  [[root.rule]]
                  red = true
                """);
        assertThat(wrong.lines().stream()
                        .map(line -> line.substring(file().toString().length() + 1, line.indexOf(": "))))
                .containsExactly("1:1", "2:1", "4:1", "5:1", "6:1", "7:3", "8:3");
    }

    @Test
    void aFileOfAnotherKindIsNotToldLineByLine() throws IOException {
        var lines = refused("x = 1\n".repeat(1) + keys(100)).lines();
        assertThat(lines).hasSize(21).last().asString().endsWith("and 81 more");
    }

    private static String keys(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) text.append("qqqqqqqqqq").append(i).append(" = 1\n");
        return text.toString();
    }

    @Test
    void aFileThatCannotBeReadIsALocalFile() throws IOException {
        var none = catchThrowableOfType(SettingsException.class, () -> source().read());
        assertThat(none.exitCode()).isEqualTo(ExitCode.LOCAL_FILE);
        assertThat(none.getMessage()).contains("there is no such file").contains("--print-config");
        Files.write(file(), "user = \"Jörg\"".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(catchThrowableOfType(SettingsException.class, () -> source().read()))
                .hasMessageContaining("not UTF-8");
        Files.write(file(), new byte[(1 << 20) + 1]);
        assertThat(catchThrowableOfType(SettingsException.class, () -> source().read()))
                .hasMessageContaining("1048577 octets");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFile() throws Exception {
        Files.writeString(file(), "\uFEFFlisten = \":6970\"\n");
        assertThat(source().read().get(Keys.LISTEN)).hasToString("[:6970]");
    }

    @Test
    void everythingThatTheFileSaysArrives() throws Exception {
        Files.writeString(file(), """
                listen = [":6969", "[::1]:6970"]
                max-upload = 4096
                give-up = 5
                write = "create"
                verbose = true
                reload-socket = "run/trivet.sock"
                [[root]]
                directory = "boot"
                follow-links-to = "/srv/images"
                [[root]]
                directory = "/srv/configs"
                prefix = "configs/"
                write = "version"
                keep-versions = 3
                allow-write = ["192.0.2.0/24", "2001:db8::/32"]
                max-upload = "4M"
                [[root.rule]]
                names = ["*.key"]
                clients = "10.0.0.0/8"
                read = false
                [[client]]
                match = ["00:11:22", "SEP*.xml"]
                max-blksize = 512
                refuse-options = ["windowsize"]
                """);
        var settings = source().read();
        assertThat(settings.get(Keys.LISTEN)).hasToString("[:6969, [0:0:0:0:0:0:0:1]:6970]");
        assertThat(settings.get(Keys.MAX_UPLOAD)).isEqualTo(4096);
        assertThat(settings.get(Keys.GIVE_UP)).hasSeconds(5);
        assertThat(settings.get(Keys.VERBOSE)).isTrue();
        assertThat(settings.get(Keys.RELOAD_SOCKET)).isEqualTo(folder.resolve("run/trivet.sock"));
        var boot = settings.roots().getFirst().values();
        assertThat(boot)
                .hasToString("{write=CREATE, directory=" + folder.resolve("boot") + ", follow-links-to=[/srv/images]}");
        var configs = settings.roots().getLast();
        assertThat(configs.values())
                .hasToString("{write=VERSION, directory=/srv/configs, prefix=configs/, keep-versions=3,"
                        + " allow-write=[192.0.2.0/24, 2001:db8:0:0:0:0:0:0/32], max-upload=4194304}");
        assertThat(configs.rules()).hasToString("[{names=[*.key], clients=[10.0.0.0/8], read=false}]");
        assertThat(settings.clients())
                .hasToString("[{match=[00:11:22, SEP*.xml], max-blksize=512, refuse-options=[windowsize]}]");
    }

    @Test
    void theReloadSocketIsFoundInAFileWithOtherMistakes() throws Exception {
        Files.writeString(file(), "reload-socket = \"t.sock\"\ncolour = 1\n");
        assertThat(SettingsSource.reloadSocketOf(file())).contains(folder.resolve("t.sock"));
    }

    private SettingsException refused(String toml) throws IOException {
        Files.writeString(file(), toml);
        return catchThrowableOfType(SettingsException.class, () -> source().read());
    }

    private SettingsSource source() {
        return new SettingsSource(Optional.of(file()), Optional.empty(), Values.NONE);
    }

    private Path file() {
        return folder.resolve("trivet.toml");
    }
}

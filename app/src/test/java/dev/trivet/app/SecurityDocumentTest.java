package dev.trivet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What `docs/security.md` names as its proof exists.
class SecurityDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/security.md");

    /// `package.ClassTest.method`, package and method optional.
    private static final Pattern TEST = Pattern.compile("`(?:(\\w+)\\.)?([A-Z]\\w*Test)(?:\\.(\\w+))?`");

    private static final Pattern SCRIPT = Pattern.compile("`(it/[\\w-]+)`");

    @Test
    void eachTestThatItNamesExists() throws IOException {
        var missing = new ArrayList<String>();
        int named = 0;
        for (var found = TEST.matcher(Files.readString(PAGE)); found.find(); named++)
            if (!exists(found.group(1), found.group(2), found.group(3))) missing.add(found.group());
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(50);
    }

    @Test
    void eachScriptThatItNamesExists() throws IOException {
        for (var found = SCRIPT.matcher(Files.readString(PAGE)); found.find(); )
            assertThat(ROOT.resolve(found.group(1))).isExecutable();
    }

    private static boolean exists(String folder, String type, String method) throws IOException {
        for (var file : files(folder, type)) {
            var source = Files.readString(file);
            if (method == null
                    || Pattern.compile("void " + method + "\\(").matcher(source).find()) return true;
        }
        return false;
    }

    private static List<Path> files(String folder, String type) throws IOException {
        var files = new ArrayList<Path>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (var tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList())
                try (Stream<Path> all = Files.walk(tests)) {
                    all.filter(file -> file.endsWith(type + ".java"))
                            .filter(file -> folder == null || file.getParent().endsWith(folder))
                            .forEach(files::add);
                }
        }
        return files;
    }
}

package dev.trivet.server;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/// Every row names a test that there is, and every test of the catalogue has a row.
@DisplayName("docs/clients.md")
class ClientsPageTest {
    private static final Path TREE = Path.of("..");
    private static final List<Class<?>> CATALOGUE =
            List.of(BootQuirksTest.class, NameQuirksTest.class, ClientQuirksTest.class, RolloverQuirksTest.class);

    /// `SomeTest.method` or `it/script`.
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)\\.(\\w+)`|`(it/\\w+)`");

    private static final Pattern SETTING = Pattern.compile("`\\[*([\\w.-]+)]*`");
    private static final int COLUMNS = 5;

    @Test
    void namesATestThatThereIsInEachRow() throws IOException {
        for (var row : rows()) {
            assertThat(row).as("%s", row).hasSize(COLUMNS);
            var tests = TEST.matcher(row.getLast()).results().toList();
            assertThat(tests).as("tests of %s", row).isNotEmpty();
            for (var test : tests) {
                if (test.group(3) != null)
                    assertThat(TREE.resolve(test.group(3))).isExecutable();
                else assertThat(source(test.group(1))).contains("void " + test.group(2) + "(");
            }
        }
    }

    @Test
    void namesEachTestOfTheCatalogue() throws IOException {
        var named = rows().stream()
                .flatMap(row -> TEST.matcher(row.getLast()).results())
                .map(test -> test.group(1) + "." + test.group(2))
                .toList();
        assertThat(named).containsAll(catalogue());
    }

    @Test
    void namesSettingsThatThereAre() throws IOException {
        var configuration = Files.readString(TREE.resolve("docs/configuration.md"));
        for (var row : rows()) {
            for (var setting : SETTING.matcher(row.get(3)).results().toList()) {
                assertThat(configuration).containsAnyOf("\n| `" + setting.group(1), "[[" + setting.group(1) + "]]");
            }
        }
    }

    private static TreeSet<String> catalogue() {
        return CATALOGUE.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()).filter(ClientsPageTest::isTest))
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .collect(toCollection(TreeSet::new));
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    /// The cells of each row of the tables, without their heads.
    private static List<List<String>> rows() throws IOException {
        var page = Files.readString(TREE.resolve("docs/clients.md"));
        return page.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| client |") && !line.startsWith("| ---"))
                .map(line -> line.substring(1, line.length() - 1).split("\\|", -1))
                .map(cells -> Arrays.stream(cells).map(String::strip).toList())
                .toList();
    }

    /// That of the test class with this name, in any module.
    private static String source(String type) throws IOException {
        try (var modules = Files.list(TREE)) {
            var found = modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(tests -> named(type + ".java", tests))
                    .toList();
            assertThat(found).as(type).hasSize(1);
            return Files.readString(found.getFirst());
        }
    }

    private static Stream<Path> named(String file, Path tests) {
        try (var all = Files.walk(tests)) {
            return all.filter(path -> path.endsWith(file)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

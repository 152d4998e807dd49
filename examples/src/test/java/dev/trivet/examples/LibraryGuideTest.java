package dev.trivet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Java that stands in the guide compiles.
class LibraryGuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "library.md");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    /// What the guide takes for granted around its lines.
    private static final String AROUND = """
            import dev.trivet.client.*;
            import dev.trivet.content.*;
            import dev.trivet.engine.*;
            import dev.trivet.server.*;
            import dev.trivet.sim.*;
            import dev.trivet.transfer.Refusal;
            import dev.trivet.wire.ErrorCode;
            import java.net.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.zip.*;

            abstract class Block%d {
                TftpServer server;
                Path folder;
                byte[] image;
                Map<String, byte[]> images;
                Set<InetAddress> inventory;

                abstract String phoneConfiguration(String mac);
                abstract void store(String router, String configuration);

                void block() throws Exception {
                    %s
                }
            }
            """;

    @TempDir
    private Path classes;

    @Test
    void everyBlockOfTheGuideCompiles() throws IOException {
        var blocks = new ArrayList<JavaFileObject>();
        var matcher = BLOCK.matcher(Files.readString(GUIDE));
        while (matcher.find()) {
            int number = blocks.size() + 1;
            blocks.add(new Text("Block" + number, AROUND.formatted(number, matcher.group(1))));
        }
        var problems = new DiagnosticCollector<JavaFileObject>();
        var options = List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        var compiles = ToolProvider.getSystemJavaCompiler().getTask(null, null, problems, options, null, blocks);

        assertThat(blocks).hasSizeGreaterThan(5);
        assertThat(compiles.call())
                .as(() -> problems.getDiagnostics().toString())
                .isTrue();
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}

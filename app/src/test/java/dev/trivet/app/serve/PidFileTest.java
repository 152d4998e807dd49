package dev.trivet.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.app.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    Path folder;

    Path file;

    @BeforeEach
    void path() {
        file = folder.resolve("trivet.pid");
    }

    @Test
    void itHoldsTheNumberOfThisProcessUntilTheEnd() throws Exception {
        var written = PidFile.write(file);
        assertThat(file).hasContent(ProcessHandle.current().pid() + "\n");
        written.close();
        assertThat(file).doesNotExist();
    }

    @Test
    void thatOfAServerThatStillRunsIsLeftAlone() throws Exception {
        var waiting =
                Files.writeString(folder.resolve("Waiting.java"), "void main() throws Exception { System.in.read(); }");
        var java = ProcessHandle.current().info().command().orElseThrow();
        var other = new ProcessBuilder(java, waiting.toString()).start();
        try {
            Files.writeString(file, other.pid() + "\n");
            assertThatThrownBy(() -> PidFile.write(file))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("process " + other.pid());
            assertThat(file).hasContent(other.pid() + "\n");
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
            PidFile.write(file).close(); // its number is another's now, who began later
        } finally {
            other.destroyForcibly().waitFor();
        }
        PidFile.write(file).close();
    }

    @Test
    void whoMayNotRemoveItEmptiesIt() throws Exception {
        var place = Files.createDirectory(folder.resolve("sub")).resolve("trivet.pid");
        var written = PidFile.write(place);
        var kept = Files.createLink(folder.resolve("kept"), place);
        Files.delete(place);
        Files.createDirectories(place.resolve("not empty")); // what cannot be removed
        written.close();
        assertThat(kept).isEmptyFile();
    }

    @Test
    void whatIsNoNumberOfALiveProcessIsWrittenOver() throws Exception {
        for (var left : new String[] {"", "none\n", "999999999999\n", "-5\n", "1".repeat(100)}) {
            Files.writeString(file, left);
            PidFile.write(file);
            assertThat(file).as(left).hasContent(ProcessHandle.current().pid() + "\n");
        }
    }
}

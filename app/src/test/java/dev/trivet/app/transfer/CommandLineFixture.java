package dev.trivet.app.transfer;

import dev.trivet.app.TrivetCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;

/// `trivet` in a folder of its own, with a client that has no network.
abstract class CommandLineFixture {
    final FakeTransfers transfers = new FakeTransfers();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final List<Interruption> interruptions = new ArrayList<>();
    InputStream in = InputStream.nullInputStream();
    OptionalInt columns = OptionalInt.empty();
    PrintStream standardOutput = stream(out);

    @TempDir
    Path folder = Path.of("");

    int trivet(String... args) {
        return TrivetCommand.run(
                List.of(args),
                standardOutput,
                stream(err),
                new GetCommand(this::surroundings),
                new PutCommand(this::surroundings));
    }

    private Surroundings surroundings() {
        return new Surroundings(
                folder, in, standardOutput, stream(err), columns, () -> true, interruptions::add, transfers::open);
    }

    /// Of the command that runs.
    Interruption interruption() {
        return interruptions.getLast();
    }

    void type(String text) {
        in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String content(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static PrintStream stream(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }
}

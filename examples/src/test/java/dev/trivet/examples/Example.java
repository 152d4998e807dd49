package dev.trivet.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One of the programs, run as a user runs it: in a JVM of its own. Ends at the latest when it is closed.
final class Example implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private Example(Process process) {
        this.process = process;
        output = process.inputReader();
    }

    static Example start(String name, Object... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), name));
        for (var argument : arguments) command.add(argument.toString());
        return new Example(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /// The next line that it prints.
    String line() throws IOException {
        var line = output.readLine();
        if (line == null) throw new IOException("the program has ended");
        return line;
    }

    /// What follows a text in the next line that has it.
    String after(String text) throws IOException {
        while (true) {
            var line = line();
            int at = line.indexOf(text);
            if (at >= 0) return line.substring(at + text.length());
        }
    }

    /// All that it still prints, until it ends by itself.
    List<String> rest() throws IOException {
        return output.lines().toList();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

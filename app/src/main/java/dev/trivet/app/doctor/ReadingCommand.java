package dev.trivet.app.doctor;

import dev.trivet.app.doctor.Host.Ran;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A program of the system that tells something, bounded in time and output.
final class ReadingCommand {
    /// A list of rules takes milliseconds; a service that does not answer takes for ever.
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /// Rules of a large firewall.
    private static final int LONGEST_OUTPUT = 16 << 20;

    /// Where such programs are; the PATH of a user often lacks them.
    private static final List<String> FOLDERS =
            List.of("/usr/sbin", "/sbin", "/usr/local/sbin", "/usr/bin", "/bin", "/usr/local/bin");

    private ReadingCommand() {}

    /// @return empty where it is not installed, or did not end in time
    static Optional<Ran> run(List<String> command) {
        var program = FOLDERS.stream()
                .map(folder -> Path.of(folder, command.getFirst()))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) return Optional.empty();
        var words = Stream.concat(
                Stream.of(program.get().toString()), command.stream().skip(1));
        var builder = new ProcessBuilder(words.toList());
        builder.environment().put("LC_ALL", "C");
        return ended(builder);
    }

    private static Optional<Ran> ended(ProcessBuilder builder) {
        Process process;
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return Optional.empty(); // not for us, or gone meanwhile
        }
        try {
            return Optional.of(ran(process));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Ran ran(Process process) throws TimeoutException, ExecutionException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        var out = reading(process.getInputStream());
        var err = reading(process.getErrorStream());
        if (!process.waitFor(PATIENCE)) throw new TimeoutException();
        return new Ran(process.exitValue(), rest(out, until), rest(err, until));
    }

    private static FutureTask<String> reading(InputStream stream) {
        var task = new FutureTask<>(() -> new String(stream.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8));
        Thread.ofPlatform().daemon().name("trivet-doctor-reads").start(task);
        return task;
    }

    private static String rest(FutureTask<String> output, long until)
            throws TimeoutException, ExecutionException, InterruptedException {
        return output.get(Math.max(until - System.nanoTime(), 1), TimeUnit.NANOSECONDS);
    }
}

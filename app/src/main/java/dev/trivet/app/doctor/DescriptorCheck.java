package dev.trivet.app.doctor;

import dev.trivet.app.ExitCode;
import dev.trivet.app.serve.Descriptors;
import dev.trivet.app.settings.Keys;
import java.util.List;
import java.util.Optional;

/// Whether as many files and sockets may be open as `--max-transfers` needs.
final class DescriptorCheck implements Check {
    /// With fewer at once even a small lab waits.
    private static final int FEWEST = 16;

    private static final String LINE = "Max open files";

    @Override
    public String name() {
        return "descriptors";
    }

    @Override
    public List<Finding> look(Examined examined) {
        if (examined.singlePort())
            return List.of(Finding.ok("descriptors", "--single-port needs no descriptor for each transfer"));
        return limit(examined.host()).map(limit -> of(limit, examined)).stream().toList();
    }

    /// The hard one: the server raises its own limit that far.
    private static Optional<Long> limit(Host host) {
        return host.text("/proc/self/limits").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(LINE))
                .map(line -> line.substring(LINE.length()).strip().split("\\s+", -1)[1])
                .map(hard -> hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard))
                .findFirst();
    }

    private static Finding of(long limit, Examined examined) {
        int wanted = examined.settings().get(Keys.MAX_TRANSFERS);
        int affordable = Descriptors.affordable(examined.settings(), limit);
        if (affordable == wanted)
            return Finding.ok(
                    "descriptors",
                    (limit == Long.MAX_VALUE ? "any number of" : limit)
                            + " open files are allowed: enough for --max-transfers " + wanted);
        var what = limit + " open files are allowed: enough for " + affordable + " transfer"
                + (affordable == 1 ? "" : "s") + " at once, not for --max-transfers " + wanted;
        var why = "each transfer has a socket of its own, and a file; further requests are left unanswered";
        var remedy = "in the unit: LimitNOFILE=" + Descriptors.needed(examined.settings())
                + "; in a shell, as root: ulimit -n " + Descriptors.needed(examined.settings())
                + "\nor --single-port, which needs no socket for each transfer";
        return affordable < FEWEST
                ? Finding.problem(ExitCode.TIMED_OUT, "descriptors", what, why, remedy)
                : Finding.warning("descriptors", what, why, remedy);
    }
}

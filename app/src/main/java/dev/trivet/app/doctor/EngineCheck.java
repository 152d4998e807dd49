package dev.trivet.app.doctor;

import dev.trivet.app.ExitCode;
import dev.trivet.app.settings.Keys;
import dev.trivet.engine.Engine;
import java.util.List;

/// Which engine would carry the packets.
final class EngineCheck implements Check {
    @Override
    public String name() {
        return "the engine";
    }

    @Override
    public List<Finding> look(Examined examined) {
        var host = examined.host();
        var asked = examined.settings().get(Keys.ENGINE);
        var unusable = host.unusable(asked);
        if (unusable.isPresent())
            return List.of(Finding.problem(
                    ExitCode.USAGE,
                    "engine",
                    "the engine that --engine asks for cannot be used: " + unusable.get(),
                    "",
                    "--engine auto"));
        if (asked == Engine.PORTABLE || !examined.isLinux())
            return List.of(Finding.ok("engine", "the portable engine carries the packets"));
        var why = host.unusable(Engine.LINUX);
        if (why.isEmpty()) return List.of(Finding.ok("engine", "the Linux engine carries the packets" + kernel(host)));
        return List.of(Finding.hint(
                "engine",
                "the portable engine carries the packets, slower than the Linux engine would",
                why.get(),
                "a kernel of 5.11 or newer on x86-64 or aarch64, without a filter for its system calls"));
    }

    private static String kernel(Host host) {
        return host.text("/proc/sys/kernel/osrelease")
                .map(text -> " (Linux " + text.strip() + ")")
                .orElse("");
    }
}

package dev.trivet.app.doctor;

import dev.trivet.app.transfer.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Whether the control group of this process leaves room for the heap: where it does not, the kernel ends the server
/// under load, without a word in its log.
final class MemoryCheck implements Check {
    /// What a JVM takes beside its heap: classes, code, threads, buffers of sockets and mappings.
    private static final long BESIDE_HEAP = 128 << 20;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Finding> look(Examined examined) {
        var limit = limit(examined.host());
        if (limit.isEmpty()) return List.of();
        long needed = examined.host().mostHeap() + BESIDE_HEAP;
        var told = "this control group may use " + Text.amount((double) limit.getAsLong()) + " of memory";
        if (limit.getAsLong() >= needed) return List.of(Finding.ok("memory", told));
        return List.of(Finding.warning(
                "memory",
                told + ", the server up to " + Text.amount((double) needed),
                "where it needs more the kernel ends it, without a line in its log",
                "give it more (MemoryMax=, docker run --memory), or a smaller heap: TRIVET_JAVA_OPTS=-Xmx"
                        + Math.max(limit.getAsLong() - BESIDE_HEAP, BESIDE_HEAP / 4) / (1 << 20) + "m"));
    }

    /// The least of all groups above. Lines of `/proc/self/cgroup`: `0::/path` (version 2), `4:memory:/path`.
    private static OptionalLong limit(Host host) {
        var files = new ArrayList<Path>();
        for (var line : host.text("/proc/self/cgroup")
                .map(text -> text.lines().toList())
                .orElse(List.of())) {
            var parts = line.split(":", 3);
            if (parts.length < 3) continue;
            if (parts[0].equals("0")) addAll(files, Path.of("/sys/fs/cgroup"), parts[2], "memory.max");
            if (List.of(parts[1].split(",")).contains("memory"))
                addAll(files, Path.of("/sys/fs/cgroup/memory"), parts[2], "memory.limit_in_bytes");
        }
        return files.stream()
                .flatMap(file -> host.text(file.toString()).stream())
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,18}")) // else "max"; version 1 has a larger number for none
                .mapToLong(Long::parseLong)
                .min();
    }

    private static void addAll(List<Path> files, Path base, String group, String file) {
        var folder = Path.of(base + group);
        while (folder != null && folder.startsWith(base)) {
            files.add(folder.resolve(file));
            folder = folder.getParent();
        }
    }
}

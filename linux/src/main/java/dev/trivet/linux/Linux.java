package dev.trivet.linux;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Whether the calls of this module can be used here. Ask before the first of them.
public final class Linux {
    private Linux() {}

    /// {@return whether every call of this module works here; tried once}
    public static boolean available() {
        return missing().isEmpty();
    }

    /// {@return why they cannot be used, for a log line; empty where they can} Tried once.
    public static Optional<String> missing() {
        return Probe.MISSING;
    }

    private static final class Probe {
        static final Optional<String> MISSING = probe();

        private static Optional<String> probe() {
            String system = System.getProperty("os.name");
            if (!system.equals("Linux")) return Optional.of("the system is " + system + ", not Linux");
            String processor = System.getProperty("os.arch");
            if (Architecture.named(processor).isEmpty()) return Optional.of("no system call numbers for " + processor);
            if (!Linux.class.getModule().isNativeAccessEnabled())
                return Optional.of("native access is denied: start java with --enable-native-access=" + whose());
            return openat2();
        }

        /// On the class path there are no modules.
        private static String whose() {
            return Linux.class.getModule().isNamed() ? Linux.class.getModule().getName() : "ALL-UNNAMED";
        }

        /// Older than Linux 5.6, or kept away by a seccomp filter of a container.
        private static Optional<String> openat2() {
            try (var _ = DirectoryCalls.open("/".getBytes(StandardCharsets.US_ASCII), OpenHow.DIRECTORY_PATH)) {
                return Optional.empty();
            } catch (LinuxException e) {
                return Optional.of(
                        "openat2 does not work here (kernel older than 5.6, or a filter): " + e.getMessage());
            }
        }
    }
}

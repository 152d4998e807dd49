package dev.trivet.app.serve;

import java.io.IOException;
import java.lang.module.ModuleReference;
import java.util.Optional;

/// The jars of the program. One is opened when a class of it is first needed, and then stays open. Where that is when
/// something has gone wrong, such as that no descriptors are left, it can no longer be opened, and the class that
/// would tell of it is missing for good.
final class OwnJars {
    private OwnJars() {}

    /// Opens all of them. From a class path nothing is opened.
    static void open() {
        Optional.ofNullable(OwnJars.class.getModule().getLayer()).ifPresent(OwnJars::open);
    }

    private static void open(ModuleLayer layer) {
        layer.configuration().modules().stream()
                .filter(module -> isFile(module.reference()))
                .flatMap(module -> layer.findModule(module.name()).stream())
                .forEach(OwnJars::open);
    }

    private static boolean isFile(ModuleReference reference) {
        return reference
                .location()
                .filter(place -> "file".equals(place.getScheme()))
                .isPresent();
    }

    /// Asking for any resource opens it, also for one that is not there.
    private static void open(Module module) {
        try (var _ = module.getResourceAsStream("module-info.class")) {
            return;
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the module " + module.getName(), e);
        }
    }
}

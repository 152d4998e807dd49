package dev.trivet.app.doctor;

import dev.trivet.app.ExitCode;
import dev.trivet.app.settings.Keys;
import java.io.IOException;
import java.util.List;

/// Whether `--user` is there and can be become; and whether root would stay root.
final class UserCheck implements Check {
    @Override
    public String name() {
        return "the user";
    }

    @Override
    public List<Finding> look(Examined examined) throws IOException {
        var name = examined.settings().find(Keys.USER);
        if (name.isEmpty()) return starter(examined);
        if (!examined.isLinux())
            return List.of(wrong("--user works on Linux alone", "", "leave --user out, and start as that user"));
        var server = Identity.ofServer(examined);
        if (server.isEmpty())
            return List.of(wrong(
                    "there is no user '" + name.get() + "' here",
                    "--user names it",
                    "useradd --system --no-create-home --shell /usr/sbin/nologin " + name.get()
                            + "\nor --user nobody"));
        boolean can = server.get().self()
                || Capability.SETUID.isOurs(examined.host()) && Capability.SETGID.isOurs(examined.host());
        return List.of(
                can
                        ? Finding.ok("user", "the server would run as '" + name.get() + "' once its ports are bound")
                        : wrong(
                                "'" + System.getProperty("user.name") + "' cannot become user '" + name.get() + "'",
                                "that needs CAP_SETUID and CAP_SETGID, which root has",
                                "start as root, or as '" + name.get() + "' without --user"));
    }

    private static Finding wrong(String what, String why, String remedy) {
        return Finding.problem(ExitCode.USAGE, "user", what, why, remedy);
    }

    private static List<Finding> starter(Examined examined) {
        return Identity.starter(examined.host())
                .filter(starter -> starter.uid() == 0)
                .map(_ -> Finding.hint(
                        "user",
                        "the server would stay root",
                        "it needs root for nothing once its ports are bound",
                        "--user nobody"))
                .stream()
                .toList();
    }
}

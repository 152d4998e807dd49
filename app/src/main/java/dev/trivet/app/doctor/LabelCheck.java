package dev.trivet.app.doctor;

import dev.trivet.app.serve.Building;
import dev.trivet.app.settings.ServeSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What SELinux and AppArmor say about the roots: they refuse what permissions allow.
final class LabelCheck implements Check {
    private static final Set<String> READABLE =
            Set.of("tftpdir_t", "tftpdir_rw_t", "public_content_t", "public_content_rw_t");
    private static final Set<String> WRITABLE = Set.of("tftpdir_rw_t", "public_content_rw_t");

    /// Of `user:role:type:level`.
    private static final int TYPE = 2;

    @Override
    public String name() {
        return "security labels";
    }

    @Override
    public List<Finding> look(Examined examined) {
        var findings = new ArrayList<Finding>();
        var enforcing = examined.host()
                .text("/sys/fs/selinux/enforce")
                .map(text -> text.strip().equals("1"));
        if (enforcing.isPresent())
            for (var root : examined.settings().roots())
                label(examined.host(), root, enforcing.get()).ifPresent(findings::add);
        confinement(examined.host()).ifPresent(findings::add);
        byName(examined.host()).ifPresent(findings::add);
        return findings;
    }

    private static Optional<Finding> label(Host host, ServeSettings.Root root, boolean enforcing) {
        var directory = root.directory().toAbsolutePath().normalize();
        var type = type(host, directory);
        if (type.isEmpty()) return Optional.empty();
        boolean written = Building.root(root).writable();
        var told = directory + " has the SELinux type " + type.get();
        if ((written ? WRITABLE : READABLE).contains(type.get())) return Optional.of(Finding.ok("selinux", told));
        var wanted = written ? "tftpdir_rw_t" : "tftpdir_t";
        return Optional.of(Finding.hint(
                "selinux",
                told + ", not " + wanted + (enforcing ? "" : " (permissive: nothing is refused now)"),
                "a server that runs confined, as tftpd_t, may not " + (written ? "write" : "read")
                        + " there; one that a unit or a shell starts unconfined may",
                "semanage fcontext -a -t " + wanted + " '" + directory + "(/.*)?' && restorecon -Rv " + directory
                        + "\nwhat was refused: ausearch -m avc -ts recent"));
    }

    private static Optional<String> type(Host host, Path directory) {
        return host.run("stat", "--format=%C", "--", directory.toString())
                .filter(Host.Ran::succeeded)
                .map(ran -> ran.out().strip().split(":"))
                .filter(parts -> parts.length > TYPE)
                .map(parts -> parts[TYPE]);
    }

    /// Of this process, which has the same programs as the server would.
    private static Optional<Finding> confinement(Host host) {
        if (host.names("/sys/kernel/security/apparmor").isEmpty()
                && host.names("/etc/apparmor.d").isEmpty()) return Optional.empty();
        return host.text("/proc/self/attr/current")
                .map(text -> text.strip().replace("\0", ""))
                .filter(profile -> profile.endsWith("(enforce)"))
                .map(profile -> Finding.warning(
                        "apparmor",
                        "AppArmor confines this process: " + profile,
                        "files that its profile does not name cannot be served, whatever their permissions",
                        "add the roots to the profile in /etc/apparmor.d, and: apparmor_parser -r FILE"
                                + "\nwhat was refused: journalctl -k --grep apparmor"));
    }

    /// Profiles hold for the path by which a program is started.
    private static Optional<Finding> byName(Host host) {
        return host.names("/etc/apparmor.d").stream()
                .filter(name -> name.contains("tftpd"))
                .findFirst()
                .map(name -> Finding.hint(
                        "apparmor",
                        "AppArmor has a profile for another TFTP server: /etc/apparmor.d/" + name,
                        "it does not hold for trivet, but for a Trivet that stands at the place of that server",
                        "aa-disable /etc/apparmor.d/" + name + ", or name the roots there"));
    }
}

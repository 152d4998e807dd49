package dev.trivet.app.doctor;

import dev.trivet.engine.PortOwner.Holder;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// Who holds a port, as far as the system tells.
///
/// @param program empty where it is not told
/// @param command with its arguments; empty where it is not told
record Occupant(String program, OptionalLong pid, String user, String command) {
    /// What a Trivet's JVM was started with.
    private static final String MAIN_CLASS = "dev.trivet.app.Main";

    /// All but this process.
    static List<Occupant> of(Host host, InetSocketAddress place) {
        return host.holders(place).stream()
                .filter(holder -> holder.pid().orElse(-1) != host.ownPid())
                .map(holder -> of(host, holder))
                .toList();
    }

    private static Occupant of(Host host, Holder holder) {
        var folder = "/proc/" + holder.pid().orElse(0);
        var user = host.node(Path.of(folder)).map(node -> Integer.toUnsignedLong(node.user()));
        return new Occupant(
                holder.name(),
                holder.pid(),
                Identity.nameOf(user.orElse(holder.user()), host),
                host.text(folder + "/cmdline")
                        .map(text -> text.replace('\0', ' ').strip())
                        .orElse(""));
    }

    boolean isTrivet() {
        return command.contains(MAIN_CLASS);
    }

    /// How it is got rid of.
    String remedy() {
        return switch (program) {
            case "in.tftpd" -> "systemctl disable --now tftpd-hpa";
            case "atftpd" -> "systemctl disable --now atftpd";
            case "dnsmasq" -> "take enable-tftp out of the configuration of dnsmasq, and restart it";
            case "inetd", "xinetd" -> "take tftp out of the configuration of " + program + ", and restart it";
            case "systemd" ->
                "systemctl list-sockets shows which .socket unit has it: systemctl disable --now UNIT.socket";
            case "docker-proxy", "rootlessport", "pasta", "slirp4netns", "conmon" ->
                "a container has it published (docker ps, podman ps): stop it, or serve from it";
            case "" -> "run trivet doctor as root to see which process";
            default -> "end " + program + ", such as by kill " + pid.orElse(0);
        };
    }

    @Override
    public String toString() {
        if (pid.isEmpty()) return "a process of user " + user;
        return (isTrivet() ? "trivet" : program) + " (pid " + pid.getAsLong() + ", user " + user + ")";
    }
}

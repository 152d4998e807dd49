package dev.trivet.app.doctor;

import dev.trivet.app.ExitCode;
import dev.trivet.app.doctor.Host.Ran;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Whether firewalld lets requests in: asked zone by zone, since its own rules say it in hundreds of chains. It lets
/// answers out, and what belongs to them in.
final class FirewalldCheck implements Check {
    private static final int TFTP = 69;
    private static final String COMMAND = "firewall-cmd";

    @Override
    public String name() {
        return "firewalld";
    }

    @Override
    public List<Finding> look(Examined examined) {
        var host = examined.host();
        var state = host.run(COMMAND, "--state");
        if (state.isEmpty() || !(state.get().out() + state.get().err()).strip().startsWith("running")) return List.of();
        var zones = zones(host);
        return examined.ports().stream().map(port -> finding(host, zones, port)).toList();
    }

    /// Those of an interface or a source, else the one for all.
    private static List<String> zones(Host host) {
        var active = host.run(COMMAND, "--get-active-zones")
                .map(Ran::out)
                .orElse("")
                .lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .map(line -> line.split("\\s", 2)[0])
                .toList();
        return active.isEmpty()
                ? host.run(COMMAND, "--get-default-zone").map(ran -> ran.out().strip()).stream()
                        .toList()
                : active;
    }

    private static Finding finding(Host host, List<String> zones, int port) {
        var closed = new ArrayList<String>();
        for (var zone : zones) {
            var listed = host.run(COMMAND, "--zone=" + zone, "--list-all").filter(Ran::succeeded);
            if (listed.isEmpty())
                return Finding.hint(
                        "firewall-unread", "firewalld does not tell its rules", "", "run trivet doctor as root");
            if (!isOpen(listed.get().out(), port)) closed.add(zone);
        }
        if (closed.isEmpty())
            return Finding.ok(
                    "firewalld", "firewalld lets requests to port " + port + " in: zones " + String.join(", ", zones));
        var what = "firewalld lets no requests to port " + port + " in, in zone " + String.join(", ", closed);
        var why = "clients ask in vain (PXE-E32)";
        return closed.size() == zones.size()
                ? Finding.problem(ExitCode.TIMED_OUT, "firewalld", what, why, remedy(closed, port))
                : Finding.warning("firewalld", what, why, remedy(closed, port));
    }

    private static String remedy(List<String> zones, int port) {
        var what = port == TFTP ? "--add-service=tftp" : "--add-port=" + port + "/udp";
        return String.join(
                        "\n",
                        zones.stream()
                                .map(zone -> COMMAND + " --permanent --zone=" + zone + " " + what)
                                .toList())
                + "\n" + COMMAND + " --reload";
    }

    private static boolean isOpen(String zone, int port) {
        return words(zone, "target:").contains("ACCEPT")
                || port == TFTP && words(zone, "services:").contains("tftp")
                || words(zone, "ports:").stream().anyMatch(each -> isIn(each, port))
                || zone.lines()
                        .anyMatch(line -> line.contains("rule ")
                                && line.contains("accept")
                                && (line.contains("\"" + port + "\"") || port == TFTP && line.contains("\"tftp\"")));
    }

    private static List<String> words(String zone, String field) {
        return zone.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(field))
                .flatMap(line ->
                        Arrays.stream(line.substring(field.length()).strip().split("\\s+")))
                .toList();
    }

    /// `69/udp`, `60-70/udp`.
    private static boolean isIn(String ports, int port) {
        if (!ports.endsWith("/udp")) return false;
        var ends = Stream.of(
                        ports.substring(0, ports.length() - "/udp".length()).split("-"))
                .filter(end -> end.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .toList();
        return !ends.isEmpty() && ends.getFirst() <= port && port <= ends.getLast();
    }
}

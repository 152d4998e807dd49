package dev.trivet.app.doctor;

import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.Sockets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What would take the port at the next start of the host: inetd, xinetd, sockets of systemd, services of other TFTP
/// servers. Read from files, whatever runs now.
final class StarterCheck implements Check {
    private static final int TFTP = 69;

    private static final List<String> WANTED_BY = List.of(
            "/etc/systemd/system/sockets.target.wants/",
            "/etc/systemd/system/multi-user.target.wants/",
            "/etc/systemd/system/default.target.wants/");

    /// Units and init scripts of TFTP servers that listen on port 69 unless told otherwise.
    private static final Set<String> OTHERS = Set.of("tftpd-hpa", "atftpd", "tftp", "in.tftpd");

    private static final Pattern INIT_SCRIPT = Pattern.compile("S\\d\\d(.+)");

    @Override
    public String name() {
        return "what else starts";
    }

    @Override
    public List<Finding> look(Examined examined) {
        if (examined.settings().get(Keys.SOCKETS) != Sockets.OWN) return List.of(); // these start it
        var findings = new ArrayList<Finding>();
        boolean asTftp = examined.ports().contains(TFTP);
        if (asTftp) {
            inetd(examined.host(), findings);
            services(examined.host(), findings);
        }
        for (int port : examined.ports()) sockets(examined.host(), port, asTftp, findings);
        return findings;
    }

    private static void inetd(Host host, List<Finding> findings) {
        boolean inetd = host.text("/etc/inetd.conf").stream()
                .flatMap(String::lines)
                .anyMatch(line -> line.matches("(\\S+:)?(tftp|69)\\s+dgram\\s.*"));
        if (inetd)
            findings.add(
                    starts("inetd has a line for tftp in /etc/inetd.conf", "put a # before it, and restart inetd"));
        boolean xinetd = host.text("/etc/xinetd.d/tftp").stream()
                .flatMap(String::lines)
                .anyMatch(line -> line.matches("\\s*disable\\s*=\\s*no\\s*"));
        if (xinetd)
            findings.add(
                    starts("xinetd starts tftp (/etc/xinetd.d/tftp)", "write disable = yes there, and restart xinetd"));
    }

    private static void services(Host host, List<Finding> findings) {
        var units = WANTED_BY.stream()
                .flatMap(folder -> host.names(folder).stream())
                .map(name -> name.replaceFirst("\\.service$", "")); // a socket has to be named as one
        var scripts = host.names("/etc/rc2.d").stream()
                .map(INIT_SCRIPT::matcher)
                .filter(Matcher::matches)
                .map(script -> script.group(1));
        Stream.concat(units, scripts)
                .filter(name -> OTHERS.contains(name.replaceFirst("\\.socket$", "")))
                .distinct()
                .forEach(name ->
                        findings.add(starts(name + " starts with this host", "systemctl disable --now " + name)));
    }

    private static void sockets(Host host, int port, boolean named, List<Finding> findings) {
        var listens = Pattern.compile("(?m)^\\s*ListenDatagram\\s*=\\s*(.*:)?" + port + "\\s*$")
                .asPredicate();
        for (var name : host.names(WANTED_BY.getFirst())) {
            if (named && OTHERS.contains(name.replaceFirst("\\.socket$", ""))) continue; // told already
            if (host.text(WANTED_BY.getFirst() + name).filter(listens).isPresent())
                findings.add(starts(
                        "systemd listens on UDP port " + port + " for " + name, "systemctl disable --now " + name));
        }
    }

    private static Finding starts(String what, String remedy) {
        return Finding.warning("other-starter", what, "it takes the port at its next start, or has it now", remedy);
    }
}

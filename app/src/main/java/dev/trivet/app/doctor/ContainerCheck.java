package dev.trivet.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether we are in a container, whose published ports cannot be seen from inside; and which containers of this host
/// have our port.
final class ContainerCheck implements Check {
    private static final Pattern IN_GROUP = Pattern.compile("docker|kubepods|libpod|lxc|containerd|crio");

    /// `docker-proxy -proto udp -host-ip 0.0.0.0 -host-port 69 -container-ip 172.17.0.2 -container-port 69`.
    private static final Pattern PROXY = Pattern.compile(
            "docker-proxy .*-proto udp .*-host-port (\\d+) -container-ip (\\S+) -container-port (\\d+).*");

    @Override
    public String name() {
        return "containers";
    }

    @Override
    public List<Finding> look(Examined examined) {
        var findings = new ArrayList<Finding>();
        container(examined.host()).ifPresent(sign -> findings.add(inside(sign, examined)));
        published(examined, findings);
        return findings;
    }

    /// What tells that this is one.
    private static Optional<String> container(Host host) {
        for (var file : List.of("/.dockerenv", "/run/.containerenv"))
            if (host.text(file).isPresent()) return Optional.of(file);
        return host.text("/proc/1/cgroup")
                .filter(text -> IN_GROUP.matcher(text).find())
                .map(_ -> "/proc/1/cgroup");
    }

    private static Finding inside(String sign, Examined examined) {
        var port = examined.ports().stream().findFirst().orElse(0);
        if (examined.singlePort())
            return Finding.hint(
                    "container",
                    "this is a container (" + sign + "): which ports are published cannot be seen from inside",
                    "with --single-port one of them is enough, and it must be published for UDP",
                    "docker run -p " + port + ":" + port + "/udp ...");
        return Finding.warning(
                "container",
                "this is a container (" + sign + "), and answers leave from other ports than the published one",
                "unless it has the network of the host, a client gets no answer, or cannot acknowledge it",
                "--single-port, with docker run -p " + port + ":" + port
                        + "/udp ...\nor docker run --network host ...");
    }

    private static void published(Examined examined, List<Finding> findings) {
        for (var process : examined.host().names("/proc")) {
            if (!Character.isDigit(process.charAt(0))) continue;
            var command = examined.host()
                    .text("/proc/" + process + "/cmdline")
                    .orElse("")
                    .replace('\0', ' ');
            var proxy = PROXY.matcher(command);
            if (proxy.find() && examined.ports().contains(Integer.parseInt(proxy.group(1))))
                findings.add(Finding.warning(
                        "published",
                        "a container at " + proxy.group(2) + " has UDP port " + proxy.group(1)
                                + " of this host published",
                        "requests go there (its port " + proxy.group(3) + "), not to a server on the host",
                        "docker ps shows which; stop it, or run trivet doctor inside of it"));
        }
    }
}

package dev.trivet.app.doctor;

import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ListenAddress;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.engine.PortRange;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// A host, and what `serve` would do on it.
record Examined(Host host, ServeSettings settings) {
    private static final String SYSTEMS_RANGE = "/proc/sys/net/ipv4/ip_local_port_range";

    /// What Linux has where it does not tell.
    private static final PortRange USUAL_RANGE = new PortRange(32_768, 60_999);

    boolean isLinux() {
        return host.system().equals("Linux");
    }

    List<InetSocketAddress> places() {
        return settings.get(Keys.LISTEN).stream()
                .map(ListenAddress::socketAddress)
                .toList();
    }

    /// Ports on which it would listen; a free one that the system would choose is none of them.
    List<Integer> ports() {
        return places().stream()
                .map(InetSocketAddress::getPort)
                .filter(port -> port != 0)
                .distinct()
                .toList();
    }

    boolean singlePort() {
        return settings.get(Keys.SINGLE_PORT);
    }

    /// Ports from which transfers would answer, the listening one apart.
    PortRange answerPorts() {
        return settings.find(Keys.PORT_RANGE)
                .orElseGet(() -> host.text(SYSTEMS_RANGE)
                        .map(text -> text.strip().split("\\s+"))
                        .filter(ends -> ends.length == 2)
                        .map(ends -> new PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])))
                        .orElse(USUAL_RANGE));
    }

    /// Addresses of this host that others can send to, and that it would listen on.
    List<InetAddress> reachable() {
        return host.cards().stream()
                .filter(card -> card.up() && !card.loopback())
                .flatMap(card -> card.addresses().stream())
                .filter(this::isListenedOn)
                .toList();
    }

    /// Whether a request to that address of ours would arrive.
    boolean isListenedOn(InetAddress own) {
        return places().stream()
                .map(InetSocketAddress::getAddress)
                .anyMatch(asked -> asked.equals(own) || asked.isAnyLocalAddress() && covers(asked, own));
    }

    /// `::` stands for both families.
    private static boolean covers(InetAddress wildcard, InetAddress own) {
        return wildcard instanceof Inet6Address || !(own instanceof Inet6Address);
    }
}

package dev.trivet.app.doctor.firewall;

import dev.trivet.content.AddressRange;
import dev.trivet.engine.PortRange;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/// UDP datagrams of one kind that come to this host or leave it, the other end being anywhere.
///
/// @param ipv6 IPv4 where not
/// @param incoming whether they come to this host; else they leave it
/// @param state what connection tracking makes of them
/// @param from ports they may come from
/// @param to ports they may go to
/// @param own addresses of this host that they may come to, or leave from; all of that family
/// @param cards interfaces that they may cross, loopback apart
public record Datagram(
        boolean ipv6,
        boolean incoming,
        State state,
        PortRange from,
        PortRange to,
        List<InetAddress> own,
        List<String> cards) {

    /// Those of clients: what is below is for servers, and the server answers none of them that could begin a loop.
    public static final PortRange CLIENTS = new PortRange(1024, 65_535);

    public enum State {
        NEW,
        ESTABLISHED,
        /// To what a helper has announced.
        RELATED
    }

    Truth comesFrom(PortRange ports) {
        return overlap(from, ports);
    }

    Truth goesTo(PortRange ports) {
        return overlap(to, ports);
    }

    private static Truth overlap(PortRange mine, PortRange asked) {
        if (mine.high() < asked.low() || asked.high() < mine.low()) return Truth.NO;
        return asked.low() <= mine.low() && mine.high() <= asked.high() ? Truth.YES : Truth.MAYBE;
    }

    /// @param range of this host's end
    Truth isOwn(AddressRange range) {
        if (range.network() instanceof Inet6Address != ipv6) return Truth.NO;
        if (range.prefix() == 0) return Truth.YES;
        long within = own.stream().filter(range::contains).count();
        return within == 0 ? Truth.NO : within == own.size() ? Truth.YES : Truth.MAYBE;
    }

    /// @param range of the other end
    Truth isPeer(AddressRange range) {
        if (range.network() instanceof Inet6Address != ipv6) return Truth.NO;
        if (range.prefix() == 0) return Truth.YES;
        return range.network().isLoopbackAddress() ? Truth.NO : Truth.MAYBE;
    }

    Truth isFrom(AddressRange range) {
        return incoming ? isPeer(range) : isOwn(range);
    }

    Truth isTo(AddressRange range) {
        return incoming ? isOwn(range) : isPeer(range);
    }

    /// @param name of an interface; with a star or plus at its end: all that begin so
    Truth crosses(String name) {
        boolean pattern = name.endsWith("*") || name.endsWith("+");
        var beginning = pattern ? name.substring(0, name.length() - 1) : name;
        long fitting = cards.stream()
                .filter(card -> pattern ? card.startsWith(beginning) : card.equals(name))
                .count();
        return fitting == 0 ? Truth.NO : fitting == cards.size() ? Truth.YES : Truth.MAYBE;
    }
}

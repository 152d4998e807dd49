package dev.trivet.engine.linux;

import dev.trivet.linux.Endpoint;
import dev.trivet.linux.Inbox;
import org.jspecify.annotations.Nullable;

/// The routes of datagrams that came last, so that a peer that sends again makes no object. Bounded: a flood from
/// forged
/// addresses only makes others be made again. For one thread.
final class Routes {
    /// Some 250 octets each, made when needed; 5,000 clients of one port find nearly always their own.
    private static final int SETS = 8_192;

    private static final int WAYS = 2;

    private final @Nullable LinuxRoute[] known = new LinuxRoute[SETS * WAYS];

    /// The way of the datagram in that slot.
    ///
    /// @param bound where the socket is bound: the address that was asked, unless the socket tells
    LinuxRoute of(Inbox inbox, int slot, Endpoint bound) {
        int first = (inbox.hashOfSender(slot) & (SETS - 1)) * WAYS;
        for (int i = first; i < first + WAYS; i++) {
            var route = known[i];
            if (route != null && fits(route, inbox, slot, bound)) return route;
        }
        var made = made(inbox, slot, bound);
        known[first + 1] = known[first];
        known[first] = made;
        return made;
    }

    static boolean fits(LinuxRoute route, Inbox inbox, int slot, Endpoint bound) {
        if (!inbox.isFrom(slot, route.to())) return false;
        return inbox.tells(slot)
                ? inbox.isTo(slot, route.from()) && inbox.interfaceIndex(slot) == route.interfaceIndex()
                : route.from() == bound;
    }

    private static LinuxRoute made(Inbox inbox, int slot, Endpoint bound) {
        return inbox.tells(slot)
                ? new LinuxRoute(
                        inbox.from(slot), inbox.to(slot, bound.address().getPort()), inbox.interfaceIndex(slot))
                : new LinuxRoute(inbox.from(slot), bound, 0);
    }
}

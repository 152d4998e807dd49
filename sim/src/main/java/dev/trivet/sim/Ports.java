package dev.trivet.sim;

import dev.trivet.engine.PortRange;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;

/// Gives out ports as a system does: one after another, so that none comes again soon.
final class Ports {
    /// What systems choose from (RFC 6335 §6).
    private static final PortRange DYNAMIC = new PortRange(49_152, 65_535);

    private final Traffic traffic;
    private final RandomGenerator random;
    private int next;

    Ports(Traffic traffic, RandomGenerator random) {
        this.traffic = traffic;
        this.random = random;
        this.next = random.nextInt(size(DYNAMIC));
    }

    /// The address with a real port.
    InetSocketAddress free(InetSocketAddress address) {
        return address.getPort() == 0 ? free(address.getAddress()) : address;
    }

    InetSocketAddress in(PortRange range, InetAddress address) throws IOException {
        if (range.equals(PortRange.SYSTEM)) return free(address);
        int start = random.nextInt(size(range));
        for (int i = 0; i < size(range); i++) {
            var place = new InetSocketAddress(address, range.low() + (start + i) % size(range));
            if (!traffic.isBound(place)) return place;
        }
        throw new BindException("no port is free in " + range.low() + ":" + range.high());
    }

    private InetSocketAddress free(InetAddress address) {
        for (int i = 0; i < size(DYNAMIC); i++) {
            next = (next + 1) % size(DYNAMIC);
            var place = new InetSocketAddress(address, DYNAMIC.low() + next);
            if (!traffic.isBound(place)) return place;
        }
        throw new IllegalStateException("every port of " + address.getHostAddress() + " is taken");
    }

    private static int size(PortRange range) {
        return range.high() - range.low() + 1;
    }
}

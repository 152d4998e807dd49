package dev.trivet.app.doctor;

import dev.trivet.app.doctor.firewall.Datagram;
import dev.trivet.app.doctor.firewall.Datagram.State;
import dev.trivet.engine.PortRange;
import java.net.InetAddress;
import java.util.List;

/// The three kinds of datagrams that a firewall on the server's host sees of a transfer (RFC 1350 §4): the request, the
/// answer from a port of its own, and what the client sends to that port.
enum Leg {
    REQUEST("firewall-request"),
    ANSWER("firewall-answer"),
    TRANSFER("firewall-transfer");

    final String id;

    Leg(String id) {
        this.id = id;
    }

    /// The local port, or ports.
    PortRange ports(Examined examined, int listening) {
        return this == REQUEST || examined.singlePort() ? new PortRange(listening, listening) : examined.answerPorts();
    }

    /// @param own addresses of ours, of one family
    /// @param helped whether connection tracking knows the answer to belong to the request
    Datagram datagram(Examined examined, int listening, List<InetAddress> own, boolean ipv6, boolean helped) {
        var local = ports(examined, listening);
        boolean incoming = this != ANSWER;
        var cards = examined.host().cards().stream()
                .filter(card -> card.up() && !card.loopback())
                .map(Host.Card::name)
                .toList();
        return new Datagram(
                ipv6,
                incoming,
                state(examined, helped),
                incoming ? Datagram.CLIENTS : local,
                incoming ? local : Datagram.CLIENTS,
                own,
                cards);
    }

    /// An answer from another port is a connection of its own; what comes back belongs to it.
    private State state(Examined examined, boolean helped) {
        if (this == REQUEST) return State.NEW;
        if (this == TRANSFER || examined.singlePort()) return State.ESTABLISHED;
        return helped ? State.RELATED : State.NEW;
    }

    /// Such as `requests to port 69`.
    String words(Examined examined, int listening) {
        var range = ports(examined, listening);
        var ports = range.low() == range.high() ? "port " + range.low() : "ports " + range.low() + "-" + range.high();
        return switch (this) {
            case REQUEST -> "requests to " + ports;
            case ANSWER -> "answers from " + ports;
            case TRANSFER -> "acknowledgements and data to " + ports;
        };
    }

    /// What a client sees where they are dropped.
    String consequence() {
        return switch (this) {
            case REQUEST -> "clients ask in vain (PXE-E32)";
            case ANSWER -> "the server hears requests, and clients wait for answers in vain (PXE-E32)";
            case TRANSFER -> "transfers stop after the first block: 'never acknowledged' in the server's log";
        };
    }
}

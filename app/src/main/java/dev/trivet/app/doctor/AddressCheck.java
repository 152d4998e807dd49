package dev.trivet.app.doctor;

import dev.trivet.app.doctor.Host.Card;
import dev.trivet.app.settings.Keys;
import dev.trivet.content.AddressText;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Who can reach the addresses, and which blocks their interfaces carry in one packet.
final class AddressCheck implements Check {
    /// IP, UDP and TFTP headers.
    private static final int HEADERS_IPV4 = 32;

    private static final int HEADERS_IPV6 = 52;

    private static final int ETHERNET = 1500;

    /// Interfaces of a host with hundreds of containers.
    private static final int MOST_TOLD = 16;

    @Override
    public String name() {
        return "addresses";
    }

    @Override
    public List<Finding> look(Examined examined) {
        var findings = new ArrayList<Finding>();
        var cards = examined.host().cards().stream()
                .filter(card -> card.up() && !card.loopback() && card.mtu() > 0)
                .filter(card -> card.addresses().stream().anyMatch(examined::isListenedOn))
                .limit(MOST_TOLD)
                .toList();
        if (cards.isEmpty()) findings.add(unreachable(examined));
        for (var card : cards) findings.add(card(card, examined));
        return findings;
    }

    private static Finding unreachable(Examined examined) {
        boolean loopback =
                examined.places().stream().map(InetSocketAddress::getAddress).allMatch(InetAddress::isLoopbackAddress);
        return loopback
                ? Finding.warning(
                        "addresses",
                        "only programs of this host can ask: --listen names loopback",
                        "",
                        "--listen :69 listens on every address")
                : Finding.warning(
                        "addresses",
                        "no interface with an address to listen on is up",
                        "no client can ask",
                        "ip -brief address shows interfaces and addresses");
    }

    private static Finding card(Card card, Examined examined) {
        var told = card.name() + " " + addresses(card, examined) + ", MTU " + card.mtu();
        int fits = card.mtu() - headers(card, examined);
        var asked = examined.settings().find(Keys.MAX_BLKSIZE);
        if (asked.isPresent() && asked.get() > fits)
            return Finding.warning(
                    "fragments",
                    told + ": --max-blksize " + asked.get() + " makes fragments of blocks above " + fits,
                    "boot ROMs do not put fragments together, and firewalls drop them",
                    "--max-blksize " + fits);
        if (card.mtu() < ETHERNET)
            return Finding.hint(
                    "mtu",
                    told + ": blocks of up to " + fits + " octets fit one packet, a tunnel perhaps",
                    "larger ones are not granted there; a client that asks for none gets 512",
                    "");
        if (card.mtu() > ETHERNET && asked.isEmpty())
            return Finding.hint(
                    "mtu",
                    told + ": blocks of up to " + fits + " octets are granted",
                    "a path with a smaller MTU behind a switch or router loses them without a word",
                    "--max-blksize 1468, unless the whole way has this MTU");
        return Finding.ok(
                "addresses",
                told + ": blocks of up to " + Math.min(fits, asked.orElse(fits)) + " octets in one packet");
    }

    /// IPv4 where there is any: boot ROMs ask by it.
    private static int headers(Card card, Examined examined) {
        boolean four = card.addresses().stream()
                .filter(examined::isListenedOn)
                .anyMatch(address -> !(address instanceof Inet6Address));
        return four ? HEADERS_IPV4 : HEADERS_IPV6;
    }

    /// Without the interface, which Java appends; link-local ones only where there are no others.
    private static String addresses(Card card, Examined examined) {
        var listened = card.addresses().stream().filter(examined::isListenedOn).toList();
        boolean global = listened.stream().anyMatch(address -> !address.isLinkLocalAddress());
        return listened.stream()
                .filter(address -> !global || !address.isLinkLocalAddress())
                .map(address -> AddressText.of(address).split("%", 2)[0])
                .collect(Collectors.joining(" "));
    }
}

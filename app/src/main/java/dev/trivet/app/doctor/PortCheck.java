package dev.trivet.app.doctor;

import dev.trivet.app.ExitCode;
import dev.trivet.app.SocketText;
import dev.trivet.app.serve.ListenFailure;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.Sockets;
import dev.trivet.engine.PortTakenException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Whether each address and port can be had: taken for a moment, as `serve` would. Where not: by whom it is taken, what
/// is missing, or that it is no address of this host.
final class PortCheck implements Check {
    @Override
    public String name() {
        return "ports";
    }

    @Override
    public List<Finding> look(Examined examined) {
        if (examined.settings().get(Keys.SOCKETS) != Sockets.OWN)
            return List.of(Finding.ok("port-given", "sockets are handed over by whoever starts the server: --sockets"));
        var findings = new ArrayList<Finding>();
        for (var place : examined.places()) findings.addAll(look(place, examined.host()));
        return findings;
    }

    private static List<Finding> look(InetSocketAddress place, Host host) {
        var failure = host.bind(place);
        if (failure.isEmpty()) return List.of(Finding.ok("port-free", place(place) + " can be listened on"));
        var findings = new ArrayList<Finding>();
        var holders = Occupant.of(host, place);
        boolean taken = failure.get() instanceof PortTakenException || !holders.isEmpty();
        if (taken) findings.add(taken(place, holders));
        if (!(failure.get() instanceof PortTakenException)) findings.add(refused(place, failure.get()));
        return findings;
    }

    private static Finding taken(InetSocketAddress place, List<Occupant> holders) {
        if (holders.isEmpty())
            return Finding.problem(
                    ExitCode.CANNOT_LISTEN,
                    "port-taken",
                    place(place) + " is taken",
                    "the system does not tell by whom",
                    "run trivet doctor as root to see by which process");
        var who = holders.stream().map(Occupant::toString).distinct().collect(Collectors.joining(", "));
        var trivet = holders.stream().filter(Occupant::isTrivet).findFirst();
        if (trivet.isPresent())
            return Finding.hint(
                    "port-trivet",
                    place(place) + " is served by Trivet already: " + trivet.get(),
                    "a second server cannot listen there; this one answers",
                    "new settings: trivet reload, or kill -HUP "
                            + trivet.get().pid().orElse(0));
        var remedy = holders.stream().map(Occupant::remedy).distinct().collect(Collectors.joining("\n"));
        return Finding.problem(
                ExitCode.CANNOT_LISTEN,
                "port-taken",
                place(place) + " is taken by " + who,
                "two servers cannot have one port; clients would go on asking that program",
                remedy + "\nor listen elsewhere: --listen :6969");
    }

    private static Finding refused(InetSocketAddress place, IOException why) {
        if (ListenFailure.isNotAllowed(why) && place.getPort() < ListenFailure.UNPRIVILEGED)
            return Finding.problem(
                    ExitCode.CANNOT_LISTEN,
                    "port-privilege",
                    place(place) + " is not allowed",
                    "ports below " + ListenFailure.UNPRIVILEGED + " need a privilege, which user '"
                            + System.getProperty("user.name") + "' lacks here",
                    ListenFailure.PRIVILEGE_REMEDY);
        return Finding.problem(
                ExitCode.CANNOT_LISTEN,
                "port-address",
                place(place) + " cannot be listened on: " + why.getMessage(),
                "it is not an address of this host, or its interface is not there yet",
                "listen on every address: --listen :" + place.getPort());
    }

    static String place(InetSocketAddress place) {
        return place.getAddress().isAnyLocalAddress()
                ? "port " + place.getPort() + " (UDP)"
                : SocketText.of(place) + " (UDP)";
    }
}

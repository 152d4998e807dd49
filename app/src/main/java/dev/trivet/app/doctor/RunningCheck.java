package dev.trivet.app.doctor;

import dev.trivet.app.ExitCode;
import dev.trivet.app.SocketText;
import dev.trivet.client.TftpClient;
import dev.trivet.client.TftpException;
import dev.trivet.client.TftpException.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Where a server has the port already: whether it answers. It is asked for a name that nobody has; an ERROR is the
/// answer of a server that works.
final class RunningCheck implements Check {
    /// Longer than the pause after which a lost request is repeated.
    private static final Duration GIVE_UP = Duration.ofSeconds(4);

    private static final String NAME = "trivet-doctor-asks-whether-you-answer";

    @Override
    public String name() {
        return "a server that runs";
    }

    @Override
    public List<Finding> look(Examined examined) throws InterruptedException {
        var findings = new ArrayList<Finding>();
        for (var place : examined.places()) {
            var holders = Occupant.of(examined.host(), place);
            if (!holders.isEmpty()) findings.add(asked(reachable(place), holders));
        }
        return findings;
    }

    private static InetSocketAddress reachable(InetSocketAddress place) {
        return place.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), place.getPort())
                : place;
    }

    private static Finding asked(InetSocketAddress place, List<Occupant> holders) throws InterruptedException {
        var who = holders.getFirst() + " at " + SocketText.of(place);
        try (var client = TftpClient.builder().giveUp(GIVE_UP).noOptions().build()) {
            client.get(URI.create("tftp://" + SocketText.of(place) + "/" + NAME));
            return Finding.ok("server-answers", who + " answers requests");
        } catch (TftpException e) {
            if (e.reason() == Reason.REFUSED) return Finding.ok("server-answers", who + " answers requests");
            return silent(who, String.valueOf(e.getMessage()), holders);
        }
    }

    private static Finding silent(String who, String why, List<Occupant> holders) {
        var what = who + " has the port, and does not answer a request from this host";
        return holders.stream().anyMatch(Occupant::isTrivet)
                ? Finding.problem(
                        ExitCode.TIMED_OUT,
                        "server-silent",
                        what,
                        why,
                        "its log tells whether it heard the request; where not, a rule of the firewall drops it")
                : Finding.warning("server-silent", what, why, "its log may tell more; it may be no TFTP server");
    }
}

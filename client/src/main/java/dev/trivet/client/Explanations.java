package dev.trivet.client;

import dev.trivet.client.Network.Sign;
import dev.trivet.client.TftpException.Reason;
import dev.trivet.explain.Situation;
import dev.trivet.negotiation.Terms;
import dev.trivet.transfer.Outcome;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import dev.trivet.wire.WireText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says what a failure means and what helps, from what was seen on the way. One for each transfer.
final class Explanations {
    /// Told to the server, and to whoever waits for the result.
    static final Refusal CANCELLED = Refusal.of(Situation.CANCELLED);

    /// `char`s of an ERROR text of a server that are shown.
    private static final int TEXT_MOST = 200;

    private final Order order;
    private Sign sign = Sign.SILENCE;
    private @Nullable InetSocketAddress answeredFrom;

    Explanations(Order order) {
        this.order = order;
    }

    void seen(Sign seen) {
        sign = seen;
    }

    /// Somebody else than was asked seems to answer.
    void answeredFrom(InetSocketAddress other) {
        answeredFrom = other;
    }

    // --- before there is a transfer

    static TftpException unknownHost(String host) {
        return failure(
                Reason.NO_ROUTE,
                "no address is known for '" + WireText.printable(host, TEXT_MOST) + "'",
                "check the name, or give the server's address");
    }

    static TftpException noWay(String host, IOException why) {
        return failure(
                Reason.NO_ROUTE,
                "there is no way to " + WireText.printable(host, TEXT_MOST) + ": " + why.getMessage(),
                "is this machine in that network (ip address, ip route), and the cable in?");
    }

    static TftpException localFile(Refusal refusal) {
        return new TftpException(Reason.LOCAL_FILE, Optional.empty(), refusal.cause(), localRemedy(refusal));
    }

    static TftpException networkFailed() {
        return failure(Reason.FAULT, "the network of this machine failed", "what the fault handler heard tells more");
    }

    /// It was we who were silent.
    TftpException contentLate() {
        return failure(
                Reason.LOCAL_FILE,
                "the file here did not answer, or came too slowly, for "
                        + order.settings().giveUp().toSeconds() + " s",
                "look at the disk, or at the program that makes it; --give-up allows more time");
    }

    TftpException noPort(IOException why) {
        return failure(
                Reason.NO_ROUTE,
                "no port for the transfer: " + why.getMessage(),
                "close programs that hold many sockets, or raise the limit of open files (ulimit -n)");
    }

    // --- the other side

    TftpException noAnswer(InetSocketAddress server) {
        var at = place(server);
        var other = answeredFrom;
        if (other != null)
            return failure(
                    Reason.NO_ANSWER,
                    "no answer from " + at + ", but one from " + place(other) + ", which was not asked",
                    "ask " + other.getAddress().getHostAddress()
                            + " instead, or let the server answer from the address it is asked at");
        return switch (sign) {
            case PORT_CLOSED ->
                failure(
                        Reason.NO_ANSWER,
                        "nobody listens on UDP port " + server.getPort() + " of " + host(server)
                                + ": its host, or a firewall, says so (port unreachable)",
                        "start the TFTP server there, or name the port it listens on: tftp://" + inUri(server)
                                + ":PORT/...; --wait 60 goes on asking until it is there");
            case UNREACHABLE ->
                failure(
                        Reason.NO_ANSWER,
                        "no answer from " + at + ": the host cannot be reached",
                        "is it switched on, and is the address right? --wait 60 goes on asking until it is there");
            case SILENCE ->
                failure(
                        Reason.NO_ANSWER,
                        "no answer from " + at + ", and no sign of it",
                        "wrong address, switched off, or a firewall: does ping reach it? TFTP answers come from"
                                + " another port than was asked, so UDP from that host must be let in");
        };
    }

    /// How a transfer ended that is not complete.
    ///
    /// @param refusing why we ended it, where we did
    TftpException of(Outcome outcome, Reason refusing, InetSocketAddress server, long octets, Terms terms) {
        return switch (outcome) {
            case Outcome.Refused(var refusal) -> of(refusing, refusal);
            case Outcome.StoppedByPeer(var code, var message) -> refused(code, message);
            case Outcome.Unconfirmed() -> unconfirmed(server);
            case Outcome.PeerGone _ -> serverGone(server, octets);
            case Outcome.TimedOut _, Outcome.SizeProbe _, Outcome.Restarted _ ->
                stoppedAnswering(server, octets, terms);
            case Outcome.Completed() -> throw new IllegalStateException("nothing failed");
        };
    }

    private static TftpException stoppedAnswering(InetSocketAddress server, long octets, Terms terms) {
        var at = place(server);
        return octets > 0
                ? failure(
                        Reason.STOPPED_ANSWERING,
                        at + " stopped answering after " + octets + " octets",
                        "was it switched off, or the network cut? Try again")
                : failure(
                        Reason.STOPPED_ANSWERING,
                        at + " answered once, and then no longer",
                        terms.blockSize().octets() > 512
                                ? "large blocks may not pass: try --no-options"
                                : "a firewall may let only the first answer through: allow UDP from that host");
    }

    private static TftpException serverGone(InetSocketAddress server, long octets) {
        return failure(
                Reason.STOPPED_ANSWERING,
                "after " + octets + " octets nobody listens at " + place(server) + " any more",
                "the server ended the transfer, or was restarted: its log tells why. Try again");
    }

    private static TftpException unconfirmed(InetSocketAddress server) {
        return failure(
                Reason.UNCONFIRMED,
                "everything was sent, but " + place(server) + " never acknowledged the end",
                "the file is probably there: look at it, or send it again");
    }

    TftpException refused(ErrorCode code, String message) {
        return new TftpException(
                Reason.REFUSED, Optional.of(code), told(new Packet.Error(code, message)), remedy(code));
    }

    /// An ERROR of the server in one sentence.
    static String told(Packet.Error error) {
        var text = error.message().isBlank() ? meaning(error.code()) : WireText.printable(error.message(), TEXT_MOST);
        return "the server refused with error " + error.code().value() + (text.isEmpty() ? "" : ": " + text);
    }

    private static String meaning(ErrorCode code) {
        if (code.equals(ErrorCode.FILE_NOT_FOUND)) return "file not found";
        if (code.equals(ErrorCode.ACCESS_VIOLATION)) return "access violation";
        if (code.equals(ErrorCode.DISK_FULL)) return "disk full or allocation exceeded";
        if (code.equals(ErrorCode.ILLEGAL_OPERATION)) return "illegal TFTP operation";
        if (code.equals(ErrorCode.FILE_ALREADY_EXISTS)) return "file already exists";
        return code.equals(ErrorCode.OPTION_REFUSED) ? "an option is not acceptable" : "";
    }

    private String remedy(ErrorCode code) {
        boolean put = order.wish().put();
        if (code.equals(ErrorCode.FILE_NOT_FOUND))
            return put
                    ? "many servers take only names that exist already: make an empty file of that name there"
                    : "check the name: its case counts, and it is looked for beneath the server's root";
        if (code.equals(ErrorCode.ACCESS_VIOLATION))
            return put
                    ? "the server must allow uploads, perhaps of new names only, and from this address"
                    : "the server must be allowed to read the file, and this address to ask for it";
        if (code.equals(ErrorCode.DISK_FULL)) return "make room on the server";
        if (code.equals(ErrorCode.FILE_ALREADY_EXISTS)) return "choose another name, or remove the file there";
        if (code.equals(ErrorCode.OPTION_REFUSED)) return "try --no-options";
        return "the server's log may tell more";
    }

    /// Our own ERROR.
    TftpException of(Reason reason, Refusal refusal) {
        return switch (reason) {
            case LOCAL_FILE -> localFile(refusal);
            case TOO_LARGE ->
                !refusal.code().equals(ErrorCode.DISK_FULL)
                        ? localFile(refusal)
                        : failure(
                                reason,
                                refusal.cause(),
                                "fetch it into a file, or allow more by ClientBuilder.maxBytes");
            case PROTOCOL ->
                new TftpException(
                        reason,
                        Optional.of(refusal.code()),
                        refusal.cause(),
                        "the server is at fault; try --no-options");
            case REFUSED, NO_ANSWER, STOPPED_ANSWERING, UNCONFIRMED, NO_ROUTE, FAULT, CANCELLED ->
                failure(reason, refusal.cause(), refusal.remedy());
        };
    }

    private static String localRemedy(Refusal refusal) {
        if (refusal.code().equals(ErrorCode.DISK_FULL)) return "make room, or choose another place";
        if (refusal.code().equals(ErrorCode.ACCESS_VIOLATION)) return "choose another place, or change its rights";
        if (refusal.code().equals(ErrorCode.FILE_NOT_FOUND)) return "check the path";
        return refusal.remedy();
    }

    private static TftpException failure(Reason reason, String cause, String remedy) {
        return new TftpException(reason, Optional.empty(), cause, remedy);
    }

    private static String host(InetSocketAddress server) {
        return server.getAddress().getHostAddress();
    }

    private static String inUri(InetSocketAddress server) {
        InetAddress address = server.getAddress();
        return address.getAddress().length == 4 ? address.getHostAddress() : "[" + address.getHostAddress() + "]";
    }

    /// Address and port as a URI has them; the zone included.
    static String place(InetSocketAddress server) {
        return inUri(server) + ":" + server.getPort();
    }
}

package dev.trivet.app.serve;

import dev.trivet.app.ExitCode;
import dev.trivet.app.StartException;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ListenAddress;
import dev.trivet.engine.PortTakenException;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Why a port cannot be had, and what helps.
public final class ListenFailure {
    /// Below this Linux and macOS ask for a privilege.
    public static final int UNPRIVILEGED = 1024;

    /// One of these lines.
    public static final String PRIVILEGE_REMEDY = """
            --listen :6969                                     a port that needs none
            sudo trivet serve ... --user nobody                root only until the port is bound
            setcap cap_net_bind_service=+ep $(readlink -f $(which java))
            sysctl -w net.ipv4.ip_unprivileged_port_start=69   for every program of this host""";

    private ListenFailure() {}

    /// @param flag that says where to listen
    static StartException explained(List<ListenAddress> wanted, String flag, IOException e) {
        return new StartException(ExitCode.CANNOT_LISTEN, text(wanted, e).replace(Keys.LISTEN.flag(), flag), e);
    }

    private static String text(List<ListenAddress> wanted, IOException e) {
        var places = wanted.stream().map(ListenAddress::toString).collect(Collectors.joining(", "));
        var why = String.valueOf(e.getMessage());
        if (e instanceof PortTakenException taken)
            return "cannot listen: " + why + "; "
                    + (taken.owner().isPresent() ? "end that program" : "end the program that holds it")
                    + ", or listen elsewhere: --listen :6969";
        if (isNotAllowed(e) && wanted.stream().anyMatch(l -> l.port() < UNPRIVILEGED)) return needsPrivilege(places);
        if (e instanceof BindException)
            return "cannot listen on " + places + ": " + why + "; is it an address of this host?";
        return "cannot listen on " + places + ": " + why;
    }

    /// Whether the system refused for want of a privilege.
    public static boolean isNotAllowed(IOException e) {
        var why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return e instanceof SocketException && why.contains("permission");
    }

    private static String needsPrivilege(String places) {
        return "cannot listen on " + places + ": ports below 1024 need a privilege. One of:\n"
                + PRIVILEGE_REMEDY.indent(2).stripTrailing();
    }
}

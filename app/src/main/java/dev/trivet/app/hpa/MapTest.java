package dev.trivet.app.hpa;

import dev.trivet.app.ExitCode;
import dev.trivet.app.map.MapFile;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.SettingsException;
import dev.trivet.app.settings.Values;
import dev.trivet.content.AskedName;
import dev.trivet.content.MappedName;
import dev.trivet.content.Peer;
import dev.trivet.remap.MapRules;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/// The map file of a command line, before anything is started: what is wrong with it has exit codes of its own; and
/// `--map-test`. What each rule does is shown by `trivet map`.
final class MapTest {
    /// For documentation only (RFC 5737, RFC 3849); those of tftpd-hpa.
    private static final String CLIENT_4 = "192.0.2.34";

    private static final String CLIENT_6 = "2001:db8::34";

    private MapTest() {}

    /// @return empty where none are named
    /// @throws UsageException with 66 where they cannot be read, 78 where they are wrong
    static Optional<MapRules> rules(Values server) throws UsageException {
        try {
            return MapFile.of(server.find(Keys.MAP_FILE), server.get(Keys.MAP_STEPS));
        } catch (SettingsException e) {
            var exit = e.exitCode() == ExitCode.USAGE ? SysExit.CONFIGURATION : SysExit.of(e.exitCode());
            throw new UsageException(exit, String.join("\n", e.lines()));
        }
    }

    /// The name that comes of `name`; with `--create` as if it were uploaded, with `--ipv6` by a client of IPv6.
    static SysExit print(String name, Words words, PrintStream out, PrintStream err) throws UsageException {
        var file = words.last(Flag.MAP_FILE)
                .orElseThrow(() -> new UsageException("--map-test needs --map-file, whose rules it tries"));
        var settings = Values.NONE.with(Keys.MAP_FILE, Path.of(file.value()));
        var steps = words.last(Flag.MAP_STEPS);
        if (steps.isPresent()) settings = Translation.with(settings, Keys.MAP_STEPS, steps.get());
        var rules = rules(settings).orElseThrow();
        var client = InetAddress.ofLiteral(words.has(Flag.IPV6) ? CLIENT_6 : CLIENT_4);
        var asked = new AskedName(Peer.of(new InetSocketAddress(client, 0)), name, words.has(Flag.CREATE), _ -> false);
        switch (rules.map(asked, _ -> {})) {
            case MappedName.Meant(var meant) -> {
                out.println(meant);
                return SysExit.DONE;
            }
            case MappedName.Refused(var refusal) -> {
                err.println(
                        InTftpd.NAME + ": refused with error " + refusal.code().value() + ", " + refusal.text());
                return SysExit.DATA;
            }
        }
    }
}

package dev.trivet.app.map;

import dev.trivet.app.ExitCode;
import dev.trivet.app.TextConverter;
import dev.trivet.app.Version;
import dev.trivet.app.settings.SettingsException;
import dev.trivet.content.AddressText;
import dev.trivet.content.AskedName;
import dev.trivet.content.ContentRequest;
import dev.trivet.content.MappedName;
import dev.trivet.content.Peer;
import dev.trivet.content.Resolution;
import dev.trivet.content.Root;
import dev.trivet.content.Roots;
import dev.trivet.remap.MapRules;
import dev.trivet.wire.Mode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trivet map`: what the rules of a map file make of a name, without a server.
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows what the rules of a map file (docs/map-files.md) make of a name, step by step.",
        sortOptions = false,
        optionListHeading = "%n",
        footer = {
            "",
            "Exit codes: 0 a name came of it; 2 the rules are wrong; 3 the file cannot be read;",
            "4 the rules refuse the name.",
            "",
            "Examples:",
            "  What a Windows client gets:",
            "    trivet map tftp.map 'C:\\Boot\\BCD'",
            "  What an upload by that client comes to, with every rule that was tried:",
            "    trivet map tftp.map configs/r1 --put --client 2001:db8::7 --verbose",
            "  Rules with E look whether a file is there:",
            "    trivet map tftp.map pxelinux.0 --root /srv/tftp"
        })
public final class MapCommand implements Callable<Integer> {
    /// For documentation only (RFC 5737), as in tftpd-hpa's own test of rules.
    private static final String CLIENT = "192.0.2.34";

    /// Put here by picocli.
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "RULES", description = "The map file")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "NAME", description = "The name as a client asks for it")
    private String name = "";

    @Option(
            names = "--client",
            paramLabel = "IP",
            converter = Address.class,
            defaultValue = CLIENT,
            description = "Who asks (default: ${DEFAULT-VALUE})")
    private InetAddress client = InetAddress.ofLiteral(CLIENT);

    @Option(names = "--put", description = "The client sends the file; without it, it fetches")
    private boolean put;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "" + MapRules.DEFAULT_MAX_STEPS,
            description = "Rules that may be tried (default: ${DEFAULT-VALUE}), as --map-steps of serve")
    private int steps = MapRules.DEFAULT_MAX_STEPS;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "Where rules with E look for files; without it none is there")
    private Optional<Path> root = Optional.empty();

    @Option(names = "--verbose", description = "Also the rules that do not apply")
    private boolean verbose;

    @Override
    public Integer call() {
        if (steps < 1 || steps > MapRules.LARGEST_MAX_STEPS)
            throw new ParameterException(
                    spec.commandLine(), "--steps must be 1 to " + MapRules.LARGEST_MAX_STEPS + ": " + steps);
        try {
            return run(MapFile.read(file, steps)).number();
        } catch (SettingsException e) {
            e.lines().forEach(err()::println);
            return e.exitCode().number();
        } catch (IOException e) {
            err().println("trivet: " + e.getMessage());
            return ExitCode.LOCAL_FILE.number();
        }
    }

    private ExitCode run(MapRules rules) throws IOException {
        rules.remarks().forEach(err()::println);
        if (root.isEmpty()) return map(rules, _ -> false);
        try (var roots = Roots.open(List.of(Root.at(root.get())))) {
            return map(rules, asked -> isThere(roots, asked));
        }
    }

    private ExitCode map(MapRules rules, Predicate<String> isThere) {
        var out = spec.commandLine().getOut();
        out.println((put ? "write " : "read ") + StepText.quoted(name) + " asked for by " + AddressText.of(client));
        var asked = new AskedName(peer(), name, put, isThere);
        var mapped = rules.map(asked, step -> {
            if (verbose || StepText.isNews(step)) out.println("line " + step.line() + ": " + StepText.of(step));
        });
        return told(mapped, out);
    }

    private ExitCode told(MappedName mapped, PrintWriter out) {
        return switch (mapped) {
            case MappedName.Meant(var meant) -> {
                out.println("result: " + (meant.equals(name) ? "unchanged, " : "") + StepText.quoted(meant));
                yield ExitCode.DONE;
            }
            case MappedName.Refused(var refusal) -> {
                out.println("result: error " + refusal.code().value() + ", " + StepText.quoted(refusal.text()) + ": "
                        + refusal.cause());
                yield ExitCode.REFUSED;
            }
        };
    }

    /// Looks only, also for an upload: nothing is made.
    private boolean isThere(Roots roots, String meant) {
        var request = new ContentRequest(peer(), meant, Mode.OCTET, OptionalLong.empty());
        if (!(roots.read(request).orElse(null) instanceof Resolution.Found found)) return false;
        found.source().close();
        return true;
    }

    private Peer peer() {
        return Peer.of(new InetSocketAddress(client, 0));
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    static final class Address extends TextConverter<InetAddress> {
        Address() {
            super(AddressText::parse);
        }
    }
}

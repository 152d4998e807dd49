package dev.trivet.app.serve;

import dev.trivet.app.TextConverter;
import dev.trivet.app.Version;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trivet serve`: flags to [ServeSettings], for a [Serving].
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Serves a folder to TFTP clients, in the foreground, until SIGTERM or Ctrl-C.",
        abbreviateSynopsis = true,
        sortOptions = false,
        optionListHeading = "%n",
        footer = {
            "",
            "Examples:",
            "  Serve ./boot on port 6969, which needs no privilege, and fetch a file:",
            "    trivet serve boot --listen :6969",
            "    curl -O tftp://localhost:6969/hello.txt",
            "  Take backups from the routers of one network, and keep what was there before:",
            "    trivet serve backups --write version --allow-write 10.20.0.0/16",
            "  Behind NAT, in a container, with one port published:",
            "    trivet serve boot --listen :6969 --single-port",
            "  On port 69, and no longer root once it is bound:",
            "    sudo trivet serve /srv/tftp --user nobody"
        })
public final class ServeCommand implements Callable<Integer> {
    private final Serving serving;

    /// Put here by picocli.
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "What is served (default: ./tftpboot, made with a small hello.txt where it is missing)")
    private Optional<Path> root = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "ADDR:PORT",
            converter = ListenAddresses.class,
            description = {
                "Where to listen (repeatable; default :69, which is",
                "every address): 192.0.2.1:69 or [::1]:6969;",
                "port 0 takes a free one and prints it"
            })
    private List<ListenAddress> listen = new ArrayList<>();

    @Mixin
    private UploadOptions uploads = new UploadOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private NameOptions names = new NameOptions();

    @Mixin
    private AccessOptions access = new AccessOptions();

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private ProcessOptions process = new ProcessOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /// The command that serves until a signal ends it.
    public static ServeCommand to(PrintStream out, PrintStream err) {
        return new ServeCommand(new ServerProcess(out, err));
    }

    ServeCommand(Serving serving) {
        this.serving = serving;
    }

    @Override
    public Integer call() {
        if (output.contradictory())
            throw new ParameterException(spec.commandLine(), "--verbose and --quiet exclude each other");
        return serving.serve(settings()).number();
    }

    private ServeSettings settings() {
        return new ServeSettings(
                root,
                listen.isEmpty() ? List.of(ListenAddress.DEFAULT) : listen,
                uploads.settings(),
                network.settings(),
                names.settings(),
                access.settings(),
                load.settings(),
                process.settings(),
                output.settings());
    }

    static final class ListenAddresses extends TextConverter<ListenAddress> {
        ListenAddresses() {
            super(ListenAddress::parse);
        }
    }
}

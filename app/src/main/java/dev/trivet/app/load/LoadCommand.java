package dev.trivet.app.load;

import dev.trivet.app.ExitCode;
import dev.trivet.app.NumberText;
import dev.trivet.app.OpenFiles;
import dev.trivet.app.SecondsConverter;
import dev.trivet.app.SizeConverter;
import dev.trivet.app.TextConverter;
import dev.trivet.app.Version;
import dev.trivet.app.transfer.Interruption;
import dev.trivet.app.transfer.RequestOptions;
import dev.trivet.app.transfer.RequestSettings;
import dev.trivet.app.transfer.StatusLine;
import dev.trivet.content.Durability;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trivet load`: flags to a [LoadRun], and what it came to.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Puts a load on a TFTP server, with many clients at once, and tells how it does: rates, times,"
                + " repeats, failures, broken rules. Keeps nothing of what it fetches, but compares: every transfer of a"
                + " name must bring the same octets.",
        customSynopsis = "trivet load [FLAGS] URI",
        sortOptions = false,
        optionListHeading = "%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no transfer failed, and no rule was broken",
            "1:a fault in Trivet",
            "2:wrong flags, a server that must not be loaded, or too few open files allowed; nothing was done",
            "3:standard output cannot be written",
            "4:the server refused all of them, or broke a rule",
            "5:no answer",
            "6:some completed, some failed, or failed for different reasons",
            "130:Ctrl-C (128 and the number of the signal), after the report"
        },
        footer = {
            "",
            "Examples:",
            "  A first look: 16 clients, 1,000 transfers or ten seconds:",
            "    trivet load tftp://127.0.0.1:6969/hello.txt",
            "  All 300 machines of a building start at once, after a power cut:",
            "    trivet load tftp://192.168.1.1/pxelinux.0 --clients 300 --transfers 300",
            "  A bad line, for a minute, as one object of JSON:",
            "    trivet load tftp://192.168.1.1/initrd --loss 2 --duration 60 --json",
            "  500 switches leave their configuration, each under a name of its own:",
            "    trivet load tftp://10.0.0.9/sw-{client}.cfg --put 40K --clients 500",
            "",
            "In a name {client} is the number of the client, {transfer} that of the",
            "transfer, from 1. What is sent gets the client's number appended where neither",
            "is in the name. docs/load.md tells how to read the report."
        })
public final class LoadCommand implements Callable<Integer> {
    private static final int MOST_CLIENTS = 10_000;
    private static final int USUAL_CLIENTS = 16;

    /// Ports that repeat a last ACK (1,024), the JVM's own files.
    private static final int OTHER_FILES = 1_280;

    private static final double PERCENT = 100;

    private final Supplier<Around> around;

    /// Put here by picocli.
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1",
            paramLabel = "URI",
            description = "What to fetch or to send: tftp://HOST[:PORT]/NAME[;mode=netascii]. Of a host with several"
                    + " addresses the first is loaded")
    private String uri = "";

    @Option(
            names = "--clients",
            paramLabel = "N",
            converter = Clients.class,
            description = "At once, 1 to 10000, each with a port of its own; no more than there are transfers"
                    + " (default: 16)")
    private int clients = USUAL_CLIENTS;

    @Option(
            names = "--transfers",
            paramLabel = "N",
            converter = Transfers.class,
            description = "Of all clients together (default: 1000, or one for each client where these are more,"
                    + " unless --duration is given)")
    private Optional<Integer> transfers = Optional.empty();

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            converter = SecondsConverter.Positive.class,
            description = "Ends after this, or after --transfers; what runs then is cut off (default: 10, unless"
                    + " --transfers is given)")
    private Optional<Duration> duration = Optional.empty();

    @Option(
            names = "--put",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "Send files of this size, such as 1500, 40K or 4M, instead of fetching")
    private Optional<Long> put = Optional.empty();

    @Option(
            names = "--loss",
            paramLabel = "PERCENT",
            converter = Losses.class,
            description = "Lose so many of the datagrams on purpose, both ways, 0 to 90 (default: 0)")
    private double loss;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = Seeds.class,
            description = "Of the chance that picks what is lost (default: 1)")
    private long seed = 1;

    @Option(
            names = "--allow-public",
            description = "Load a server whose address is neither loopback nor private; its owner must agree")
    private boolean allowPublic;

    @Option(names = "--json", description = "The report as one JSON object, its names are in docs/load.md")
    private boolean json;

    @Mixin
    private RequestOptions request = new RequestOptions();

    public static LoadCommand to(PrintStream out, PrintStream err) {
        return new LoadCommand(() -> Around.process(out, err));
    }

    LoadCommand(Supplier<Around> around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        request.contradiction().ifPresent(why -> {
            throw wrong(why);
        });
        var surroundings = around.get();
        try {
            var settings = request.settings(Durability.RENAME);
            var target = Target.of(uri, put.isPresent(), allowPublic, surroundings.resolver());
            return run(surroundings, settings, plan(target, settings));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        } catch (Target.Refused e) {
            return refused(surroundings, String.valueOf(e.getMessage()), e.remedy());
        }
    }

    private Plan plan(Target target, RequestSettings settings) {
        return new Plan(
                        target,
                        clients,
                        transfers.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                        duration,
                        put.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                        target.mode().orElse(settings.mode()))
                .bounded();
    }

    private int run(Around surroundings, RequestSettings settings, Plan plan) {
        long allowed = OpenFiles.raised().orElse(Long.MAX_VALUE);
        if (allowed < plan.clients() + OTHER_FILES)
            return refused(
                    surroundings,
                    plan.clients() + " clients need " + (plan.clients() + OTHER_FILES) + " open files, and " + allowed
                            + " are allowed",
                    "raise ulimit -n, or take fewer --clients");
        try (var interruption = Interruption.ofThisThread()) {
            surroundings.signals().accept(interruption);
            var report = measured(surroundings, new LoadRun(plan), settings);
            boolean told = tell(surroundings, report);
            if (interruption.happened()) return interruption.exitCode();
            return (told ? report.exitCode() : ExitCode.LOCAL_FILE).number();
        }
    }

    private LoadReport measured(Around surroundings, LoadRun run, RequestSettings settings) {
        var builder = settings.client().loss(loss / PERCENT, seed);
        if (surroundings.columns().isEmpty()) return run.run(builder);
        var line = new StatusLine(surroundings.err(), surroundings.columns().getAsInt());
        try (var _ = new LiveLine(run, line)) {
            return run.run(builder);
        }
    }

    /// @return whether it arrived
    private boolean tell(Around surroundings, LoadReport report) {
        if (json) surroundings.out().println(ReportJson.of(report));
        else ReportText.lines(report).forEach(surroundings.out()::println);
        if (!surroundings.out().checkError()) return true;
        surroundings.err().println("trivet: standard output cannot be written: is the disk full?");
        return false;
    }

    private static int refused(Around surroundings, String why, String remedy) {
        surroundings.err().println("trivet: " + why);
        surroundings.err().println("  remedy: " + remedy);
        return ExitCode.USAGE.number();
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    static final class Clients extends TextConverter<Integer> {
        Clients() {
            super(text -> NumberText.parse(text, 1, MOST_CLIENTS));
        }
    }

    static final class Transfers extends TextConverter<Integer> {
        Transfers() {
            super(text -> NumberText.parse(text, 1, Integer.MAX_VALUE));
        }
    }

    static final class Seeds extends TextConverter<Long> {
        Seeds() {
            super(text -> (long) NumberText.parse(text, 0, Integer.MAX_VALUE));
        }
    }

    static final class Losses extends TextConverter<Double> {
        private static final double MOST = 90;

        Losses() {
            super(Losses::parse);
        }

        private static Double parse(String text) {
            var complaint = "'" + text + "' is not a share from 0 to 90 percent, such as 2 or 0.5";
            try {
                double percent = Double.parseDouble(text);
                if (percent >= 0 && percent <= MOST) return percent;
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(complaint, e);
            }
            throw new IllegalArgumentException(complaint);
        }
    }
}

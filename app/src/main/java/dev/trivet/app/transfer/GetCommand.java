package dev.trivet.app.transfer;

import dev.trivet.app.TextConverter;
import dev.trivet.app.Version;
import dev.trivet.app.WordText;
import dev.trivet.content.Durability;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trivet get`: URIs and flags to a [Batch].
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Fetches files from a TFTP server. A file appears whole or not at all; what was there before"
                + " stays until then.",
        customSynopsis = "trivet get [FLAGS] URI... [-o FILE|DIR|-]",
        sortOptions = false,
        optionListHeading = "%n",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.DONE,
            ExitCodes.FAULT,
            ExitCodes.USAGE,
            ExitCodes.LOCAL_FILE,
            ExitCodes.REFUSED,
            ExitCodes.TIMED_OUT,
            ExitCodes.MIXED,
            ExitCodes.SIGNAL
        },
        footer = {
            "",
            "Examples:",
            "  Fetch a file into the current folder:",
            "    trivet get tftp://192.0.2.1/hello.txt",
            "  From another port, under another name:",
            "    trivet get tftp://192.0.2.1:6969/boot/pxelinux.0 -o /srv/tftp/lpxe",
            "  Several, into a folder, with a line of JSON for each:",
            "    trivet get --json tftp://r1/r1-confg tftp://r2/r2-confg -o backups",
            "  To another program:",
            "    trivet get tftp://192.0.2.1/initrd.gz -o - | zcat | cpio -t",
            "  A text, with its line ends turned:",
            "    trivet get 'tftp://192.0.2.1/motd;mode=netascii'",
            "",
            "tftp://host/x asks for x, tftp://host//x for /x, and %%20 is a space."
        })
public final class GetCommand implements Callable<Integer> {
    private final Supplier<Surroundings> around;

    /// Put here by picocli.
    @Spec
    private CommandSpec spec = CommandSpec.create();

    // Taken apart later: an unknown flag is complained about first.
    @Parameters(
            arity = "1..*",
            paramLabel = "URI",
            description = "What to fetch: tftp://HOST[:PORT]/NAME[;mode=netascii]")
    private List<String> uris = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE|DIR|-",
            description = "Where to put it; '-' is standard output (default: the current folder, under the last part of"
                    + " the name)")
    private String output = "";

    @Option(
            names = "--durability",
            paramLabel = "disk|rename",
            converter = Durabilities.class,
            description = "The server hears that all arrived when it would survive a power cut, or sooner"
                    + " (default: disk)")
    private Durability durability = Durability.DISK;

    @Mixin
    private RequestOptions request = new RequestOptions();

    @Mixin
    private ReportOptions report = new ReportOptions();

    public static GetCommand to(InputStream in, PrintStream out, PrintStream err) {
        return new GetCommand(() -> Surroundings.ofProcess(in, out, err));
    }

    GetCommand(Supplier<Surroundings> around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        boolean contentOnOut = output.equals(Job.STANDARD_STREAM);
        if (contentOnOut && report.json())
            throw wrong("-o - and --json exclude each other: both are for standard output");
        request.contradiction().ifPresent(why -> {
            throw wrong(why);
        });
        var surroundings = around.get();
        return new Batch(surroundings, Reporter.of(surroundings, report, contentOnOut))
                .run(jobs(surroundings), request.settings(durability));
    }

    private List<Job> jobs(Surroundings surroundings) {
        try {
            return new GetJobs(surroundings)
                    .of(uris.stream().map(RemoteFile::parse).toList(), output);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    static final class Durabilities extends TextConverter<Durability> {
        Durabilities() {
            super(text -> WordText.parse(text, Durability.class));
        }
    }
}

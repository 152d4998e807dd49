package dev.trivet.app.transfer;

import dev.trivet.app.Version;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trivet put`: files, a URI and flags to a [Batch].
@Command(
        name = "put",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Sends files to a TFTP server.",
        customSynopsis = "trivet put [FLAGS] FILE... URI",
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
            "  Send a file under its own name:",
            "    trivet put startup-config tftp://192.0.2.1/",
            "  Under another name:",
            "    trivet put build/firmware.bin tftp://192.0.2.1:6969/images/fw-2.1.bin",
            "  Several, into a folder of the server:",
            "    trivet put r1-confg r2-confg tftp://192.0.2.1/configs/",
            "  What another program writes:",
            "    tar -c etc | trivet put - tftp://192.0.2.1/etc.tar",
            "  To a board that listens only for a moment when it is switched on:",
            "    trivet put --wait 60 openwrt.bin tftp://192.168.1.1/firmware.bin",
            "",
            "Most servers take no files unless they are told to; Trivet does with --write create"
        })
public final class PutCommand implements Callable<Integer> {
    private final Supplier<Surroundings> around;

    /// Put here by picocli.
    @Spec
    private CommandSpec spec = CommandSpec.create();

    // Taken apart later: an unknown flag is complained about first.
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE... URI",
            hideParamSyntax = true,
            description = "What to send, '-' is standard input; and where to: tftp://HOST[:PORT]/NAME[;mode=netascii]."
                    + " A URI that ends in '/' takes each file under its own name")
    private List<String> filesAndUri = new ArrayList<>();

    @Mixin
    private RequestOptions request = new RequestOptions();

    @Mixin
    private ReportOptions report = new ReportOptions();

    public static PutCommand to(InputStream in, PrintStream out, PrintStream err) {
        return new PutCommand(() -> Surroundings.ofProcess(in, out, err));
    }

    PutCommand(Supplier<Surroundings> around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        request.contradiction().ifPresent(why -> {
            throw wrong(why);
        });
        var surroundings = around.get();
        return new Batch(surroundings, Reporter.of(surroundings, report, false))
                // What is sent is stored by the other side.
                .run(jobs(surroundings), request.settings(Durability.DISK));
    }

    private List<Job> jobs(Surroundings surroundings) {
        if (filesAndUri.size() < 2) throw wrong("put needs a file and where it goes: trivet put FILE tftp://HOST/");
        try {
            var files = filesAndUri.subList(0, filesAndUri.size() - 1);
            return new PutJobs(surroundings).of(files, RemoteFile.parseTarget(filesAndUri.getLast()));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}

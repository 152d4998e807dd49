package dev.trivet.app.hpa;

import dev.trivet.app.Version;
import dev.trivet.linux.Linux;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What `in.tftpd --help` and `--version` print.
final class Help {
    private static final int MEANING_AT = 30;

    /// Of a terminal.
    private static final int WIDTH = 80;

    private Help() {}

    static void print(PrintStream out) {
        out.println("Usage: in.tftpd [FLAG...] DIR...");
        out.println("Serves files by TFTP in the place of tftpd-hpa: its flags, rules, log, exit codes.");
        for (var since : Flag.Since.values()) {
            out.println();
            out.println("Flags of " + since.words() + ":");
            Stream.of(Flag.values()).filter(flag -> flag.since() == since).forEach(flag -> print(flag, out));
        }
        EXAMPLES.forEach(out::println);
    }

    private static final List<String> EXAMPLES = List.of(
            "",
            "Examples:",
            "  What Debian's tftpd-hpa runs:",
            "    trivet in.tftpd --listen --user tftp --address :69 --secure /srv/tftp",
            "  In a terminal, on a port that needs no privilege, with the log there:",
            "    trivet in.tftpd --foreground --stderr -vva :6969 --secure /srv/tftp",
            "  See which settings of 'trivet serve' the same are:",
            "    trivet serve --from-tftpd-hpa /etc/default/tftpd-hpa --print-config",
            "",
            "Exit codes: 64 wrong flags, 66 directory or map file unreadable, 67 unknown user, 70 fault,",
            "71 refused by the system, 78 mistakes in the map file.");

    private static void print(Flag flag, PrintStream out) {
        var letter = flag.letter().map(c -> "-" + c + ", ").orElse("    ");
        var label = flag.label().isEmpty() || flag.mayTakeValue() ? flag.label() : " " + flag.label();
        var left = "  " + letter + flag.spelled() + label;
        var others = flag.names().size() > 1
                ? " (also --"
                        + String.join(
                                ", --", flag.names().subList(1, flag.names().size())) + ")"
                : "";
        if (left.length() >= MEANING_AT) {
            out.println(left);
            left = "";
        }
        for (var line : wrapped(flag.meaning() + others)) {
            out.println(left + " ".repeat(MEANING_AT - left.length()) + line);
            left = "";
        }
    }

    private static List<String> wrapped(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH - MEANING_AT) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    static void version(PrintStream out) {
        Stream.of(new Version().getVersion()).forEach(out::println);
        out.println("In the place of tftp-hpa 5.2, with remapping, with IPv6, "
                + Linux.missing().map(why -> "without the Linux engine: " + why).orElse("with the Linux engine"));
    }
}

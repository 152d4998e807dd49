package dev.trivet.app.doctor;

import dev.trivet.app.ExitCode;
import dev.trivet.wire.WireText;

/// One thing that was found on a host.
///
/// @param id in kebab-case, for programs: a promise
/// @param what in one line
/// @param why it is so, or what comes of it; empty where `what` says it all
/// @param remedy commands or settings, a line each; empty where nothing is to be done
/// @param exitCode how `serve` would end, or what its clients would see; [ExitCode#DONE] for all but problems
record Finding(String id, Level level, String what, String why, String remedy, ExitCode exitCode) {
    /// Names and rules of the host are cut here.
    private static final int LONGEST = 2_000;

    /// Takes out control characters: names of files and processes are anybody's.
    Finding {
        what = clean(what);
        why = clean(why);
        remedy = clean(remedy);
    }

    static Finding ok(String id, String what) {
        return new Finding(id, Level.OK, what, "", "", ExitCode.DONE);
    }

    static Finding hint(String id, String what, String why, String remedy) {
        return new Finding(id, Level.HINT, what, why, remedy, ExitCode.DONE);
    }

    static Finding warning(String id, String what, String why, String remedy) {
        return new Finding(id, Level.WARNING, what, why, remedy, ExitCode.DONE);
    }

    static Finding problem(ExitCode exitCode, String id, String what, String why, String remedy) {
        return new Finding(id, Level.PROBLEM, what, why, remedy, exitCode);
    }

    private static String clean(String text) {
        return String.join(
                "\n",
                text.lines().map(line -> WireText.printable(line, LONGEST)).toList());
    }
}

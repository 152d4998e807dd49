package dev.trivet.flow;

import dev.trivet.explain.Situation;
import dev.trivet.transfer.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;

/// What ends a transfer because its content failed.
public final class Failures {
    private Failures() {}

    static Refusal fileSystemSilent(Duration waited) {
        return Refusal.of(Situation.FILE_SYSTEM_SILENT, waited.toSeconds());
    }

    static Refusal tooMuchWork() {
        return Refusal.of(Situation.TOO_MUCH_WORK);
    }

    static Refusal unreadable(IOException why) {
        return why instanceof EOFException
                ? Refusal.of(Situation.SHORTENED)
                : Refusal.of(Situation.READ_FAILED_LATER, String.valueOf(why.getMessage()));
    }

    static Refusal outOfMemory() {
        return Refusal.of(Situation.OUT_OF_MEMORY);
    }

    /// A fault in the program or in content that a program made.
    public static Refusal fault(Throwable fault) {
        return Refusal.of(Situation.FAULT, fault);
    }

    /// Whether it was [#fault].
    public static boolean isFault(Refusal refusal) {
        return refusal.situation() == Situation.FAULT;
    }
}

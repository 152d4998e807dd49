package dev.trivet.flow;

import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;

/// What ends a transfer because its content failed, each with cause and remedy.
public final class Failures {
    private static final String FAULT = "Internal fault";

    private Failures() {}

    static Refusal fileSystemSilent(Duration waited) {
        return new Refusal(
                ErrorCode.NOT_DEFINED,
                "The file system does not answer",
                "the file system, or the program that makes the content, does not answer: gave up after "
                        + waited.toSeconds() + " s",
                "look at the disk, the network file system or the program that holds the file");
    }

    static Refusal tooMuchWork() {
        return new Refusal(
                ErrorCode.NOT_DEFINED,
                "Busy, try again",
                "too much work waits for the disk",
                "look at the disk, or allow fewer transfers at once");
    }

    static Refusal unreadable(IOException why) {
        if (why instanceof EOFException) return truncated();
        return new Refusal(
                ErrorCode.NOT_DEFINED,
                "Cannot read the file",
                "the file could not be read: " + why.getMessage(),
                "look at the disk, or the network file system");
    }

    private static Refusal truncated() {
        return new Refusal(
                ErrorCode.NOT_DEFINED,
                "File changed while it was sent",
                "the file became shorter while it was sent",
                "replace files by rename: a running transfer then goes on with the old content");
    }

    static Refusal outOfMemory() {
        return new Refusal(
                ErrorCode.NOT_DEFINED,
                "Too many uploads, try again",
                "no memory is left for octets that wait to be stored",
                "fewer uploads at once, a smaller window, a faster disk; or more memory for the JVM (-Xmx)");
    }

    /// A fault in the program or in content that a program made.
    public static Refusal fault(Throwable fault) {
        return new Refusal(
                ErrorCode.NOT_DEFINED,
                FAULT,
                "a fault in Trivet, or in the program that uses it: " + fault,
                "please report it, or mend that program");
    }

    /// Whether it was [#fault].
    public static boolean isFault(Refusal refusal) {
        return refusal.text().equals(FAULT);
    }
}

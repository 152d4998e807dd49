package dev.trivet.negotiation;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The options that can be agreed on, and the values that their RFC allows. All values are decimal numbers.
enum KnownOption {
    /// RFC 2348: octets.
    BLKSIZE("blksize", Subject.BLOCK_SIZE, BlockSize.SMALLEST, BlockSize.LARGEST),
    /// tftpd-hpa: as blksize, but only a power of two is granted.
    BLKSIZE2("blksize2", Subject.BLOCK_SIZE, BlockSize.SMALLEST, BlockSize.LARGEST),
    /// RFC 7440: blocks.
    WINDOWSIZE("windowsize", Subject.WINDOW_SIZE, 1, 65_535),
    /// RFC 2349: seconds.
    TIMEOUT("timeout", Subject.TIMEOUT, 1, 255),
    /// tftpd-hpa: microseconds.
    UTIMEOUT("utimeout", Subject.TIMEOUT, 10_000, 255_000_000),
    /// RFC 2349: octets.
    TSIZE("tsize", Subject.TRANSFER_SIZE, 0, Long.MAX_VALUE),
    /// tftpd-hpa: the number that follows block 65535. Other numbers than these two it would take, nobody asks for.
    ROLLOVER("rollover", Subject.ROLLOVER, 0, 1);

    /// What an option settles. Two options for one subject are rivals: the first counts.
    enum Subject {
        BLOCK_SIZE,
        WINDOW_SIZE,
        TIMEOUT,
        TRANSFER_SIZE,
        ROLLOVER
    }

    /// Digits of the largest `long`. A longer text is no number that anybody needs, and would come back in the OACK.
    private static final int MOST_DIGITS = 19;

    private final String wire;
    private final Subject subject;
    private final long smallest;
    private final long largest;

    KnownOption(String wire, Subject subject, long smallest, long largest) {
        this.wire = wire;
        this.subject = subject;
        this.smallest = smallest;
        this.largest = largest;
    }

    /// The option of that name, "case insensitive" (RFC 2347 §2).
    static Optional<KnownOption> named(String name) {
        return Stream.of(values())
                .filter(known -> known.wire.equalsIgnoreCase(name))
                .findFirst();
    }

    /// The lower-case name of the RFC.
    String wire() {
        return wire;
    }

    Subject subject() {
        return subject;
    }

    /// The number that `value` spells; empty where it is none, or out of this option's range.
    OptionalLong number(String value) {
        if (value.isEmpty() || value.length() > MOST_DIGITS) return OptionalLong.empty();
        if (!value.chars().allMatch(c -> c >= '0' && c <= '9')) return OptionalLong.empty();
        long number = 0;
        for (int i = 0; i < value.length(); i++) number = number * 10 + (value.charAt(i) - '0');
        boolean inRange = number >= smallest && number <= largest; // 19 digits beyond a long have turned negative
        return inRange ? OptionalLong.of(number) : OptionalLong.empty();
    }
}

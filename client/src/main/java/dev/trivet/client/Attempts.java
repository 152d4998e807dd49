package dev.trivet.client;

import dev.trivet.negotiation.Acceptance;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.Negotiation;
import dev.trivet.wire.Options;
import dev.trivet.wire.Options.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// What is asked for, from one attempt to the next: less and less, since every server speaks plain RFC 1350. Knows
/// nothing of packets and time.
///
/// ```
/// all options -- an option wrongly acknowledged --> without it
///             -- nothing after the OACK ----------> smaller blocks, and smaller ones, then no option
///             -- ERROR, or no answer at all ------> no option
/// ```
final class Attempts {
    /// Octets in flight that the receive buffer of every system holds (Linux counts each datagram half as large again,
    /// and grants 416 KiB): a larger window is not asked for by default.
    private static final int WINDOW_OCTETS = 128 << 10;

    /// What servers grant by default.
    private static final int WINDOW = 32;

    /// Blocks to try where larger ones vanish: through most tunnels, through narrow ones.
    private static final int[] SMALLER = {1428, 1024};

    private int number = 1;
    private final OptionalLong transferSize;
    private final int firstBlockSize;
    private int blockSize;
    private int windowSize;
    private int timeoutSeconds;
    private boolean tellsSize = true;
    private boolean plain;
    private boolean alwaysPlain;

    /// @param fits octets of the largest block that needs no fragment on the way to the server
    /// @param transferSize for the option tsize: what will be sent, 0 to ask; empty where it is not known
    Attempts(ClientSettings settings, int fits, OptionalLong transferSize) {
        this.transferSize = transferSize;
        firstBlockSize = settings.blksize().orElse(Math.clamp(fits, BlockSize.SMALLEST, BlockSize.LARGEST));
        blockSize = firstBlockSize;
        windowSize = settings.windowsize().orElse(Math.clamp(WINDOW_OCTETS / firstBlockSize, 1, WINDOW));
        timeoutSeconds = settings.timeoutSeconds().orElse(0);
        alwaysPlain = !settings.options();
        plain = alwaysPlain;
    }

    /// Counts from 1.
    int number() {
        return number;
    }

    /// DATA that may be under way at once, where the server agrees.
    int windowOctets() {
        return plain ? BlockSize.DEFAULT.octets() : (int) Math.min(Integer.MAX_VALUE, (long) blockSize * windowSize);
    }

    /// Of the present attempt.
    Options options() {
        if (plain) return Options.NONE;
        var options = new ArrayList<Option>();
        if (tellsSize) transferSize.ifPresent(octets -> options.add(new Option("tsize", Long.toString(octets))));
        if (blockSize != BlockSize.DEFAULT.octets()) options.add(new Option("blksize", Integer.toString(blockSize)));
        if (timeoutSeconds > 0) options.add(new Option("timeout", Integer.toString(timeoutSeconds)));
        if (windowSize > 1) options.add(new Option("windowsize", Integer.toString(windowSize)));
        return new Options(options);
    }

    /// The server acknowledged what it must not: the first option that is wrong is left out.
    void withoutWrong(Options acknowledged) {
        var wrong = acknowledged.list().stream()
                .filter(option ->
                        Negotiation.accept(options(), new Options(List.of(option))) instanceof Acceptance.Declined)
                .findFirst();
        without(wrong.map(Option::name).orElse(""));
    }

    /// The server acknowledged this option in a way that it must not.
    void without(String option) {
        var former = options();
        switch (option.toLowerCase(Locale.ROOT)) {
            case "tsize" -> tellsSize = false;
            case "blksize" -> blockSize = BlockSize.DEFAULT.octets();
            case "timeout" -> timeoutSeconds = 0;
            case "windowsize" -> windowSize = 1;
            default -> alwaysPlain();
        }
        // It acknowledges what nobody asked for: it will not behave with others either.
        if (options().equals(former)) alwaysPlain();
        number++;
    }

    /// @return whether there is something else to try
    boolean withoutAny() {
        if (options().isEmpty()) return false;
        alwaysPlain();
        number++;
        return true;
    }

    private void alwaysPlain() {
        plain = true;
        alwaysPlain = true;
    }

    /// For a server that may come to life at any moment: now with options, now without, unless one that answered did
    /// not go along with any.
    void alternately() {
        plain = alwaysPlain || !plain;
        number++;
    }

    /// Blocks of this size were agreed on, and none arrived.
    ///
    /// @return whether there is something else to try
    boolean smallerThan(int agreed) {
        if (agreed <= BlockSize.DEFAULT.octets()) return withoutAny();
        blockSize = BlockSize.DEFAULT.octets();
        for (int smaller : SMALLER) {
            if (smaller >= agreed) continue;
            blockSize = smaller;
            break;
        }
        number++;
        return true;
    }
}

package dev.trivet.server;

import dev.trivet.server.WorldPlan.Kind;
import dev.trivet.server.WorldPlan.Trouble;
import dev.trivet.sim.Link;
import dev.trivet.wire.Options;
import dev.trivet.wire.Options.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a seed decides about a client of Trivet's own.
///
/// @param negotiates whether it asks for options at all
/// @param waitFor how long it goes on asking where nobody answers; zero: no longer than for everything
/// @param onDisk whether its file lies in a real directory
/// @param former length of the file that stands in the place of what is fetched
/// @param trouble that befalls its file, at the octet `troubleAt`
/// @param cancelled when somebody cancels the transfer
/// @param closes whether that is done by closing the client
/// @param work the longest that work off its loop takes
/// @param pauses of its loop
/// @param mtu of the network; 0: everything passes
record TrivetSide(
        boolean negotiates,
        OptionalInt blksize,
        OptionalInt windowsize,
        OptionalInt timeoutSeconds,
        Duration waitFor,
        boolean onDisk,
        OptionalLong former,
        Trouble trouble,
        long troubleAt,
        Optional<Duration> cancelled,
        boolean closes,
        Duration work,
        List<Link.Outage> pauses,
        int mtu) {

    /// What fits into a frame of Ethernet: asked for where nothing is said.
    private static final int FITTING = 1468;

    /// A client's default, for blocks that fit.
    private static final int WINDOW = 32;

    private static final int WINDOW_OCTETS = 128 << 10;

    static TrivetSide draw(Dice dice, Kind kind, boolean huge) {
        boolean calm = kind == Kind.LONG;
        boolean negotiates = huge || dice.chance(0.85);
        var blksize = WorldPlan.blockSize(dice, kind, huge)
                .map(OptionalInt::of)
                .filter(_ -> negotiates)
                .orElse(OptionalInt.empty());
        return new TrivetSide(
                negotiates,
                calm && negotiates && blksize.isEmpty() ? OptionalInt.of(dice.between(8, 16)) : blksize,
                dice.chance(0.5) ? OptionalInt.empty() : OptionalInt.of(dice.scaled(1, 32_767)),
                dice.chance(0.2) ? OptionalInt.of(dice.scaled(1, 20)) : OptionalInt.empty(),
                dice.chance(0.1) ? Duration.ofSeconds(dice.between(1, 60)) : Duration.ZERO,
                kind == Kind.ORDINARY && dice.chance(0.3),
                dice.chance(0.5) ? OptionalLong.of(dice.between(0, 2000)) : OptionalLong.empty(),
                !calm && dice.chance(0.1) ? dice.oneOf(Trouble.values()) : Trouble.NONE,
                dice.scaled(1, 100_000),
                !calm && dice.chance(0.15)
                        ? Optional.of(dice.scaled(Duration.ofNanos(100_000), Duration.ofSeconds(20)))
                        : Optional.empty(),
                dice.chance(0.3),
                WorldPlan.work(dice, calm),
                !calm && dice.chance(0.1) ? List.of(WorldPlan.moment(dice)) : List.of(),
                kind == Kind.ORDINARY && dice.chance(0.08) ? dice.between(600, 1500) : 0);
    }

    /// What it asks for at first, its question for the size left out.
    Options options() {
        if (!negotiates) return Options.NONE;
        int blocks = blksize.orElse(FITTING);
        int window = windowsize.orElse(Math.clamp(WINDOW_OCTETS / blocks, 1, WINDOW));
        var options = new ArrayList<Option>();
        options.add(new Option("blksize", Integer.toString(blocks)));
        timeoutSeconds.ifPresent(s -> options.add(new Option("timeout", Integer.toString(s))));
        if (window > 1) options.add(new Option("windowsize", Integer.toString(window)));
        return new Options(options);
    }

    /// Nothing of it can be in the way.
    boolean isCalm() {
        return trouble == Trouble.NONE
                && cancelled.isEmpty()
                && work.toMillis() < 1_000
                && pauses.isEmpty()
                && mtu == 0;
    }
}

package dev.trivet.server;

import dev.trivet.content.WritePolicy;
import dev.trivet.negotiation.Limits;
import dev.trivet.negotiation.Negotiation;
import dev.trivet.negotiation.Terms;
import dev.trivet.sim.Bottleneck;
import dev.trivet.sim.Faults;
import dev.trivet.sim.Link;
import dev.trivet.sim.Unexpected;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import dev.trivet.wire.Rollover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/// All that a seed decides about a world.
///
/// @param before the last block that counts as transferred when the world begins: 0, or near the rollover
/// @param former length of the file that is there before; a read fetches it
/// @param onDisk whether the file lies in a real directory
/// @param offered length of the file that is sent; none in a read
/// @param trivet the client, where it is Trivet's own
record WorldPlan(
        long seed,
        Kind kind,
        Direction direction,
        Mode mode,
        Options options,
        Terms terms,
        long before,
        Optional<Rollover> unasked,
        OptionalLong former,
        OptionalLong offered,
        ServerSide server,
        ClientSide client,
        Weather weather,
        Optional<Rival> rival,
        boolean onDisk,
        Optional<TrivetSide> trivet) {
    enum Kind {
        ORDINARY,
        /// Its blocks begin less than a few hundred before the number 65535.
        NEAR_ROLLOVER,
        /// Goes through the whole number space, block by block.
        LONG
    }

    /// What befalls content, at some octet of the file.
    enum Trouble {
        NONE,
        DISK_FULL,
        COMMIT_FAILS,
        FILE_CHANGES
    }

    /// @param chunk octets that content makes ready at once
    /// @param troubleAt the octet
    /// @param places transfers at once
    /// @param drains when it takes no more requests; a second later it ends what still runs
    /// @param work the longest that work off the loop takes
    record ServerSide(
            WritePolicy policy,
            boolean singlePort,
            int maxBlksize,
            int maxWindowsize,
            long maxWindowBytes,
            Duration giveUp,
            int chunk,
            Trouble trouble,
            long troubleAt,
            int places,
            Optional<Duration> drains,
            Duration work) {}

    /// @param habit of a receiver that is not Trivet's
    /// @param vanishes when it is switched off
    /// @param returns how long after that it asks again, from the same port
    record ClientSide(
            Optional<Unexpected> habit,
            Duration habitTimer,
            Duration storing,
            Duration giveUp,
            Optional<Duration> vanishes,
            Optional<Duration> returns) {
        /// It has the habits of nobody else, and its other fates are in [TrivetSide].
        static ClientSide trivets(Dice dice) {
            var giveUp = Duration.ofSeconds(dice.oneOf(30, 30, 10));
            return new ClientSide(
                    Optional.empty(), Duration.ZERO, Duration.ZERO, giveUp, Optional.empty(), Optional.empty());
        }
    }

    /// @param strangers probability, once the client has heard from the server
    /// @param pauses of the server's loop, at which time how long
    record Weather(Link there, Link back, double strangers, List<Link.Outage> pauses) {}

    /// Another client that wants the same name at about the same time.
    record Rival(Direction direction, Duration after, long offered) {}

    static final int ROLLOVER = 65_536;

    /// One world in so many is long.
    private static final int LONG_EVERY = 200;

    /// One world in so many begins near the rollover.
    private static final int NEAR_EVERY = 4;

    static Kind kind(long seed) {
        if (Math.floorMod(seed, LONG_EVERY) == 0) return Kind.LONG;
        return Math.floorMod(seed, NEAR_EVERY) == 1 ? Kind.NEAR_ROLLOVER : Kind.ORDINARY;
    }

    /// With a simulated client.
    static WorldPlan draw(long seed) {
        return draw(seed, false);
    }

    /// @param byTrivet whether the client is Trivet's own
    static WorldPlan draw(long seed, boolean byTrivet) {
        var kind = kind(seed);
        var dice = new Dice(seed);
        var direction = dice.oneOf(Direction.values());
        var mode = kind != Kind.LONG && dice.chance(0.2) ? Mode.NETASCII : Mode.OCTET;
        boolean huge = kind == Kind.LONG && dice.chance(0.04);
        var trivet = byTrivet ? Optional.of(TrivetSide.draw(dice, kind, huge)) : Optional.<TrivetSide>empty();
        var options = trivet.map(TrivetSide::options).orElseGet(() -> options(dice, kind, huge, direction));
        var server = server(dice, kind, huge);
        var terms = terms(direction, options, server);
        var unasked = byTrivet ? Optional.<Rollover>empty() : unasked(dice, kind, direction, options, terms);
        long before = before(dice, kind, options, terms);
        long size = size(dice, kind, huge, terms, before);
        boolean write = direction == Direction.WRITE;
        var former = write && dice.chance(0.4)
                ? OptionalLong.empty()
                : OptionalLong.of(write ? dice.between(0, 2000) : size);
        var client = byTrivet ? ClientSide.trivets(dice) : client(dice, kind, terms);
        var weather = weather(dice, kind, terms);
        var rival = kind == Kind.ORDINARY && client.returns().isEmpty() && dice.chance(0.1)
                ? Optional.of(rival(dice))
                : Optional.<Rival>empty();
        boolean onDisk = kind == Kind.ORDINARY && server.trouble() == Trouble.NONE && dice.chance(0.3);
        return new WorldPlan(
                seed,
                kind,
                direction,
                mode,
                options,
                terms,
                before,
                unasked,
                former,
                write ? OptionalLong.of(size) : OptionalLong.empty(),
                server,
                client,
                weather,
                rival,
                onDisk,
                trivet);
    }

    // --- what is asked

    private static Options options(Dice dice, Kind kind, boolean huge, Direction direction) {
        var list = new ArrayList<Options.Option>();
        blockSize(dice, kind, huge)
                .ifPresent(b ->
                        list.add(new Options.Option(dice.oneOf("blksize", "blksize", "BLKSIZE", "blksize2"), "" + b)));
        windowSize(dice, kind).ifPresent(w -> list.add(new Options.Option("windowsize", "" + w)));
        if (dice.chance(0.3))
            list.add(new Options.Option("tsize", direction == Direction.READ ? "0" : "" + dice.between(0, 5000)));
        if (dice.chance(0.15)) list.add(new Options.Option("timeout", "" + dice.scaled(1, 20)));
        if (dice.chance(0.05)) list.add(new Options.Option("utimeout", "" + dice.scaled(10_000, 5_000_000)));
        if (dice.chance(kind == Kind.ORDINARY ? 0.1 : 0.4))
            list.add(new Options.Option("rollover", dice.oneOf("0", "1")));
        if (dice.chance(0.1)) list.add(new Options.Option("x-unknown", "1"));
        Collections.shuffle(list, new Random(dice.number()));
        return new Options(list);
    }

    static Optional<Integer> blockSize(Dice dice, Kind kind, boolean huge) {
        if (huge) return Optional.of(65_464);
        if (kind == Kind.LONG) return Optional.of(dice.between(8, 16));
        if (kind == Kind.NEAR_ROLLOVER) return Optional.of(dice.chance(0.02) ? 65_464 : dice.scaled(8, 2000));
        return switch (dice.between(0, 9)) {
            case 0, 1, 2 -> Optional.empty();
            case 3, 4, 5 -> Optional.of(dice.between(8, 20));
            case 6, 7 -> Optional.of(dice.scaled(8, 4000));
            case 8 -> Optional.of(dice.oneOf(1024, 1428, 1468));
            default -> Optional.of(dice.chance(0.2) ? 65_464 : 512);
        };
    }

    private static Optional<Integer> windowSize(Dice dice, Kind kind) {
        if (dice.chance(kind == Kind.LONG ? 0.3 : 0.4)) return Optional.empty();
        return Optional.of(dice.chance(0.5) ? dice.between(1, 16) : dice.scaled(1, 65_535));
    }

    private static Terms terms(Direction direction, Options options, ServerSide server) {
        var request = direction == Direction.READ
                ? new Packet.ReadRequest("f", Mode.OCTET, options)
                : new Packet.WriteRequest("f", Mode.OCTET, options);
        var limits = new Limits(server.maxBlksize(), server.maxWindowsize(), server.maxWindowBytes(), Set.of());
        return Negotiation.answer(request, limits, OptionalLong.empty()).terms();
    }

    /// A lock-step sender that goes to 1 after 65535 though nobody agreed to it: old stacks do.
    private static Optional<Rollover> unasked(Dice dice, Kind kind, Direction direction, Options options, Terms terms) {
        boolean may = kind != Kind.ORDINARY
                && direction == Direction.WRITE
                && terms.windowSize().blocks() == 1
                && options.value("rollover").isEmpty();
        return may && dice.chance(0.3) ? Optional.of(Rollover.TO_ONE) : Optional.empty();
    }

    private static long before(Dice dice, Kind kind, Options options, Terms terms) {
        if (kind != Kind.NEAR_ROLLOVER) return 0;
        boolean certain =
                options.value("rollover").isPresent() || terms.windowSize().blocks() > 1;
        int rollovers = certain && dice.chance(0.3) ? dice.between(2, 40_000) : 1;
        return (long) rollovers * cycle(terms) - dice.scaled(1, 300);
    }

    private static int cycle(Terms terms) {
        return terms.rollover() == Rollover.TO_ZERO ? ROLLOVER : ROLLOVER - 1;
    }

    private static long size(Dice dice, Kind kind, boolean huge, Terms terms, long before) {
        long block = terms.blockSize().octets();
        long odd = dice.oneOf(-1, 0, 1, dice.between(0, (int) block - 1));
        if (huge) return (4L << 30) + dice.between(1, 1 << 24);
        long blocks = switch (kind) {
            case LONG -> ROLLOVER + (dice.chance(0.7) ? dice.between(-2, 200) : dice.between(0, 80_000));
            case NEAR_ROLLOVER -> cycle(terms) - before % cycle(terms) + dice.scaled(1, 200);
            case ORDINARY -> dice.oneOf(0, 1, 2, dice.scaled(1, 20), dice.scaled(1, 300));
        };
        return Math.max(0, blocks * block + odd);
    }

    // --- who takes part

    private static ServerSide server(Dice dice, Kind kind, boolean huge) {
        boolean calm = kind == Kind.LONG;
        var policy = dice.chance(calm ? 0 : 0.03)
                ? WritePolicy.NONE
                : dice.oneOf(WritePolicy.CREATE, WritePolicy.OVERWRITE, WritePolicy.OVERWRITE, WritePolicy.VERSION);
        boolean largeBlocks = huge || (kind == Kind.NEAR_ROLLOVER ? dice.chance(0.5) : dice.chance(0.1));
        return new ServerSide(
                policy,
                dice.chance(0.3),
                largeBlocks ? 65_464 : 1468,
                dice.chance(0.5) ? Settings.DEFAULT_WINDOW : 32_767,
                dice.chance(0.8) ? Settings.DEFAULT_WINDOW_OCTETS : dice.scaled(100, 1 << 26),
                Duration.ofSeconds(dice.oneOf(30, 30, 10)),
                dice.chance(0.5) ? 1 << 20 : dice.scaled(100, 1 << 20),
                !calm && dice.chance(0.1) ? dice.oneOf(Trouble.values()) : Trouble.NONE,
                dice.scaled(1, 100_000),
                dice.chance(0.05) ? 1 : Settings.DEFAULT_TRANSFERS,
                !calm && dice.chance(0.03)
                        ? Optional.of(dice.scaled(Duration.ofMillis(1), Duration.ofSeconds(5)))
                        : Optional.empty(),
                work(dice, calm));
    }

    static Duration work(Dice dice, boolean calm) {
        if (calm || dice.chance(0.7)) return Duration.ofMillis(1);
        return dice.chance(0.9) ? Duration.ofMillis(dice.scaled(1, 300)) : Duration.ofMillis(dice.scaled(300, 7_000));
    }

    private static ClientSide client(Dice dice, Kind kind, Terms terms) {
        boolean window = terms.windowSize().blocks() > 1;
        boolean vanishes = kind != Kind.LONG && dice.chance(0.08);
        return new ClientSide(
                window && dice.chance(0.4) ? Optional.of(dice.oneOf(Unexpected.values())) : Optional.empty(),
                dice.scaled(Duration.ofMillis(500), Duration.ofSeconds(5)),
                dice.chance(0.8) ? Duration.ZERO : dice.upTo(Duration.ofSeconds(2)),
                Duration.ofSeconds(dice.oneOf(30, 30, 10)),
                vanishes ? Optional.of(dice.scaled(Duration.ofMillis(1), Duration.ofSeconds(5))) : Optional.empty(),
                vanishes && dice.chance(0.6)
                        ? Optional.of(dice.scaled(Duration.ofMillis(1), Duration.ofSeconds(5)))
                        : Optional.empty());
    }

    private static Rival rival(Dice dice) {
        return new Rival(dice.oneOf(Direction.values()), dice.upTo(Duration.ofSeconds(1)), dice.scaled(1, 20_000));
    }

    // --- what lies between

    private static Weather weather(Dice dice, Kind kind, Terms terms) {
        if (dice.chance(0.15)) {
            var calm = Link.PERFECT.latency(dice.scaled(Duration.ofNanos(10_000), Duration.ofMillis(50)));
            return new Weather(calm, calm, 0, List.of());
        }
        boolean light = kind == Kind.LONG;
        var latency = dice.scaled(Duration.ofNanos(50_000), Duration.ofMillis(light ? 20 : 200));
        var bottleneck = dice.chance(0.6) ? Bottleneck.NONE : bottleneck(dice, terms);
        int window = terms.windowSize().blocks();
        var there = light ? lightLink(dice, window, latency, bottleneck) : link(dice, latency, bottleneck);
        var back = light ? lightLink(dice, window, latency, bottleneck) : link(dice, latency, bottleneck);
        double strangers = dice.chance(light ? 0.2 : 0.5) ? dice.part() * (light ? 0.001 : 0.15) : 0;
        return new Weather(there, back, strangers, dice.chance(0.1) ? List.of(moment(dice)) : List.of());
    }

    /// For long transfers: each mishap makes the sender repeat up to a window, so a few in each window are enough. All
    /// blocks of a window leave at once, and with jitter hardly two would arrive in their order.
    private static Link lightLink(Dice dice, int window, Duration latency, Bottleneck bottleneck) {
        double most = Math.min(0.002, 2.0 / window);
        var faults = Faults.NONE
                .loss(dice.part() * most)
                .duplication(dice.part() * most)
                .lateness(dice.part() * most, dice.scaled(latency, Duration.ofSeconds(1)));
        var jitter = window == 1 && dice.chance(0.5) ? dice.upTo(latency.multipliedBy(3)) : Duration.ZERO;
        return Link.PERFECT.latency(latency).jitter(jitter).faults(faults).bottleneck(bottleneck);
    }

    private static Link link(Dice dice, Duration latency, Bottleneck bottleneck) {
        double most = dice.oneOf(0.02, 0.1, 0.35);
        var faults = Faults.NONE
                .loss(dice.chance(0.3) ? 0 : dice.part() * most)
                .duplication(dice.chance(0.5) ? 0 : dice.part() * most)
                .lateness(dice.chance(0.5) ? 0 : dice.part() * most, dice.scaled(latency, Duration.ofSeconds(3)));
        var link = Link.PERFECT
                .latency(latency)
                .jitter(dice.chance(0.5) ? Duration.ZERO : dice.upTo(latency.multipliedBy(3)))
                .faults(faults)
                .bottleneck(bottleneck);
        if (!dice.chance(0.15)) return link;
        var outage = moment(dice);
        return link.outage(outage.from(), outage.to());
    }

    /// A queue that holds a block at least, else nothing would ever pass.
    private static Bottleneck bottleneck(Dice dice, Terms terms) {
        int least = 2 * (terms.blockSize().octets() + Bottleneck.HEADERS + 4);
        return Bottleneck.ofMegabits(dice.scaled(1, 1000), least + dice.scaled(1_000, 256_000));
    }

    static Link.Outage moment(Dice dice) {
        var from = dice.scaled(Duration.ofMillis(1), Duration.ofSeconds(10));
        return new Link.Outage(from, from.plus(dice.scaled(Duration.ofMillis(10), Duration.ofSeconds(40))));
    }

    // --- what follows

    /// Nothing can go wrong: such a world must complete.
    boolean isCalm() {
        boolean still = weather.there().faults().equals(Faults.NONE)
                && weather.there().jitter().isZero();
        return still
                && weather.there().bottleneck().bitsPerSecond() == 0
                && weather.there().outages().isEmpty()
                && client.vanishes().isEmpty()
                && rival.isEmpty()
                && server.trouble() == Trouble.NONE
                && server.drains().isEmpty()
                && server.work().toMillis() < 1_000
                && trivet.map(TrivetSide::isCalm).orElse(true)
                && (direction == Direction.READ || mayWrite());
    }

    private boolean mayWrite() {
        return server.policy() != WritePolicy.NONE && (server.policy() != WritePolicy.CREATE || former.isEmpty());
    }
}

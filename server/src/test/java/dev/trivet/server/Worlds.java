package dev.trivet.server;

import dev.trivet.server.WorldPlan.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/// Runs many worlds, one seed after another, on several threads.
///
/// `COUNT [FIRST-SEED]` runs that many, and ends with 1 where one was falsified or hung.
/// `replay SEED` runs one and prints what happened.
final class Worlds {
    /// Bad ones that are described: the first say enough.
    private static final int MOST_DESCRIBED = 10;

    private final String kind;
    private final LongFunction<World> made;
    private final long first;
    private final long count;
    private final AtomicLong next;
    private final List<String> bad = new ArrayList<>();
    private long near;
    private long longOnes;
    private long completed;
    private long falsified;
    private long hung;

    /// @param kind what the result calls them
    /// @param made of a seed
    Worlds(String kind, LongFunction<World> made, long first, long count) {
        this.kind = kind;
        this.made = made;
        this.first = first;
        this.count = count;
        next = new AtomicLong(first);
    }

    /// With simulated clients.
    static Worlds simulated(long first, long count) {
        return new Worlds("simulated worlds", World::ofSeed, first, count);
    }

    public static void main(String[] arguments) throws InterruptedException {
        main(arguments, World::ofSeed, "simulated worlds");
    }

    static void main(String[] arguments, LongFunction<World> made, String kind) throws InterruptedException {
        if (arguments[0].equals("replay")) {
            System.out.println(replay(made.apply(Long.parseLong(arguments[1]))));
            return;
        }
        long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        var worlds = new Worlds(kind, made, first, Long.parseLong(arguments[0])).run();
        worlds.bad().forEach(System.out::println);
        System.out.println(worlds.line());
        System.exit(worlds.isGood() ? 0 : 1);
    }

    static String replay(World world) {
        var verdict = world.run();
        return world.plan() + "\n" + world.transcript() + verdict;
    }

    Worlds run() throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++)
            threads.add(Thread.ofPlatform().name("worlds-" + i).start(this::take));
        for (var thread : threads) thread.join();
        return this;
    }

    private void take() {
        for (long seed = next.getAndIncrement(); seed < first + count; seed = next.getAndIncrement()) one(seed);
    }

    private void one(long seed) {
        World.Verdict verdict;
        try {
            verdict = made.apply(seed).run();
        } catch (RuntimeException e) {
            verdict = new World.Verdict(
                    "a fault: " + e + " at " + List.of(e.getStackTrace()).subList(0, 3), "", false);
        }
        count(seed, verdict);
    }

    private synchronized void count(long seed, World.Verdict verdict) {
        var kind = WorldPlan.kind(seed);
        if (kind == Kind.NEAR_ROLLOVER) near++;
        if (kind == Kind.LONG) longOnes++;
        if (verdict.completed()) completed++;
        if (!verdict.falsified().isEmpty()) falsified++;
        if (!verdict.hung().isEmpty()) hung++;
        if (!verdict.isGood() && bad.size() < MOST_DESCRIBED)
            bad.add("seed %d: %s%s".formatted(seed, verdict.falsified(), verdict.hung()));
    }

    String line() {
        return "%s: %d, near rollover %d, long %d, falsified %d, hung %d, seeds %d-%d"
                .formatted(kind, count, near, longOnes, falsified, hung, first, first + count - 1);
    }

    /// Descriptions of those that were falsified or hung.
    List<String> bad() {
        return bad;
    }

    boolean isGood() {
        return falsified + hung == 0;
    }

    long near() {
        return near;
    }

    long longOnes() {
        return longOnes;
    }

    /// Worlds in which a transfer completed: the others only show that failing is safe.
    long completed() {
        return completed;
    }
}

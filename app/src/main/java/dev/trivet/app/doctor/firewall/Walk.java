package dev.trivet.app.doctor.firewall;

import dev.trivet.app.doctor.firewall.Table.Base;
import dev.trivet.app.doctor.firewall.Verdict.Kind;
import dev.trivet.app.doctor.firewall.Verdict.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The way of a datagram through one base chain and those it jumps to. A rule that may fit may decide, and the walk
/// goes
/// on; one that fits does decide.
public final class Walk {
    /// More than the kernel allows.
    private static final int DEEPEST = 32;

    /// Of one walk. Rules that only may fit make it go both ways, again and again.
    private static final int MOST_JUMPS = 20_000;

    /// A person reads no more.
    private static final int MOST_TOLD = 4;

    private final Table table;
    private final Datagram datagram;
    private final List<String> perhapsAccepted = new ArrayList<>();
    private final List<String> perhapsDropped = new ArrayList<>();
    private final List<String> redirects = new ArrayList<>();
    private String dropped = "";
    private int jumps;

    private Walk(Table table, Datagram datagram) {
        this.table = table;
        this.datagram = datagram;
    }

    /// What all chains on its way make of it.
    public static Verdict of(List<Table> tables, Datagram datagram) {
        var verdicts = new ArrayList<Verdict>();
        for (var table : tables) {
            if (!table.family().has(datagram)) continue;
            for (var base : table.bases())
                if (isMet(base, datagram)) verdicts.add(new Walk(table, datagram).through(base));
        }
        var worst = verdicts.stream().max(Comparator.comparing(Verdict::kind)).orElse(PASSED);
        var redirects = verdicts.stream().flatMap(verdict -> verdict.redirects().stream());
        return new Verdict(
                worst.kind(),
                worst.place(),
                worst.because(),
                worst.exceptions(),
                redirects.distinct().toList());
    }

    /// Chains that change addresses see the first datagram of a connection alone.
    private static boolean isMet(Base base, Datagram datagram) {
        return base.hook().isOnTheWayOf(datagram) && (!base.nat() || datagram.state() == Datagram.State.NEW);
    }

    private static final Verdict PASSED = new Verdict(Kind.PASSES, Optional.empty(), "", List.of(), List.of());

    private enum Ending {
        ACCEPTED,
        DROPPED,
        GOES_ON
    }

    private Verdict through(Base base) {
        var ending = chain(base.chain(), true, 0);
        boolean drops = ending == Ending.DROPPED;
        if (ending == Ending.GOES_ON && base.policy() instanceof Effect.Drop) {
            drops = true;
            dropped = "policy drop of chain " + base.chain();
        }
        var exceptions = drops ? perhapsAccepted : perhapsDropped;
        var kind = drops
                ? exceptions.isEmpty() ? Kind.DROPPED : Kind.DROPPED_MOSTLY
                : exceptions.isEmpty() ? Kind.PASSES : Kind.PASSES_MOSTLY;
        return new Verdict(kind, Optional.of(new Place(table, base)), dropped, told(exceptions), redirects);
    }

    private static List<String> told(List<String> rules) {
        return rules.stream().distinct().limit(MOST_TOLD).toList();
    }

    /// @param sure whether the datagram certainly comes here
    private Ending chain(String name, boolean sure, int depth) {
        boolean surely = sure;
        for (var rule : table.rules(name)) {
            var fits = rule.fits(datagram);
            if (fits == Truth.NO) continue;
            boolean decides = surely && fits == Truth.YES;
            var ending = apply(rule, decides, depth);
            boolean leaves = leaves(rule.effect());
            if (ending != Ending.GOES_ON || leaves && decides) return ending;
            surely &= !leaves;
        }
        return Ending.GOES_ON;
    }

    private static boolean leaves(Effect effect) {
        return effect instanceof Effect.Return || effect instanceof Effect.Jump jump && !jump.returns();
    }

    private Ending apply(Rule rule, boolean decides, int depth) {
        return switch (rule.effect()) {
            case Effect.Accept _ -> decides ? Ending.ACCEPTED : perhaps(perhapsAccepted, rule);
            case Effect.Drop _ -> {
                if (decides) dropped = rule.text();
                yield decides ? Ending.DROPPED : perhaps(perhapsDropped, rule);
            }
            case Effect.Unknown _ -> perhaps(perhapsDropped, rule);
            case Effect.Redirect redirect -> {
                redirects.add(redirect.to());
                yield decides ? Ending.ACCEPTED : Ending.GOES_ON;
            }
            case Effect.Jump jump -> jump(rule, jump.chain(), decides, depth);
            case Effect.Return _, Effect.Nothing _ -> Ending.GOES_ON;
        };
    }

    private static Ending perhaps(List<String> rules, Rule rule) {
        rules.add(rule.text());
        return Ending.GOES_ON;
    }

    private Ending jump(Rule rule, String chain, boolean decides, int depth) {
        return depth < DEEPEST && jumps++ < MOST_JUMPS
                ? chain(chain, decides, depth + 1)
                : perhaps(perhapsDropped, rule);
    }
}

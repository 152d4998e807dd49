package dev.trivet.posix;

import java.util.List;
import java.util.Optional;

/// One search of a text. The match is the one that begins first, and of those the longest; then each part of the
/// expression, from left to right and from outside to inside, takes the longest piece that leaves a match for
/// the rest (IEEE Std 1003.1, 9.1 "matched").
///
/// Nothing is tried and taken back: a look back through the text says what can still come to an end, and a way
/// forward within it finds the longest. That is done once for each level of nesting, so that the time is bounded
/// by states times
/// characters times levels.
final class Matching {
    private final Program program;
    private final int[] text;
    private final Budget budget;
    private final Advance advance;
    private final Match match;

    Matching(Program program, int groups, int[] text, Budget budget) {
        this.program = program;
        this.text = text;
        this.budget = budget;
        advance = new Advance(program, text, budget);
        match = new Match(groups);
    }

    /// @param from where it may begin at the earliest
    Optional<Match> find(int from) throws Budget.Spent {
        var whole = program.whole();
        var reach = Reach.toAnyEnd(program, whole.span(), text, from, text.length, budget);
        for (int start = from; start <= text.length; start++) {
            if (!reach.has(whole.span().entry(), start)) continue;
            int end = advance.longest(whole.span(), start, text.length, reach);
            match.set(0, start, end);
            assign(whole, start, end);
            return Optional.of(match);
        }
        return Optional.empty();
    }

    /// Says what each group in a part matched, which matches from `start` to `end`.
    private void assign(Piece piece, int start, int end) throws Budget.Spent {
        if (!piece.hasGroups()) return;
        switch (piece) {
            case Piece.Leaf _ -> throw new IllegalStateException("a group in a character");
            case Piece.Sequence sequence -> assignParts(sequence, start, end);
            case Piece.Choice choice -> assignBranch(choice, start, end);
            case Piece.Repeat repeat -> assignRounds(repeat, start, end);
            case Piece.Group group -> {
                match.set(group.number(), start, end);
                assign(group.body(), start, end);
            }
        }
    }

    private void assignParts(Piece.Sequence sequence, int start, int end) throws Budget.Spent {
        var reach = reach(sequence, start, end);
        int at = start;
        for (var part : sequence.parts()) {
            int next = advance.longest(part.span(), at, end, reach);
            assign(part, at, next);
            at = next;
        }
    }

    /// The first of those that match all of it.
    private void assignBranch(Piece.Choice choice, int start, int end) throws Budget.Spent {
        var reach = reach(choice, start, end);
        for (var branch : choice.branches()) {
            if (!reach.has(branch.span().entry(), start)) continue;
            assign(branch, start, end);
            return;
        }
    }

    /// Groups tell of the last round only. An empty round counts where it is needed, or is the only one.
    private void assignRounds(Piece.Repeat repeat, int start, int end) throws Budget.Spent {
        var reach = reach(repeat, start, end);
        int at = start;
        int round = 0;
        while (at < end || round < repeat.least()) {
            int next = advance.longest(repeat.round(round).span(), at, end, reach);
            forget(repeat.round(round));
            assign(repeat.round(round), at, next);
            at = next;
            round++;
        }
        var first = repeat.round(0);
        if (round == 0 && reach.has(first.span().entry(), start)) assign(first, start, start);
    }

    private Reach reach(Piece piece, int start, int end) throws Budget.Spent {
        return Reach.toEnd(program, piece.span(), text, start, end, budget);
    }

    private void forget(Piece piece) {
        if (!piece.hasGroups()) return;
        switch (piece) {
            case Piece.Leaf _ -> {}
            case Piece.Sequence sequence -> forget(sequence.parts());
            case Piece.Choice choice -> forget(choice.branches());
            case Piece.Repeat repeat -> forget(repeat.rounds());
            case Piece.Group group -> {
                match.unset(group.number());
                forget(group.body());
            }
        }
    }

    private void forget(List<Piece> pieces) {
        pieces.forEach(this::forget);
    }
}

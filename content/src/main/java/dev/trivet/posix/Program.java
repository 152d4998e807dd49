package dev.trivet.posix;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The states of an expression and the ways between them: those that take a character, and free ones, which may
/// ask for a place.
final class Program {
    /// Rules are written by people: a few dozen each. With more, names of 4096 octets take whole seconds.
    static final int MOST_STATES = 4096;

    private final State[] states;
    private final Piece whole;

    /// @param set of the character that leads on; where there is none the ways are free
    /// @param place that must hold for the free ways
    /// @param ways where they lead
    /// @param freely states from which a free way leads here
    /// @param byCharacter states from which a character leads here
    @SuppressWarnings("ArrayRecordComponent") // read by everybody here, changed by nobody
    record State(@Nullable CharacterSet set, @Nullable Assertion place, int[] ways, int[] freely, int[] byCharacter) {
        boolean isOpen(int[] text, int at) {
            return place == null || place.holds(text, at);
        }
    }

    private Program(State[] states, Piece whole) {
        this.states = states;
        this.whole = whole;
    }

    static Program of(Node node) throws ExpressionException {
        var compiler = new Compiler();
        var whole = compiler.compile(node);
        return new Program(compiler.states.stream().map(Growing::grown).toArray(State[]::new), whole);
    }

    State state(int number) {
        return states[number];
    }

    Piece whole() {
        return whole;
    }

    /// A state whose ways are not all known yet.
    private record Growing(
            @Nullable CharacterSet set,
            @Nullable Assertion place,
            List<Integer> ways,
            List<Integer> freely,
            List<Integer> byCharacter) {
        Growing(@Nullable CharacterSet set, @Nullable Assertion place) {
            this(set, place, new ArrayList<>(2), new ArrayList<>(2), new ArrayList<>(2));
        }

        State grown() {
            return new State(set, place, array(ways), array(freely), array(byCharacter));
        }

        private static int[] array(List<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    private static final class Compiler {
        private final List<Growing> states = new ArrayList<>();

        Piece compile(Node node) throws ExpressionException {
            return switch (node) {
                case Node.One(var set) -> leaf(new Growing(set, null));
                case Node.At(var place) -> leaf(new Growing(null, place));
                case Node.Sequence(var parts) -> sequence(parts);
                case Node.Choice(var branches) -> choice(branches);
                case Node.Repeat repeat -> repeat(repeat);
                case Node.Group(int number, var body) -> group(number, body);
            };
        }

        private Piece leaf(Growing state) throws ExpressionException {
            int entry = add(state);
            int exit = added();
            join(entry, exit);
            return new Piece.Leaf(new Piece.Span(entry, exit, entry, exit + 1));
        }

        private Piece sequence(List<Node> nodes) throws ExpressionException {
            int entry = added();
            var parts = new ArrayList<Piece>();
            int last = entry;
            for (var node : nodes) {
                var part = compile(node);
                join(last, part.span().entry());
                last = part.span().exit();
                parts.add(part);
            }
            return new Piece.Sequence(closed(entry, last), parts, hasGroups(parts));
        }

        private Piece choice(List<Node> nodes) throws ExpressionException {
            int entry = added();
            var branches = new ArrayList<Piece>();
            for (var node : nodes) {
                var branch = compile(node);
                join(entry, branch.span().entry());
                branches.add(branch);
            }
            int exit = added();
            branches.forEach(branch -> join(branch.span().exit(), exit));
            return new Piece.Choice(new Piece.Span(entry, exit, entry, exit + 1), branches, hasGroups(branches));
        }

        /// Before each round, and after the last, stands a state from which it goes on or ends.
        private Piece repeat(Node.Repeat node) throws ExpressionException {
            boolean endless = node.most() == Node.Repeat.ENDLESS;
            int copies = endless ? Math.max(1, node.least()) : node.most();
            int entry = added();
            int between = entry;
            var rounds = new ArrayList<Piece>();
            var mayEnd = new ArrayList<Integer>();
            for (int copy = 0; copy < copies; copy++) {
                if (copy >= node.least()) mayEnd.add(between);
                var round = compile(node.body());
                join(between, round.span().entry());
                between = added();
                join(round.span().exit(), between);
                rounds.add(round);
            }
            if (endless) join(between, rounds.getLast().span().entry());
            var span = closed(entry, between);
            mayEnd.forEach(state -> join(state, span.exit()));
            return new Piece.Repeat(span, rounds, node.least(), hasGroups(rounds));
        }

        private Piece group(int number, Node node) throws ExpressionException {
            int entry = added();
            var body = compile(node);
            join(entry, body.span().entry());
            return new Piece.Group(closed(entry, body.span().exit()), number, body);
        }

        private static boolean hasGroups(List<Piece> parts) {
            return parts.stream().anyMatch(Piece::hasGroups);
        }

        /// The exit comes last of its states.
        private Piece.Span closed(int entry, int last) throws ExpressionException {
            int exit = added();
            join(last, exit);
            return new Piece.Span(entry, exit, entry, exit + 1);
        }

        private int added() throws ExpressionException {
            return add(new Growing(null, null));
        }

        private int add(Growing state) throws ExpressionException {
            if (states.size() == MOST_STATES)
                throw new ExpressionException(
                        0, "the expression is too large: more than " + MOST_STATES + " states, repetitions unfolded");
            states.add(state);
            return states.size() - 1;
        }

        private void join(int from, int to) {
            states.get(from).ways().add(to);
            if (states.get(from).set() == null) states.get(to).freely().add(from);
            else states.get(to).byCharacter().add(from);
        }
    }
}

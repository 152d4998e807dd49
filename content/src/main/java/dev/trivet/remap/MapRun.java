package dev.trivet.remap;

import dev.trivet.content.AskedName;
import dev.trivet.content.MappedName;
import dev.trivet.explain.Situation;
import dev.trivet.posix.Budget;
import dev.trivet.posix.Match;
import dev.trivet.remap.MapRule.Action;
import dev.trivet.remap.MapStep.Aborted;
import dev.trivet.remap.MapStep.Jumped;
import dev.trivet.remap.MapStep.Matched;
import dev.trivet.remap.MapStep.Passed;
import dev.trivet.remap.MapStep.Restarted;
import dev.trivet.remap.MapStep.Rewritten;
import dev.trivet.remap.MapStep.Stopped;
import dev.trivet.remap.MapStep.Undone;
import dev.trivet.remap.MapStep.Unmatched;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.WireText;
import java.util.Optional;
import java.util.function.Consumer;

/// One name on its way through the rules. All of them run in order, each once, unless one says otherwise.
final class MapRun {
    /// PATH_MAX of Linux: nothing longer can be opened.
    private static final int LONGEST_OCTETS = 4096;

    /// A text that fits the buffer of every client, 516 octets of a packet (RFC 1350).
    private static final int LONGEST_ERROR = 500;

    /// Work of all expressions for one name: a small part of a second. Rules that people write take thousands.
    private static final long MOST_WORK = 5_000_000;

    private static final int SHOWN = 200;

    private final MapRules rules;
    private final AskedName asked;
    private final Client client;
    private final Consumer<MapStep> listener;
    private final Budget work = new Budget(MOST_WORK);

    private String name;
    private int next;
    private int line;
    private int steps;

    MapRun(MapRules rules, AskedName asked, Consumer<MapStep> listener) {
        this.rules = rules;
        this.asked = asked;
        this.listener = listener;
        client = new Client(asked.peer().address().getAddress());
        name = asked.name();
    }

    /// It goes no further.
    private static final class Given extends Exception {
        private static final long serialVersionUID = 1;

        private final transient MappedName result;

        Given(MappedName result) {
            super("", null, false, false);
            this.result = result;
        }
    }

    MappedName run() {
        try {
            checkLength(name);
            while (next < rules.rules().size()) {
                var rule = rules.rules().get(next++);
                line = rule.line();
                if (rule instanceof Action action) run(action);
            }
            return new MappedName.Meant(name);
        } catch (Given given) {
            return given.result;
        } catch (Budget.Spent _) {
            return failure("the expression in line " + line + " takes too long", "make it simpler");
        }
    }

    private void run(Action rule) throws Given, Budget.Spent {
        var notFor = notFor(rule);
        if (notFor.isPresent()) {
            listener.accept(new Passed(line, rule.text(), notFor.get()));
            return;
        }
        step();
        var text = name.codePoints().toArray();
        var match = rule.expression().find(text, 0, work);
        if (match.isPresent() == rule.has(Letter.IF_NOT)) {
            listener.accept(new Unmatched(line, rule.text(), name));
            return;
        }
        listener.accept(new Matched(line, rule.text(), name, match.map(found -> part(text, found))));
        apply(rule, text, match);
    }

    private static String part(int[] text, Match match) {
        return new String(text, match.start(0), match.end(0) - match.start(0));
    }

    private Optional<String> notFor(Action rule) {
        if (rule.has(Letter.ONLY_GET) && asked.upload()) return Optional.of("it is for downloads only (G)");
        if (rule.has(Letter.ONLY_PUT) && !asked.upload()) return Optional.of("it is for uploads only (P)");
        if (rule.has(Letter.ONLY_IPV4) && !client.isIpv4()) return Optional.of("it is for IPv4 clients only (4)");
        if (rule.has(Letter.ONLY_IPV6) && client.isIpv4()) return Optional.of("it is for IPv6 clients only (6)");
        return Optional.empty();
    }

    private void step() throws Given {
        if (++steps > rules.maxSteps())
            throw new Given(failure(
                    "the rules do not come to an end within " + rules.maxSteps() + " steps, the last of them in line "
                            + line,
                    "look for a rule with s, j or g that runs in a circle, or raise --map-steps"));
    }

    // --- what a rule does that matched

    private void apply(Action rule, int[] text, Optional<Match> match) throws Given, Budget.Spent {
        var before = name;
        var after = match.isPresent() && rule.has(Letter.REWRITE) ? rewritten(rule, text, match.get()) : name;
        if (rule.has(Letter.STOP_IF_FILE) && !asked.isTransferable().test(after)) {
            listener.accept(new Undone(line, after, before));
            return;
        }
        name = after;
        if (!after.equals(before)) listener.accept(new Rewritten(line, before, after));
        if (rule.has(Letter.ABORT)) throw aborted(rule.replacement().expand(text, match, client));
        if (rule.has(Letter.STOP) || rule.has(Letter.STOP_IF_FILE)) throw stopped();
        if (rule.has(Letter.RESTART)) restart();
        else if (rule.has(Letter.JUMP)) jump(rule.replacement().expand(text, match, client));
    }

    private Given stopped() {
        listener.accept(new Stopped(line, name));
        return new Given(new MappedName.Meant(name));
    }

    private void restart() {
        listener.accept(new Restarted(line));
        next = 0;
    }

    private void jump(String label) throws Given {
        var place = rules.labels().get(label);
        if (place == null)
            throw new Given(failure(
                    "line " + line + " jumps to ':" + shown(label) + "', and there is no such label",
                    "add a line with that label"));
        listener.accept(new Jumped(line, label));
        next = place;
    }

    private Given aborted(String given) {
        var text = bounded(given.isEmpty() ? "Access denied" : given);
        listener.accept(new Aborted(line, text));
        return new Given(new MappedName.Refused(
                Refusal.of(Situation.NAME_REFUSED_BY_RULE, line, rules.fileName(), quoted(name), text)));
    }

    private static String bounded(String text) {
        int end = text.length();
        while (octets(text.substring(0, end)) > LONGEST_ERROR) end = text.offsetByCodePoints(end, -1);
        return text.substring(0, end);
    }

    // --- rewriting

    private String rewritten(Action rule, int[] text, Match match) throws Given, Budget.Spent {
        if (rule.has(Letter.EVERYWHERE)) return everywhere(rule, text, match);
        var result = replaced(rule, text, match);
        while (rule.has(Letter.REPEAT)) {
            var points = result.codePoints().toArray();
            var again = rule.expression().find(points, 0, work);
            if (again.isEmpty()) break;
            step();
            result = replaced(rule, points, again.get());
        }
        return result;
    }

    private String replaced(Action rule, int[] text, Match match) throws Given {
        var result = new String(text, 0, match.start(0))
                + rule.replacement().expand(text, Optional.of(match), client)
                + new String(text, match.end(0), text.length - match.end(0));
        checkLength(result);
        return result;
    }

    /// Each match once, from left to right, as `sed` does: what was put in is not looked at again, and nothing
    /// right behind a match is no match of its own.
    private String everywhere(Action rule, int[] text, Match first) throws Given, Budget.Spent {
        var result = new StringBuilder();
        int copied = 0;
        Optional<Match> found = Optional.of(first);
        while (found.isPresent()) {
            var match = found.get();
            int start = match.start(0);
            int end = match.end(0);
            boolean isRest = start == end && start == copied && copied > 0;
            result.append(new String(text, copied, start - copied));
            if (!isRest) result.append(rule.replacement().expand(text, found, client));
            checkLength(result.toString());
            copied = end;
            int from = start == end ? end + 1 : end;
            found = from > text.length ? Optional.empty() : rule.expression().find(text, from, work);
            if (found.isPresent()) step();
        }
        return result.append(new String(text, copied, text.length - copied)).toString();
    }

    private void checkLength(String text) throws Given {
        if (octets(text) > LONGEST_OCTETS)
            throw new Given(failure(
                    (line == 0 ? "the name is" : "line " + line + " makes the name") + " longer than " + LONGEST_OCTETS
                            + " octets",
                    "look for a rule that lengthens it again and again"));
    }

    /// A text that cannot stand on the wire is longer than any.
    private static int octets(String text) {
        try {
            return WireText.encode(text).length;
        } catch (IllegalArgumentException _) {
            return Integer.MAX_VALUE;
        }
    }

    private MappedName.Refused failure(String cause, String remedy) {
        return new MappedName.Refused(
                Refusal.of(Situation.NAME_RULES_FAIL, rules.fileName(), cause, quoted(name), remedy));
    }

    private static String quoted(String text) {
        return WireText.quoted(text, SHOWN);
    }

    private static String shown(String text) {
        return WireText.printable(text, SHOWN);
    }
}

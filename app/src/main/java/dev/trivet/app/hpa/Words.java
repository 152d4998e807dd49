package dev.trivet.app.hpa;

import dev.trivet.app.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A command line as getopt_long(3) takes it apart: letters may be bundled (`-lsv`), long names abbreviated as far as
/// they stay clear, values stand behind `=`, in the same word or in the next, flags may follow directories, and after
/// `--` all is a directory. What getopt would only complain about ends the start here: tftpd-hpa goes on after an
/// unknown
/// flag and takes its value for a directory to serve.
///
/// @param given in order
/// @param directories in order
record Words(List<Given> given, List<String> directories) {
    private static final String LONG = "--";

    /// A flag that was given.
    ///
    /// @param value empty where it takes none
    /// @param spelled as it was typed
    record Given(Flag flag, String value, String spelled) {}

    static Words of(List<String> words) throws UsageException {
        var reading = new Reading(words);
        while (reading.hasNext()) reading.readNext();
        return new Words(List.copyOf(reading.given), List.copyOf(reading.directories));
    }

    boolean has(Flag flag) {
        return count(flag) > 0;
    }

    int count(Flag flag) {
        return (int) given.stream().filter(each -> each.flag() == flag).count();
    }

    /// Of a flag given several times the last, as tftpd-hpa does.
    Optional<Given> last(Flag flag) {
        return given.stream().filter(each -> each.flag() == flag).reduce((_, later) -> later);
    }

    List<Given> all(Flag flag) {
        return given.stream().filter(each -> each.flag() == flag).toList();
    }

    private static final class Reading {
        private final List<String> words;
        private final List<Given> given = new ArrayList<>();
        private final List<String> directories = new ArrayList<>();
        private int next;

        Reading(List<String> words) {
            this.words = words;
        }

        boolean hasNext() {
            return next < words.size();
        }

        void readNext() throws UsageException {
            var word = words.get(next++);
            if (word.equals(LONG)) readRest();
            else if (word.startsWith(LONG)) readLong(word);
            else if (word.startsWith("-") && word.length() > 1) readLetters(word);
            else directories.add(word);
        }

        private void readRest() {
            directories.addAll(words.subList(next, words.size()));
            next = words.size();
        }

        private void readLong(String word) throws UsageException {
            int equals = word.indexOf('=');
            var name = word.substring(LONG.length(), equals < 0 ? word.length() : equals);
            var spelled = LONG + name;
            var flag = named(name);
            if (equals >= 0) {
                if (!flag.takesValue() && !flag.mayTakeValue())
                    throw new UsageException(spelled + " takes no value: '" + word + "'");
                add(flag, word.substring(equals + 1), spelled);
            } else {
                add(flag, flag.takesValue() ? following(flag, spelled) : "", spelled);
            }
        }

        private void readLetters(String word) throws UsageException {
            for (int i = 1; i < word.length(); i++) {
                char letter = word.charAt(i);
                var flag = Flag.of(letter).orElseThrow(() -> new UsageException(unknown(letter, word)));
                var spelled = "-" + letter;
                if (flag.takesValue()) {
                    var rest = word.substring(i + 1);
                    add(flag, rest.isEmpty() ? following(flag, spelled) : rest, spelled);
                    return;
                }
                add(flag, "", spelled);
            }
        }

        private void add(Flag flag, String value, String spelled) {
            given.add(new Given(flag, value, spelled));
        }

        private String following(Flag flag, String spelled) throws UsageException {
            if (!hasNext()) throw new UsageException(spelled + " needs a value: " + flag.label());
            return words.get(next++);
        }
    }

    private static String unknown(char letter, String word) {
        var in = word.length() > 2 ? " in '" + word + "'" : "";
        return "unknown option -" + letter + in + "; in.tftpd --help names them all";
    }

    private static Flag named(String typed) throws UsageException {
        for (var since : Flag.Since.values()) {
            var meant = meant(typed, since);
            if (meant.size() == 1) return meant.iterator().next();
            if (meant.size() > 1) throw new UsageException(ambiguous(typed, meant));
        }
        throw new UsageException(unknown(typed));
    }

    /// A whole name is never an abbreviation. An abbreviation that was clear in an older version stays so: the oldest
    /// has none of the further names.
    private static Set<Flag> meant(String typed, Flag.Since since) {
        var whole = Stream.of(Flag.values())
                .filter(flag -> flag.names().contains(typed))
                .findFirst();
        if (whole.isPresent()) return Set.of(whole.get());
        return Stream.of(Flag.values())
                .filter(flag -> flag.since().compareTo(since) <= 0)
                .filter(flag -> flag.names().stream()
                        .limit(since == Flag.Since.V5_2 ? 1 : Long.MAX_VALUE)
                        .anyMatch(name -> name.startsWith(typed)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String ambiguous(String typed, Set<Flag> meant) {
        var names = meant.stream().map(Flag::spelled).collect(Collectors.joining(", "));
        return LONG + typed + " is ambiguous: it may be " + names;
    }

    private static String unknown(String typed) {
        var names =
                Stream.of(Flag.values()).flatMap(flag -> flag.names().stream()).toList();
        Optional<String> near = Nearest.to(typed, names);
        return "unknown option " + LONG + typed
                + near.map(name -> "; is " + LONG + name + " meant?").orElse("; in.tftpd --help names them all");
    }
}

package dev.trivet.content;

import dev.trivet.content.Variants.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Holds names of requests against a template: as they stand, else by the lenient steps that need no directory.
///
/// @param pattern a template
record Template(NamePattern pattern) {
    private static final Variants VARIANTS = Variants.plain();

    /// @param name that fitted, in plain components
    /// @param steps that were needed, in words
    record Fit(String name, List<String> steps, Map<String, String> variables) {}

    /// Empty also for a name that no provider could serve: the next in the chain says so.
    Optional<Fit> fit(String name) {
        try {
            var all = new ArrayList<Variant>();
            VARIANTS.exact(name).ifPresent(all::add);
            all.addAll(VARIANTS.others(name));
            return all.stream().map(this::fit).flatMap(Optional::stream).findFirst();
        } catch (ContentException _) {
            return Optional.empty();
        }
    }

    private Optional<Fit> fit(Variant variant) {
        var name = variant.path().text();
        return pattern.variables(name).map(variables -> new Fit(name, variant.steps(), variables));
    }

    static String value(Map<String, String> variables, String variable) {
        var value = variables.get(variable);
        if (value != null) return value;
        throw new IllegalArgumentException(
                "the template has no variable '" + variable + "', only " + new TreeSet<>(variables.keySet()));
    }
}

package dev.trivet.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with named holes: `{name} not found`.
///
/// @param text in braces stands what is to be filled in
record Template(String text) {
    private static final Pattern HOLE = Pattern.compile("\\{([a-z ]+)}");

    /// The names of the holes of some texts, each once, in the order in which they come up.
    static List<String> holes(Template... templates) {
        var names = new ArrayList<String>();
        for (var template : templates)
            HOLE.matcher(template.text).results().map(hole -> hole.group(1)).forEach(name -> {
                if (!names.contains(name)) names.add(name);
            });
        return List.copyOf(names);
    }

    /// @param names of the values, in their order
    String filled(List<String> names, Object... values) {
        if (text.indexOf('{') < 0) return text;
        return HOLE.matcher(text)
                .replaceAll(hole -> Matcher.quoteReplacement(String.valueOf(values[names.indexOf(hole.group(1))])));
    }
}

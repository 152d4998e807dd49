package dev.trivet.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Options of a request or an OACK, in the order and spelling in which they stand there (RFC 2347).
///
/// @param list at most [#MOST]; a name given twice stays twice, and the first counts
public record Options(List<Option> list) {
    /// More than any client asks for (the largest seen is 7); bounds the work a request can cause.
    public static final int MOST = 32;

    public static final Options NONE = new Options(List.of());

    /// One name and value as sent.
    ///
    /// @param name not empty
    public record Option(String name, String value) {
        public Option {
            if (name.isEmpty()) throw new IllegalArgumentException("an option needs a name");
        }
    }

    public Options {
        if (list.size() > MOST) throw new IllegalArgumentException("options must be 0..32: " + list.size());
        list = List.copyOf(list);
    }

    /// For tests and clients: `of("blksize", "1468", "tsize", "0")`.
    public static Options of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) throw new IllegalArgumentException("a name has no value");
        var list = new ArrayList<Option>();
        for (int i = 0; i < namesAndValues.length; i += 2)
            list.add(new Option(namesAndValues[i], namesAndValues[i + 1]));
        return new Options(list);
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    /// The value of the first option of that name, whatever the case of its letters (RFC 2347 §2).
    public Optional<String> value(String name) {
        return list.stream()
                .filter(o -> o.name().equalsIgnoreCase(name))
                .map(Option::value)
                .findFirst();
    }
}

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

    /// A request as RFC 1350 knows it.
    public static final Options NONE = new Options(List.of());

    /// One name and value as sent.
    ///
    /// @param name not empty
    /// @param value may be empty
    public record Option(String name, String value) {
        /// Takes whatever can stand on the wire.
        ///
        /// @throws IllegalArgumentException where the name is empty
        public Option {
            if (name.isEmpty()) throw new IllegalArgumentException("an option needs a name");
        }
    }

    /// Keeps a copy of the list.
    public Options {
        if (list.size() > MOST) throw new IllegalArgumentException("options must be 0..32: " + list.size());
        list = List.copyOf(list);
    }

    /// {@return options by name and value: `of("blksize", "1468", "tsize", "0")`}
    ///
    /// @param namesAndValues in turn; an odd number of them is an error
    public static Options of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) throw new IllegalArgumentException("a name has no value");
        var list = new ArrayList<Option>();
        for (int i = 0; i < namesAndValues.length; i += 2)
            list.add(new Option(namesAndValues[i], namesAndValues[i + 1]));
        return new Options(list);
    }

    /// {@return whether nothing is asked for}
    public boolean isEmpty() {
        return list.isEmpty();
    }

    /// {@return the value of the first option of that name, whatever the case of its letters (RFC 2347 §2)}
    ///
    /// @param name as the RFC writes it
    public Optional<String> value(String name) {
        return list.stream()
                .filter(o -> o.name().equalsIgnoreCase(name))
                .map(Option::value)
                .findFirst();
    }
}

package dev.trivet.app.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How often each of some kinds was seen. A server that makes ever new ones is not remembered without end: the first
/// kinds keep their numbers, the rest is one. Not for several threads at once.
final class Counts<K> {
    /// More kinds tell nobody more.
    static final int MOST = 32;

    private final Map<K, Long> counts = new LinkedHashMap<>();
    private long others;

    /// How often a kind was seen.
    record Count<K>(K kind, long count) {}

    void add(K kind) {
        if (counts.containsKey(kind) || counts.size() < MOST) counts.merge(kind, 1L, Long::sum);
        else others++;
    }

    /// The most frequent first.
    List<Count<K>> list() {
        return counts.entrySet().stream()
                .map(entry -> new Count<>(entry.getKey(), entry.getValue()))
                .sorted((a, b) -> Long.compare(b.count(), a.count()))
                .toList();
    }

    /// Of kinds that are not in the list.
    long others() {
        return others;
    }
}

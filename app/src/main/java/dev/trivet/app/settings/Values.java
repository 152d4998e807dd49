package dev.trivet.app.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was set, each in range. Defaults come from the keys.
public final class Values {
    public static final Values NONE = new Values(Map.of());

    private final Map<Key<?>, Object> set;

    private Values(Map<Key<?>, Object> set) {
        this.set = set;
    }

    /// What was set, else the default.
    public <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("no default: " + key.name()));
    }

    /// What was set, else the default, if there is one.
    @SuppressWarnings("unchecked") // With puts the right type there
    public <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable((T) set.get(key)).or(key::byDefault);
    }

    /// What was set, whatever the default.
    public <T> Optional<T> given(Key<T> key) {
        return has(key) ? find(key) : Optional.empty();
    }

    public boolean has(Key<?> key) {
        return set.containsKey(key);
    }

    public Set<Key<?>> keys() {
        return set.keySet();
    }

    public <T> Values with(Key<T> key, T value) {
        var more = new LinkedHashMap<>(set);
        more.put(key, value);
        return new Values(more);
    }

    /// These, and of others what is not set here.
    public Values over(Values others) {
        var all = new LinkedHashMap<>(others.set);
        all.putAll(set);
        return new Values(all);
    }

    /// Those of these keys.
    public Values only(Collection<Key<?>> keys) {
        var some = new LinkedHashMap<>(set);
        some.keySet().retainAll(keys);
        return new Values(some);
    }

    /// Those of other keys.
    public Values without(Collection<Key<?>> keys) {
        var some = new LinkedHashMap<>(set);
        some.keySet().removeAll(keys);
        return new Values(some);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values values && set.equals(values.set);
    }

    @Override
    public int hashCode() {
        return set.hashCode();
    }

    @Override
    public String toString() {
        var text = new LinkedHashMap<String, Object>();
        set.forEach((key, value) -> text.put(key.name(), value));
        return text.toString();
    }
}

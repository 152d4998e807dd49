package dev.trivet.posix;

import java.util.Arrays;

/// Where an expression matched, and its groups.
public final class Match {
    private static final int NOWHERE = -1;

    private final int[] bounds;

    Match(int groups) {
        bounds = new int[2 * (groups + 1)];
        Arrays.fill(bounds, NOWHERE);
    }

    void set(int group, int start, int end) {
        bounds[2 * group] = start;
        bounds[2 * group + 1] = end;
    }

    void unset(int group) {
        set(group, NOWHERE, NOWHERE);
    }

    /// How many groups the expression has.
    ///
    /// @return 0 or more; the whole is not counted
    public int groups() {
        return bounds.length / 2 - 1;
    }

    /// Whether that group took part.
    ///
    /// @param group 0 is the whole
    /// @return false also where the expression has no such group
    public boolean has(int group) {
        return group <= groups() && bounds[2 * group] >= 0;
    }

    /// Where it begins.
    ///
    /// @param group one that [#has]
    /// @return index of a code point
    public int start(int group) {
        return bounds[2 * group];
    }

    /// Where it ends.
    ///
    /// @param group one that [#has]
    /// @return index behind its last code point
    public int end(int group) {
        return bounds[2 * group + 1];
    }
}

package dev.trivet.app;

import dev.trivet.linux.DescriptorLimit;
import dev.trivet.linux.Linux;
import java.io.IOException;
import java.util.OptionalLong;

/// How many files and sockets this process may have open.
public final class OpenFiles {
    private OpenFiles() {}

    /// Raises the limit as far as it goes without a privilege.
    ///
    /// @return what holds now; empty: no limit, or it is not known and is met when it is met
    public static OptionalLong raised() {
        if (!Linux.available()) return OptionalLong.empty();
        try {
            long limit = DescriptorLimit.raise().current();
            return limit < 0 ? OptionalLong.empty() : OptionalLong.of(limit);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}

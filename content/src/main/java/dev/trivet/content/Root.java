package dev.trivet.content;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;

/// One directory that is served, and how.
///
/// @param path the directory; it must be there at the start
/// @param write what an upload may do; default [WritePolicy#NONE]
/// @param keepVersions with [WritePolicy#VERSION]: how many former contents of each name stay, 0 or more; default all
/// @param durability when an upload counts as stored; default [Durability#DISK]
/// @param ignoreCase whether a name that is missing is looked for in other case; default no
/// @param followLinksTo directories outside the root into which symbolic links of the root may lead; default none
/// @param clock tells how long ago something was: a file read into memory, a hint given; default the system's
public record Root(
        Path path,
        WritePolicy write,
        OptionalInt keepVersions,
        Durability durability,
        boolean ignoreCase,
        List<Path> followLinksTo,
        InstantSource clock) {

    public Root {
        if (keepVersions.isPresent() && keepVersions.getAsInt() < 0)
            throw new IllegalArgumentException("versions to keep must be 0 or more: " + keepVersions.getAsInt());
        followLinksTo = List.copyOf(followLinksTo);
    }

    /// That directory with every default: read only.
    public static Root at(Path path) {
        return new Root(
                path, WritePolicy.NONE, OptionalInt.empty(), Durability.DISK, false, List.of(), InstantSource.system());
    }

    public Root write(WritePolicy policy) {
        return new Root(path, policy, keepVersions, durability, ignoreCase, followLinksTo, clock);
    }

    public Root keepVersions(int most) {
        return new Root(path, write, OptionalInt.of(most), durability, ignoreCase, followLinksTo, clock);
    }

    public Root durability(Durability wanted) {
        return new Root(path, write, keepVersions, wanted, ignoreCase, followLinksTo, clock);
    }

    public Root ignoreCase(boolean ignore) {
        return new Root(path, write, keepVersions, durability, ignore, followLinksTo, clock);
    }

    public Root followLinksTo(List<Path> directories) {
        return new Root(path, write, keepVersions, durability, ignoreCase, directories, clock);
    }

    public Root clock(InstantSource source) {
        return new Root(path, write, keepVersions, durability, ignoreCase, followLinksTo, source);
    }
}

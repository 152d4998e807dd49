/// Thin, typed system calls of Linux: the only native calls of the project. Elsewhere [dev.trivet.linux.Linux]
/// says "not here", and why.
@org.jspecify.annotations.NullMarked
module dev.trivet.linux {
    requires static transitive org.jspecify;

    exports dev.trivet.linux;
}

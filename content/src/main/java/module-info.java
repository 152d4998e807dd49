/// What a name means: rooted folders, memory and functions to read from, uploads that are kept safely.
@org.jspecify.annotations.NullMarked
module dev.trivet.content {
    requires static transitive org.jspecify;
    requires transitive dev.trivet.core;
    requires dev.trivet.linux;

    exports dev.trivet.content;
}

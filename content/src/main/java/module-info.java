/// What names mean: content to read, places for uploads, kept beneath their roots.
@org.jspecify.annotations.NullMarked
module dev.trivet.content {
    requires static transitive org.jspecify;
    requires transitive dev.trivet.core;
    requires transitive dev.trivet.linux;

    exports dev.trivet.content;
    exports dev.trivet.remap;
}

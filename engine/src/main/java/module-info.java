@org.jspecify.annotations.NullMarked
module dev.trivet.engine {
    requires static transitive org.jspecify;
    requires transitive dev.trivet.core;
    requires dev.trivet.linux;
    requires jdk.net;

    exports dev.trivet.engine;
}

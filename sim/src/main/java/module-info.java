@org.jspecify.annotations.NullMarked
module dev.trivet.sim {
    requires static transitive org.jspecify;
    requires transitive dev.trivet.core;
    requires transitive dev.trivet.engine;
}

/// A network and time that are not real, around the engine that is: for tests of Trivet and of what is built on it.
@org.jspecify.annotations.NullMarked
module dev.trivet.sim {
    requires static transitive org.jspecify;
    requires transitive dev.trivet.core;
    requires transitive dev.trivet.engine;

    exports dev.trivet.sim;
}

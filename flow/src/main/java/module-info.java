/// What server and client share: content on its way between a machine of the core and a source or a sink.
@SuppressWarnings("module") // server and client are built after it
@org.jspecify.annotations.NullMarked
module dev.trivet.flow {
    requires static transitive org.jspecify;
    requires transitive dev.trivet.core;
    requires transitive dev.trivet.content;
    requires transitive dev.trivet.engine;

    exports dev.trivet.flow to
            dev.trivet.server,
            dev.trivet.client;
}

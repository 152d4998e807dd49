/// Sockets, clock, timers and threads: one loop drives the transfers that belong to it. For transports and simulators;
/// programs that serve or fetch files use `dev.trivet.server` and `dev.trivet.client`.
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // flow, which chooses between the transports, is compiled later
module dev.trivet.engine {
    requires static transitive org.jspecify;
    requires transitive dev.trivet.core;
    requires transitive dev.trivet.linux;
    requires jdk.net;

    exports dev.trivet.engine;
    exports dev.trivet.engine.linux to
            dev.trivet.flow;
}

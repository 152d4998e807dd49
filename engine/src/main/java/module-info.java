/// Sockets, clock, timers and threads: one loop drives the transfers that belong to it. For transports and simulators;
/// programs that serve or fetch files use `dev.trivet.server` and `dev.trivet.client`.
@org.jspecify.annotations.NullMarked
module dev.trivet.engine {
    requires static transitive org.jspecify;
    requires transitive dev.trivet.core;
    requires dev.trivet.linux;
    requires jdk.net;

    exports dev.trivet.engine;
}

/// The TFTP server: who may ask for what, and transfers as events.
@org.jspecify.annotations.NullMarked
module dev.trivet.server {
    requires static transitive org.jspecify;
    requires transitive dev.trivet.core;
    requires transitive dev.trivet.content;
    requires transitive dev.trivet.engine;
    requires dev.trivet.flow;

    exports dev.trivet.server;
}

/// The TFTP client: fetches and sends files, blocking or not.
@org.jspecify.annotations.NullMarked
module dev.trivet.client {
    requires static transitive org.jspecify;
    requires transitive dev.trivet.core;
    requires transitive dev.trivet.content;
    requires transitive dev.trivet.engine;
    requires dev.trivet.flow;

    exports dev.trivet.client;
}

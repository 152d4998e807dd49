/// The TFTP protocol without a socket, file, thread or clock.
@org.jspecify.annotations.NullMarked
module dev.trivet.core {
    requires static transitive org.jspecify;

    exports dev.trivet.explain;
    exports dev.trivet.wire;
    exports dev.trivet.negotiation;
    exports dev.trivet.transfer;
    exports dev.trivet.netascii;
}

/// The command `trivet`.
@org.jspecify.annotations.NullMarked
module dev.trivet.app {
    requires static transitive org.jspecify;
    requires transitive dev.trivet.server;
    requires dev.trivet.linux;
    requires info.picocli;
    requires tools.jackson.core;
}

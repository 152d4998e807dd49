/// The command `trivet`.
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic")
module dev.trivet.app {
    requires static transitive org.jspecify;
    requires dev.trivet.server;
    requires dev.trivet.client;
    requires dev.trivet.linux;
    requires info.picocli;
    requires jdk.unsupported; // signals
    requires org.tomlj; // automatic, like its ANTLR: docs/decisions/0008-configuration.md
    requires tools.jackson.core;

    // Options are fields that picocli sets.
    opens dev.trivet.app to
            info.picocli;
    opens dev.trivet.app.reload to
            info.picocli;
    opens dev.trivet.app.load to
            info.picocli;
    opens dev.trivet.app.doctor to
            info.picocli;
    opens dev.trivet.app.completion to
            info.picocli;
    opens dev.trivet.app.map to
            info.picocli;
    opens dev.trivet.app.serve to
            info.picocli;
    opens dev.trivet.app.transfer to
            info.picocli;
}

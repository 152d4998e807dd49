package dev.trivet.app.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Flags of `serve` about names.
@Command(optionListHeading = "%nNames:%n")
final class NameOptions {
    @Option(
            names = "--ignore-case",
            description = "A name that does not exist also finds the one file that differs in case only")
    private boolean ignoreCase;

    @Option(
            names = "--follow-links-to",
            paramLabel = "DIR",
            description = "Symbolic links may lead into this folder outside of what is served (repeatable)")
    private List<Path> followLinksTo = new ArrayList<>();

    ServeSettings.Names settings() {
        return new ServeSettings.Names(ignoreCase, followLinksTo);
    }
}

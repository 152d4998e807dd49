package dev.trivet.app.serve;

import dev.trivet.app.TextConverter;
import dev.trivet.content.AddressRange;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Flags of `serve` about who may.
@Command(optionListHeading = "%nWho may:%n")
final class AccessOptions {
    @Option(
            names = "--allow-read",
            paramLabel = "CIDR",
            converter = Cidrs.class,
            description = {"Who may fetch: 10.0.0.0/8, 192.0.2.7,", "2001:db8::/32 (repeatable; default: everyone)"})
    private List<AddressRange> read = new ArrayList<>();

    @Option(
            names = "--allow-write",
            paramLabel = "CIDR",
            converter = Cidrs.class,
            description = "Who may upload what --write allows (repeatable; default: everyone)")
    private List<AddressRange> write = new ArrayList<>();

    ServeSettings.Allowed settings() {
        return new ServeSettings.Allowed(read, write);
    }

    static final class Cidrs extends TextConverter<AddressRange> {
        Cidrs() {
            super(AddressRange::parse);
        }
    }
}

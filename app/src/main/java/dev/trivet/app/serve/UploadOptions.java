package dev.trivet.app.serve;

import dev.trivet.app.NumberText;
import dev.trivet.app.SizeConverter;
import dev.trivet.app.TextConverter;
import dev.trivet.app.WordText;
import dev.trivet.content.Durability;
import dev.trivet.content.WritePolicy;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Flags of `serve` about uploads.
@Command(optionListHeading = "%nUploads:%n")
final class UploadOptions {
    @Option(
            names = "--write",
            paramLabel = "none|create|overwrite|version",
            converter = Policies.class,
            description = {
                "What an upload may do (default: none):",
                "none       nothing, every upload is refused",
                "create     new names only",
                "overwrite  also replace what is there",
                "version    replace; the former content stays, as",
                "           NAME.YYYYMMDDTHHMMSSZ"
            })
    private WritePolicy policy = WritePolicy.NONE;

    @Option(
            names = "--keep-versions",
            paramLabel = "N",
            converter = Versions.class,
            description = "Former contents kept for each name (default: all)")
    private Optional<Integer> keepVersions = Optional.empty();

    @Option(
            names = "--max-upload",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "Largest upload, such as 512K, 4M or 1G (default: no limit)")
    private Optional<Long> each = Optional.empty();

    @Option(
            names = "--max-upload-total",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "All uploads together, running and stored since the start (default: no limit)")
    private Optional<Long> total = Optional.empty();

    @Option(
            names = "--max-upload-per-address",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "The same for each client address (default: no limit)")
    private Optional<Long> perAddress = Optional.empty();

    @Option(
            names = "--durability",
            paramLabel = "disk|rename",
            converter = Durabilities.class,
            description = {
                "When an upload is acknowledged as stored (default: disk):",
                "disk    it survives a power cut",
                "rename  faster; it survives the end of the server,",
                "        not a power cut"
            })
    private Durability durability = Durability.DISK;

    ServeSettings.Uploads settings() {
        return new ServeSettings.Uploads(
                policy,
                keepVersions.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                optionalLong(each),
                optionalLong(total),
                optionalLong(perAddress),
                durability);
    }

    private static OptionalLong optionalLong(Optional<Long> value) {
        return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    static final class Policies extends TextConverter<WritePolicy> {
        Policies() {
            super(text -> WordText.parse(text, WritePolicy.class));
        }
    }

    static final class Durabilities extends TextConverter<Durability> {
        Durabilities() {
            super(text -> WordText.parse(text, Durability.class));
        }
    }

    static final class Versions extends TextConverter<Integer> {
        /// More would make a directory that nobody can list.
        private static final int MOST = 1_000_000;

        Versions() {
            super(text -> NumberText.parse(text, 1, MOST));
        }
    }
}

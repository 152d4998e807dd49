package dev.trivet.server;

import dev.trivet.negotiation.BlockSize;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// What the server's settings and the rule for a client make of each other: what the rule says, else what they
/// say.
record ClientTerms(Settings settings, ClientRule rule) {

    Limit requests() {
        return limit("requests-per-address", rule.requestsPerAddress(), settings.requestsPerAddress());
    }

    Limit transfers() {
        return limit("transfers-per-address", rule.transfersPerAddress(), settings.transfersPerAddress());
    }

    Limit misses() {
        return limit("misses-per-address", OptionalLong.empty(), asLong(settings.missesPerAddress()));
    }

    Limit upload() {
        return limit("max-upload", rule.maxUpload(), settings.maxUpload());
    }

    Limit uploadsOfAddress() {
        return new Limit(settings.maxUploadPerAddress(), "--max-upload-per-address");
    }

    Limit uploadsInTotal() {
        return new Limit(settings.maxUploadTotal(), "--max-upload-total");
    }

    /// @param fits octets of a block that one packet of the interface carries
    int blockSize(int fits) {
        if (rule.maxBlksize().isPresent()) return rule.maxBlksize().getAsInt();
        return settings.maxBlksize().orElse(Math.clamp(fits, BlockSize.SMALLEST, BlockSize.LARGEST));
    }

    /// What either of them refuses: a rule for some clients takes nothing back.
    Set<String> refusedOptions() {
        if (rule.refuseOptions().isEmpty()) return settings.refuseOptions();
        var both = new HashSet<>(settings.refuseOptions());
        both.addAll(rule.refuseOptions());
        return both;
    }

    int windowSize() {
        return rule.maxWindowsize().orElse(settings.maxWindowsize());
    }

    private Limit limit(String word, OptionalInt ofRule, OptionalInt ofServer) {
        return limit(word, asLong(ofRule), asLong(ofServer));
    }

    private Limit limit(String word, OptionalLong ofRule, OptionalLong ofServer) {
        return ofRule.isPresent() ? new Limit(ofRule, word + " of " + rule) : new Limit(ofServer, "--" + word);
    }

    private static OptionalLong asLong(OptionalInt number) {
        return number.isPresent() ? OptionalLong.of(number.getAsInt()) : OptionalLong.empty();
    }
}

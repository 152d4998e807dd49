package dev.trivet.server;

import dev.trivet.negotiation.Agreement;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.Terms;
import dev.trivet.wire.Rollover;
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

    /// The largest block. A ceiling of the rule is one: nothing raises it.
    ///
    /// @param fits octets of a block that one packet of the interface carries
    int blockSize(int fits) {
        if (rule.maxBlksize().isPresent()) return rule.maxBlksize().getAsInt();
        int whole = Math.clamp(fits, BlockSize.SMALLEST, BlockSize.LARGEST);
        if (settings.maxBlksizeUnfragmented().isEmpty())
            return settings.maxBlksize().orElse(whole);
        int unfragmented = Math.min(settings.maxBlksizeUnfragmented().getAsInt(), whole);
        return Math.max(settings.maxBlksize().orElse(BlockSize.SMALLEST), unfragmented);
    }

    /// What either of them refuses: a rule for some clients takes nothing back.
    Set<String> refusedOptions() {
        if (rule.refuseOptions().isEmpty()) return settings.refuseOptions();
        var both = new HashSet<>(settings.refuseOptions());
        both.addAll(rule.refuseOptions());
        return both;
    }

    /// Where blocks begin at 0 no ACK could ask for the first one again: no window then.
    int windowSize() {
        return beginsAt0() ? 1 : rule.maxWindowsize().orElse(settings.maxWindowsize());
    }

    /// Whether the first DATA of an upload is block 0.
    boolean beginsAt0() {
        return rule.firstBlock().orElse(1) == 0;
    }

    /// What was agreed on, and what the rule says of the rollover where nobody asked.
    Terms terms(Agreement agreement) {
        boolean asked = agreement.acknowledged().value("rollover").isPresent();
        if (asked || rule.rollover().isEmpty()) return agreement.terms();
        boolean toOne = rule.rollover().getAsInt() == 1;
        return agreement.terms().rollover(toOne ? Rollover.TO_ONE : Rollover.TO_ZERO);
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

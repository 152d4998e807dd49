package dev.trivet.negotiation;

import dev.trivet.explain.Situation;
import dev.trivet.negotiation.KnownOption.Subject;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.Options;
import dev.trivet.wire.Options.Option;
import dev.trivet.wire.WireText;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A client's look at one OACK. A server may leave options out and lower sizes; "a server MUST NOT include in the
/// OACK any option which had not been specifically requested by the client" (RFC 2347).
final class OptionAckReview {
    /// `char`s of a name or value of the peer that a message shows: enough for any honest one.
    private static final int MOST_SHOWN = 40;

    private final Options asked;
    private final Map<KnownOption, Long> agreed = new EnumMap<>(KnownOption.class);
    private final Set<Subject> settled = EnumSet.noneOf(Subject.class);

    private OptionAckReview(Options asked) {
        this.asked = asked;
    }

    static Acceptance of(Options asked, Options acknowledged) {
        var review = new OptionAckReview(asked);
        for (var option : acknowledged.list()) {
            var objection = review.objection(option);
            if (objection.isPresent()) return new Acceptance.Declined(refusal(option, objection.get()));
        }
        return new Acceptance.Agreed(Negotiation.terms(review.agreed));
    }

    /// Takes the option down, or says what is wrong with it.
    private Optional<String> objection(Option option) {
        var wanted = asked.value(option.name());
        if (wanted.isEmpty()) return Optional.of("it was not asked for");
        var known = KnownOption.named(option.name());
        if (known.isEmpty()) return Optional.empty(); // the caller's own, and the caller's to judge
        var number = known.get().number(option.value());
        if (number.isEmpty()) return Optional.of("its value is no number in the range of the option");
        if (!settled.add(known.get().subject())) return Optional.of("the OACK settles the same thing twice");
        agreed.put(known.get(), number.getAsLong());
        return objection(known.get(), known.get().number(wanted.get()), number.getAsLong());
    }

    private static Optional<String> objection(KnownOption known, OptionalLong wanted, long number) {
        boolean fits = switch (known) {
            case BLKSIZE, BLKSIZE2 -> number <= wanted.orElse(0);
            case WINDOWSIZE -> number <= Math.min(wanted.orElse(0), WindowSize.LARGEST);
            case TIMEOUT, UTIMEOUT, ROLLOVER -> wanted.isPresent() && number == wanted.getAsLong();
            case TSIZE -> true; // a read learns it here
        };
        return fits ? Optional.empty() : Optional.of("its value does not fit what was asked");
    }

    private static Refusal refusal(Option option, String objection) {
        return Refusal.of(
                Situation.OPTION_NOT_ACCEPTABLE,
                WireText.printable(option.name(), MOST_SHOWN),
                WireText.printable(option.value(), MOST_SHOWN),
                objection);
    }
}

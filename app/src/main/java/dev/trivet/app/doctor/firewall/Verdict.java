package dev.trivet.app.doctor.firewall;

import dev.trivet.app.doctor.firewall.Table.Base;
import java.util.List;
import java.util.Optional;

/// What the rules do with datagrams of one kind.
///
/// @param place of the chain that is worst; empty where there is none
/// @param because its rule or policy that drops, or may
/// @param exceptions rules that may decide otherwise before
/// @param redirects where rules send them instead
public record Verdict(
        Kind kind, Optional<Place> place, String because, List<String> exceptions, List<String> redirects) {
    public Verdict {
        exceptions = List.copyOf(exceptions);
        redirects = List.copyOf(redirects);
    }

    /// From best to worst.
    public enum Kind {
        PASSES,
        /// But for some, of which a rule may drop them.
        PASSES_MOSTLY,
        /// But for some, of which a rule may accept them.
        DROPPED_MOSTLY,
        DROPPED
    }

    public record Place(Table table, Base base) {}
}

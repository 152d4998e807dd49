package dev.trivet.content;

/// Says which name is meant by that of a request, before any content is asked: `dev.trivet.remap.MapRules`, or a
/// function of the program. Runs off the loop and may wait; several threads may ask at once.
@FunctionalInterface
public interface NameMap {
    /// Every name means itself.
    NameMap NONE = asked -> new MappedName.Meant(asked.name());

    /// What is meant.
    ///
    /// @param asked the name, and who asks for it
    /// @return a name, or why none
    MappedName map(AskedName asked);
}

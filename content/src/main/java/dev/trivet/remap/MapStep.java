package dev.trivet.remap;

import java.util.Optional;

/// What happened to a name, step by step: for people who wonder why.
public sealed interface MapStep {

    /// Which rule it was.
    ///
    /// @return line of the file, from 1
    int line();

    /// A rule that is not for this request.
    ///
    /// @param line of the file, from 1
    /// @param rule as it is written
    /// @param why in words
    record Passed(int line, String rule, String why) implements MapStep {}

    /// A rule that did not match, or one with `~` that did.
    ///
    /// @param line of the file, from 1
    /// @param rule as it is written
    /// @param name that it looked at
    record Unmatched(int line, String rule, String name) implements MapStep {}

    /// A rule that matched, or one with `~` that did not.
    ///
    /// @param line of the file, from 1
    /// @param rule as it is written
    /// @param name that it looked at
    /// @param part what matched; empty with `~`
    record Matched(int line, String rule, String name, Optional<String> part) implements MapStep {}

    /// The name is another now.
    ///
    /// @param line of the file, from 1
    /// @param before the name until now
    /// @param after the name from now on
    record Rewritten(int line, String before, String after) implements MapStep {}

    /// The name that a rule with `E` made is no file: the rule is as if it had not matched.
    ///
    /// @param line of the file, from 1
    /// @param tried what is no file
    /// @param name that holds on
    record Undone(int line, String tried, String name) implements MapStep {}

    /// It goes on at a label.
    ///
    /// @param line of the file, from 1
    /// @param label its name
    record Jumped(int line, String label) implements MapStep {}

    /// It goes on at the first rule.
    ///
    /// @param line of the file, from 1
    record Restarted(int line) implements MapStep {}

    /// The rules end here, with the name as it is.
    ///
    /// @param line of the file, from 1
    /// @param name that is meant
    record Stopped(int line, String name) implements MapStep {}

    /// The request is refused.
    ///
    /// @param line of the file, from 1
    /// @param text for the client
    record Aborted(int line, String text) implements MapStep {}
}

package dev.trivet.transfer;

import dev.trivet.explain.Explanation;
import dev.trivet.explain.Situation;
import dev.trivet.wire.ErrorCode;

/// Why something was not done, for the peer and for the operator.
///
/// @param code of the ERROR that the peer gets
/// @param text of that ERROR: short, and without a path or name of the server
/// @param cause what the operator reads: the full truth
/// @param remedy what the operator can do about it; empty where nothing helps
/// @param situation which one of all that are known
public record Refusal(ErrorCode code, String text, String cause, String remedy, Situation situation) {

    /// In words of the program that uses Trivet: its situation is [Situation#REFUSED_BY_PROGRAM].
    ///
    /// @param code of the ERROR that the peer gets
    /// @param text of that ERROR: short, and without a path or name of the server
    /// @param cause what the operator reads: the full truth
    /// @param remedy what the operator can do about it; empty where nothing helps
    public Refusal(ErrorCode code, String text, String cause, String remedy) {
        this(code, text, cause, remedy, Situation.REFUSED_BY_PROGRAM);
    }

    /// One of the situations that are known, in its words.
    ///
    /// @param situation gives code, text, cause and remedy
    /// @param values one for each of [Situation#holes]
    /// @return with those filled in
    public static Refusal of(Situation situation, Object... values) {
        var told = situation.explain(values);
        return new Refusal(situation.code(), situation.text(values), told.cause(), told.remedy(), situation);
    }

    /// What the operator reads.
    ///
    /// @return situation, cause and remedy
    public Explanation explanation() {
        return new Explanation(situation, cause, remedy);
    }
}

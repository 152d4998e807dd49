package dev.trivet.app;

import java.time.Duration;

/// Whole seconds, up to a day.
public class SecondsConverter extends TextConverter<Duration> {
    private static final int LONGEST = 86_400;

    public SecondsConverter() {
        this(0);
    }

    private SecondsConverter(int shortest) {
        super(text -> Duration.ofSeconds(NumberText.parse(text, shortest, LONGEST)));
    }

    /// At least one.
    public static final class Positive extends SecondsConverter {
        public Positive() {
            super(1);
        }
    }
}

package dev.trivet.content;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/// The test changes owners, which root alone may.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "dev.trivet.content.NeedsRoot$Condition#met", disabledReason = "needs root")
@interface NeedsRoot {
    final class Condition {
        private Condition() {}

        static boolean met() {
            return System.getProperty("user.name").equals("root");
        }
    }
}

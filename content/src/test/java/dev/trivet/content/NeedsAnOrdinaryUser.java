package dev.trivet.content;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIf;

/// The test takes rights away, which root has all the same.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@DisabledIf(value = "dev.trivet.content.NeedsRoot$Condition#met", disabledReason = "needs an ordinary user")
@interface NeedsAnOrdinaryUser {}

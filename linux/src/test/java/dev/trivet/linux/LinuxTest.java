package dev.trivet.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LinuxTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void eitherTheCallsWorkHereOrTheReasonNamesOpenat2() {
        assertThat(Linux.missing().filter(why -> !why.contains("openat2"))).isEmpty();
        assertThat(Linux.available()).isEqualTo(Linux.missing().isEmpty());
    }

    @Test
    @DisabledOnOs(OS.LINUX)
    void elsewhereTheReasonNamesTheSystem() {
        assertThat(Linux.missing()).hasValueSatisfying(why -> assertThat(why).contains("not Linux"));
    }

    @Test
    void onlyKnownProcessorsHaveNumbers() {
        assertThat(Architecture.named("aarch64")).hasValue(Architecture.AARCH64);
        assertThat(Architecture.named("riscv64")).isEmpty();
    }

    @Test
    void anUnknownErrorKeepsItsNumber() {
        assertThat(new LinuxException("mount", 71))
                .hasMessage("mount: errno 71")
                .returns(Errno.OTHER, LinuxException::errno);
        assertThat(new LinuxException("open", 4711)).returns(4711, LinuxException::number);
    }
}

package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trivet.wire.WireText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NamesTest {

    @Test
    void windowsKeepsSomeNamesForItself() throws ContentException {
        for (var name : List.of(
                "CON",
                "con",
                "nul.txt",
                "a/AUX/b",
                "com1",
                "COM9.log",
                "lpt¹",
                "file.txt:stream",
                "dot.",
                "space ",
                "C:/x",
                "what?"))
            assertThatThrownBy(() -> PathName.parse(name, true)).as(name).isInstanceOf(ContentException.class);
        for (var name : List.of("console", "com10", "nulls", ".con", "a b", "back\\slash"))
            assertThat(PathName.parse(name, true).text()).isEqualTo(name);
        assertThat(PathName.parse("CON", false).text()).isEqualTo("CON");
    }

    @Test
    void aNameIsTakenApart() throws ContentException {
        assertThat(PathName.parse("//a/./b//c/../d/", false))
                .isEqualTo(new PathName(List.of("a", "b", "d"), true, true));
        assertThat(PathName.parse("a", false)).isEqualTo(new PathName(List.of("a"), false, false));
        assertThat(PathName.parse("...", false).text()).isEqualTo("...");
    }

    @Test
    void aPartIsKnownByItsNameAndNeverTooLong() {
        for (var name : List.of("config", "x".repeat(255), "é".repeat(127), "\uDCFF".repeat(255), "😀".repeat(63))) {
            var part = PartName.of(name);
            assertThat(PartName.is(part)).as(part).isTrue();
            assertThat(WireText.encode(part).length).isLessThanOrEqualTo(255);
        }
        assertThat(PartName.of("config")).startsWith(".config.").isNotEqualTo(PartName.of("config"));
    }

    @Test
    void versionsAreOrderedByTimeThenNumber() {
        var time = Instant.parse("2026-01-02T03:04:05.999Z");
        assertThat(VersionName.of("a", time, 1)).isEqualTo("a.20260102T030405Z");
        assertThat(VersionName.of("a", time, 3)).isEqualTo("a.20260102T030405Z-3");
        var second = VersionName.parse("a", "a.20260102T030405Z-2").orElseThrow();
        var tenth = VersionName.parse("a", "a.20260102T030405Z-10").orElseThrow();
        var later = VersionName.parse("a", "a.20260102T030406Z").orElseThrow();
        assertThat(List.of(later, tenth, second).stream().sorted(VersionName.OLDEST_FIRST))
                .containsExactly(second, tenth, later);
        for (var other :
                List.of("a", "a.20260102T030405", "a.20260102T030405Z-", "a.20260102T030405Z-01", "b.20260102T030405Z"))
            assertThat(VersionName.parse("a", other)).as(other).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPathHasComponents() {
        assertThat(Base.components(Path.of("/srv/tftp"))).containsExactly("srv", "tftp");
        assertThat(Base.components(Path.of("/"))).isEmpty();
    }
}

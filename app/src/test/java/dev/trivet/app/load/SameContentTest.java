package dev.trivet.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.load.SameContent.Fingerprint;
import org.junit.jupiter.api.Test;

class SameContentTest {
    private final SameContent contents = new SameContent();

    @Test
    void theSameOctetsUnderANameAreAsTheyShouldBe() {
        for (int i = 0; i < 3; i++)
            assertThat(contents.look("a", new Fingerprint(512, 99))).isEmpty();
    }

    @Test
    void otherNamesMayHaveOtherOctets() {
        assertThat(contents.look("a", new Fingerprint(512, 99))).isEmpty();
        assertThat(contents.look("b", new Fingerprint(700, 7))).isEmpty();
    }

    @Test
    void otherOctetsOfOneNameAreAViolationEachTime() {
        contents.look("a", new Fingerprint(512, 99));
        for (int i = 0; i < 2; i++)
            assertThat(contents.look("a", new Fingerprint(512, 98)))
                    .contains("two transfers of one file brought different octets");
        assertThat(contents.look("a", new Fingerprint(511, 99)))
                .contains("two transfers of one file brought different lengths");
    }

    @Test
    void namesWithoutEndFillNoMemory() {
        for (int i = 0; i < 100_000; i++) contents.look("n" + i, new Fingerprint(i, i));
        contents.look("one more", new Fingerprint(1, 1));
        assertThat(contents.look("one more", new Fingerprint(2, 2)))
                .as("not compared")
                .isEmpty();
        assertThat(contents.look("n7", new Fingerprint(2, 2)))
                .as("still compared")
                .isPresent();
    }
}

package dev.trivet.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.load.Counts.Count;
import org.junit.jupiter.api.Test;

class CountsTest {
    private final Counts<String> counts = new Counts<>();

    @Test
    void theMostFrequentKindComesFirst() {
        for (var kind : "a b c b c c".split(" ")) counts.add(kind);
        assertThat(counts.list()).containsExactly(new Count<>("c", 3), new Count<>("b", 2), new Count<>("a", 1));
        assertThat(counts.others()).isZero();
    }

    @Test
    void aServerThatFindsEverNewWordsFillsNoMemory() {
        for (int i = 0; i < 1_000; i++) counts.add("error " + i);
        counts.add("error 0");
        assertThat(counts.list()).hasSize(Counts.MOST).contains(new Count<>("error 0", 2));
        assertThat(counts.others()).isEqualTo(1_000 - Counts.MOST);
    }
}

package dev.trivet.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.client.ClientEvent.Asking;
import dev.trivet.client.ClientEvent.Started;
import dev.trivet.client.ClientEvent.Wish;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.Terms;
import dev.trivet.negotiation.WindowSize;
import dev.trivet.wire.Options;
import dev.trivet.wire.Rollover;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Wish WISH = new Wish(1, false, URI.create("tftp://192.0.2.1/x"));
    private static final Options ALL = Options.of("blksize", "1428", "tsize", "0", "windowsize", "32");

    private long nanos = 1_000;
    private final Progress progress = new Progress(() -> nanos);

    @Test
    void timeCountsFromTheAnswerAndTheSizeIsTheServers() {
        progress.begin(OptionalLong.empty());
        progress.accept(asking(1, ALL, ""));
        pass(Duration.ofSeconds(10));
        assertThat(progress.elapsed(progress.state())).hasSeconds(10);
        progress.accept(started(OptionalLong.of(5_000)));
        pass(Duration.ofSeconds(2));
        progress.accept(new dev.trivet.client.ClientEvent.Progress(Instant.EPOCH, WISH, 1_428));
        assertThat(progress.elapsed(progress.state())).hasSeconds(2);
        assertThat(progress.elapsedInAll()).hasSeconds(12);
        assertThat(progress.state().octets()).isEqualTo(1_428);
        assertThat(progress.state().total()).hasValue(5_000);
    }

    @Test
    void theSizeOfALocalFileHoldsWhereTheServerTellsNone() {
        progress.begin(OptionalLong.of(700));
        progress.accept(started(OptionalLong.empty()));
        assertThat(progress.state().total()).hasValue(700);
    }

    @Test
    void everyFurtherAttemptIsExplainedByWhatItLeftOut() {
        progress.begin(OptionalLong.empty());
        progress.accept(asking(1, ALL, ""));
        progress.accept(asking(2, Options.of("blksize", "1428", "windowsize", "32"), "it repeats tsize"));
        progress.accept(asking(3, Options.of("blksize", "512", "windowsize", "32"), "nothing arrived"));
        progress.accept(asking(4, Options.NONE, "error 8:\u001b[2J"));
        assertThat(progress.state().attempts()).isEqualTo(4);
        assertThat(progress.state().detours())
                .containsExactly(
                        "asked again without tsize: it repeats tsize",
                        "asked again with blksize 512: nothing arrived",
                        "asked again without options (blksize, windowsize): error 8:\\x1B[2J");
    }

    @Test
    void theNextFileBeginsAnew() {
        progress.begin(OptionalLong.of(1));
        progress.accept(asking(1, ALL, ""));
        progress.accept(asking(2, Options.NONE, "silence"));
        progress.begin(OptionalLong.empty());
        assertThat(progress.state().attempts()).isZero();
        assertThat(progress.state().detours()).isEmpty();
        assertThat(progress.state().total()).isEmpty();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static Asking asking(int attempt, Options options, String why) {
        return new Asking(Instant.EPOCH, WISH, attempt, new InetSocketAddress("192.0.2.1", 69), options, why);
    }

    private static Started started(OptionalLong size) {
        var terms = new Terms(new BlockSize(1_428), new WindowSize(32), Rollover.TO_ZERO, Optional.empty(), size);
        return new Started(Instant.EPOCH, WISH, terms);
    }
}

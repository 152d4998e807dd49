package dev.trivet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A loop on a thread of its own, which really waits. The time limit only ends a test whose loop was not woken.
@Timeout(60)
class RunningLoopTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 200_000})
    void eachPostedWorkWakesALoopThatWaitsForEver(long spinNanos) throws Exception {
        Loop loop = loop(spinNanos);
        Thread thread = Thread.ofPlatform().start(loop::run);
        for (int i = 0; i < 2_000; i++) {
            var done = new CompletableFuture<Boolean>();
            loop.post(() -> done.complete(true));
            assertThat(done.get()).isTrue();
        }
        loop.stop();
        thread.join();
    }

    @Test
    void workOfSeveralThreadsIsAllDoneByTheLoop() throws Exception {
        Loop loop = loop(0);
        Thread thread = Thread.ofPlatform().start(loop::run);
        var sum = new AtomicInteger();
        var done = new CompletableFuture<Boolean>();
        for (int t = 0; t < 4; t++) {
            Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 1_000; i++) {
                    loop.post(() -> {
                        assertThat(Thread.currentThread()).isSameAs(thread);
                        if (sum.incrementAndGet() == 4_000) done.complete(true);
                    });
                }
            });
        }
        assertThat(done.get()).isTrue();
        loop.stop();
        thread.join();
    }

    @Test
    void aTimerEndsTheWait() throws InterruptedException, ExecutionException, IOException {
        Loop loop = loop(0);
        var fired = new CompletableFuture<Boolean>();
        loop.schedule(new Timer(() -> fired.complete(true)), loop.now() + 1);
        Thread thread = Thread.ofPlatform().start(loop::run);
        assertThat(fired.get()).isTrue();
        loop.stop();
        thread.join();
    }

    private static Loop loop(long spinNanos) throws IOException {
        var settings = new TransportSettings(1 << 16, 1 << 16, spinNanos, false, PortSharing.none(), _ -> {});
        return new Loop(new PortableTransport(settings), fault -> {
            throw fault;
        });
    }
}

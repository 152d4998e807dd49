package dev.trivet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PortableWorkersTest {
    private final CompletableFuture<Throwable> uncaught = new CompletableFuture<>();

    @Test
    void workRunsOnANamedDaemon() throws InterruptedException, ExecutionException {
        try (var workers = new PortableWorkers("content", 2, 10, (_, e) -> uncaught.complete(e))) {
            var thread = new CompletableFuture<Thread>();
            workers.submit(() -> thread.complete(Thread.currentThread()));
            assertThat(thread.get().getName()).isEqualTo("content-1");
            assertThat(thread.get().isDaemon()).isTrue();
            assertThat(thread.get().isVirtual()).isFalse();
        }
    }

    @Test
    void whatHasNoRoomInTheQueueIsNotTaken() throws InterruptedException {
        var go = new CountDownLatch(1);
        var done = new CountDownLatch(3);
        try (var workers = new PortableWorkers("content", 1, 2, (_, e) -> uncaught.complete(e))) {
            Runnable hangs = () -> {
                awaitQuietly(go);
                done.countDown();
            };
            assertThat(workers.submit(hangs)).isTrue();
            assertThat(workers.submit(hangs)).isTrue();
            assertThat(workers.submit(hangs)).isTrue();
            assertThat(workers.submit(hangs)).isFalse();
            go.countDown();
        }
        done.await();
    }

    @Test
    void afterCloseNothingIsTaken() {
        var workers = new PortableWorkers("content", 1, 2, (_, e) -> uncaught.complete(e));
        workers.close();
        assertThat(workers.submit(() -> {})).isFalse();
    }

    @Test
    void whatWorkThrowsIsReportedAndTheNextWorkRuns() throws InterruptedException, ExecutionException {
        try (var workers = new PortableWorkers("content", 1, 2, (_, e) -> uncaught.complete(e))) {
            workers.submit(() -> {
                throw new IllegalStateException("fault");
            });
            assertThat(uncaught.get()).hasMessage("fault");
            var ran = new CompletableFuture<Boolean>();
            workers.submit(() -> ran.complete(true));
            assertThat(ran.get()).isTrue();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

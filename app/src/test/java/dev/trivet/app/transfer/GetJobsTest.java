package dev.trivet.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GetJobsTest {
    @ParameterizedTest
    @CsvSource({
        "/dev/stdout, true",
        "/dev/fd/1, true",
        "/proc/self/fd/1, true",
        "/dev/shm/image, false",
        "/srv/dev/stdout, false",
    })
    void aFileThatAProcessHasOpenIsWrittenAndNotReplaced(Path file, boolean open) {
        assertThat(GetJobs.isOpenElsewhere(file)).isEqualTo(open);
    }
}

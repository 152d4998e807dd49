package dev.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.wire.Packet;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The wall around the core: no socket, file, thread, clock or chance. What it knows of the world comes in as
/// arguments.
class CoreIsPureTest {
    private static final Pattern IMPURE = Pattern.compile(String.join(
            "|",
            "java/net/.*",
            "java/nio/(channels|file)/.*",
            "java/io/(File|RandomAccessFile|Console).*",
            "java/lang/(Thread|Process|Runtime\\b|foreign/).*",
            "java/lang/System\\.(nanoTime|currentTimeMillis|in|out|err|getenv|getProperty|exit)",
            "java/lang/Math\\.random",
            "java/time/(Clock|InstantSource).*",
            "java/time/.*\\.now",
            "java/util/concurrent/.*",
            "java/util/(Timer|Random|SplittableRandom|random/).*",
            "java/util/UUID\\.randomUUID",
            "java/security/SecureRandom.*"));

    @Test
    void noClassOfTheCoreTouchesTheWorld() throws IOException, URISyntaxException {
        var root = Path.of(
                Packet.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Path> classes;
        try (var files = Files.walk(root)) {
            classes = files.filter(file -> file.toString().endsWith(".class")).toList();
        }
        assertThat(classes).hasSizeGreaterThan(20);
        for (var file : classes) {
            assertThat(impureReferences(ClassFile.of().parse(file)))
                    .as("%s", root.relativize(file))
                    .isEmpty();
        }
    }

    @Test
    void aClockWouldBeSeen() throws IOException {
        assertThat(impureReferences(compiled(AsksTheTime.class))).containsExactly("java/lang/System.nanoTime");
        assertThat(impureReferences(compiled(AddsUp.class))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java/net/InetSocketAddress",
                "java/nio/channels/DatagramChannel",
                "java/nio/file/Files",
                "java/io/FileInputStream",
                "java/lang/Thread.sleep",
                "java/lang/ThreadLocal",
                "java/lang/System.currentTimeMillis",
                "java/lang/Math.random",
                "java/time/Clock",
                "java/time/Instant.now",
                "java/util/Timer",
                "java/util/concurrent/ThreadLocalRandom.current",
                "java/util/concurrent/Executors",
                "java/util/concurrent/locks/ReentrantLock"
            })
    void theWallKnowsTheWaysOut(String reference) {
        assertThat(reference).matches(IMPURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java/nio/ByteBuffer",
                "java/time/Duration.plus",
                "java/time/Instant.plus",
                "java/lang/System.arraycopy",
                "java/lang/RuntimeException",
                "java/lang/runtime/SwitchBootstraps.typeSwitch",
                "java/lang/Math.min"
            })
    void theWallLetsArithmeticThrough(String reference) {
        assertThat(reference).doesNotMatch(IMPURE);
    }

    private static List<String> impureReferences(ClassModel type) {
        return StreamSupport.stream(type.constantPool().spliterator(), false)
                .flatMap(entry -> switch (entry) {
                    case ClassEntry c -> Stream.of(c.asInternalName());
                    case MemberRefEntry m ->
                        Stream.of(m.owner().asInternalName() + "." + m.name().stringValue());
                    default -> Stream.<String>empty();
                })
                .filter(IMPURE.asMatchPredicate())
                .toList();
    }

    private static ClassModel compiled(Class<?> type) throws IOException {
        try (var octets = type.getResourceAsStream("CoreIsPureTest$" + type.getSimpleName() + ".class")) {
            return ClassFile.of().parse(Objects.requireNonNull(octets).readAllBytes());
        }
    }

    @SuppressWarnings("UnusedMethod") // read as octets of its class file
    private static final class AsksTheTime {
        static long later() {
            return System.nanoTime() + 1;
        }
    }

    @SuppressWarnings("UnusedMethod") // read as octets of its class file
    private static final class AddsUp {
        static int sum(int a, int b) {
            return Math.addExact(a, b);
        }
    }
}

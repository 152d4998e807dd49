package dev.trivet.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The C library's own `regcomp` and `regexec`, where it is glibc: what `in.tftpd` matches with.
final class Glibc implements AutoCloseable {
    /// Larger than any `regex_t`.
    private static final int REGEX_OCTETS = 256;

    private static final int EXTENDED = 1;
    private static final int ICASE = 2;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment regex = arena.allocate(REGEX_OCTETS, 16);
    private final MethodHandle regcomp = compiling();
    private final MethodHandle regexec = executing();
    private final MethodHandle regfree = freeing();

    static boolean isHere() {
        return Linker.nativeLinker()
                .defaultLookup()
                .find("gnu_get_libc_version")
                .isPresent();
    }

    private static MethodHandle compiling() {
        return downcall(
                "regcomp",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    }

    private static MethodHandle executing() {
        return downcall(
                "regexec",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT));
    }

    private static MethodHandle freeing() {
        return downcall("regfree", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
    }

    @SuppressWarnings("restricted") // calls with the shapes of regex.h
    private static MethodHandle downcall(String name, FunctionDescriptor shape) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape);
    }

    /// Whether it takes the expression.
    boolean accepts(String expression, boolean ignoreCase) {
        try (var call = Arena.ofConfined()) {
            int code = (int)
                    regcomp.invokeExact(regex, call.allocateFrom(expression), EXTENDED | (ignoreCase ? ICASE : 0));
            if (code == 0) regfree.invokeExact(regex);
            return code == 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// Bounds of the match and its groups, -1 where a group has none; empty where nothing matches.
    Optional<int[]> match(String expression, boolean ignoreCase, String text, int groups) {
        try (var call = Arena.ofConfined()) {
            int code = (int)
                    regcomp.invokeExact(regex, call.allocateFrom(expression), EXTENDED | (ignoreCase ? ICASE : 0));
            if (code != 0) throw new IllegalArgumentException(expression + ": error " + code);
            var bounds = call.allocate(ValueLayout.JAVA_INT, 2L * (groups + 1));
            int answer = (int) regexec.invokeExact(regex, call.allocateFrom(text), groups + 1L, bounds, 0);
            regfree.invokeExact(regex);
            return answer == 0 ? Optional.of(bounds.toArray(ValueLayout.JAVA_INT)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}

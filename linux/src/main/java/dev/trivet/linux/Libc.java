package dev.trivet.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/// The way into the C library. One descriptor, `long f(long, long, long, long, long, long)`, serves every function:
/// pointers travel as longs, and a function of fewer parameters does not look at the rest. So one handle is linked,
/// once, at the first call, whatever the number of functions. No critical linkage: some of these calls wait.
@SuppressWarnings("restricted") // the point of this module; allowed by --enable-native-access=dev.trivet.linux
final class Libc {
    static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(PathElement.groupElement("errno"));

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle CALL = LINKER.downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"));

    private Libc() {}

    /// A function of the C library; its address is looked up when the class that holds it is first used.
    record Function(String name, MemorySegment address) {
        static Function named(String name) {
            return new Function(name, LINKER.defaultLookup().findOrThrow(name));
        }

        /// For functions that return an `int`: the upper half of the register means nothing, -1 arrives as 4294967295.
        int callInt(long a, long b, long c, long d) throws LinuxException {
            while (true) {
                var scratch = Scratch.mine();
                int result = (int) invoke(scratch, a, b, c, d, 0, 0);
                if (result != -1) return result;
                int errno = errno(scratch);
                if (errno != Errno.EINTR.number()) throw new LinuxException(name, errno);
            }
        }

        /// For functions that return a `long` or `ssize_t`.
        long callLong(long a, long b, long c, long d) throws LinuxException {
            while (true) {
                var scratch = Scratch.mine();
                long result = invoke(scratch, a, b, c, d, 0, 0);
                if (result != -1) return result;
                int errno = errno(scratch);
                if (errno != Errno.EINTR.number()) throw new LinuxException(name, errno);
            }
        }

        /// For calls whose failure is an everyday matter, which must not cost an exception: -errno in place of -1.
        long attempt(long a, long b, long c, long d, long e, long f) {
            while (true) {
                long result = attemptOnce(a, b, c, d, e, f);
                if (result != -Errno.EINTR.number()) return result;
            }
        }

        /// The same for calls that wait for a while: after EINTR they would wait for all of it again.
        long attemptOnce(long a, long b, long c, long d, long e, long f) {
            var scratch = Scratch.mine();
            long result = (int) invoke(scratch, a, b, c, d, e, f);
            return result != -1 ? result : -errno(scratch);
        }

        /// For functions of more parameters that return a pointer, which is -1 where they failed.
        long callPointer(long a, long b, long c, long d, long e, long f) throws LinuxException {
            var scratch = Scratch.mine();
            long result = invoke(scratch, a, b, c, d, e, f);
            if (result == -1) throw new LinuxException(name, errno(scratch));
            return result;
        }

        /// As it is: no error looked at, nothing repeated.
        long callRaw(long a, long b, long c, long d) {
            return invoke(Scratch.mine(), a, b, c, d, 0, 0);
        }

        private long invoke(Scratch scratch, long a, long b, long c, long d, long e, long f) {
            try {
                return (long) CALL.invokeExact(address, scratch.state, a, b, c, d, e, f);
            } catch (RuntimeException | Error broken) {
                throw broken;
            } catch (Throwable impossible) { // what the signature of invokeExact allows, and a native call never throws
                throw new AssertionError(impossible);
            }
        }
    }

    /// A call that the C library has no function for, or not every one of them: `long syscall(long number, ...)`.
    static long systemCall(String name, long number, long a, long b, long c, long d, long e) throws LinuxException {
        while (true) {
            var scratch = Scratch.mine();
            long result = Syscall.FUNCTION.invoke(scratch, number, a, b, c, d, e);
            if (result != -1) return result;
            int errno = errno(scratch);
            if (errno != Errno.EINTR.number()) throw new LinuxException(name, errno);
        }
    }

    private static int errno(Scratch scratch) {
        return scratch.state.get(JAVA_INT, ERRNO);
    }

    private static final class Syscall {
        static final Function FUNCTION = Function.named("syscall");
    }
}

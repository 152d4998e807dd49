package dev.trivet.content;

import dev.trivet.linux.Mapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/// The octets that one read sends, in the transfer's mode. Ready content only: [#prepare] may wait and runs off
/// the loop, [#read] never waits and runs on it.
///
/// Calls of one source never overlap: `prepare` is not called while another `prepare` runs, and `read` only within
/// what `prepare` answered. (The two may run at the same time, on their two threads.) Sources of one file version
/// share its descriptor.
public interface Source extends AutoCloseable {

    /// Octets in all, where known at the start: a file's size; the netascii length only where it was worth a scan.
    ///
    /// @return empty where only the end will tell
    OptionalLong length();

    /// Makes octets ready up to `position` or the end, perhaps further. May wait: never on a loop.
    ///
    /// @param position octets that are wanted ready
    /// @return what is ready now
    /// @throws ContentException where they cannot be had, for instance because the file changed in place
    Ready prepare(long position) throws ContentException;

    /// Puts ready octets from `position` on into the buffer until it is full or the content ends. Never waits.
    ///
    /// @param position of the first octet, from 0
    /// @param into filled from its position on, which moves
    /// @return how many
    /// @throws IOException where the file was truncated after it was made ready
    int read(long position, ByteBuffer into) throws IOException;

    /// {@return the whole content as memory that system calls can read, the same object each time; empty where there is
    /// none, and always before [#prepare]} Good until [#close]; only ready octets may be used.
    default Optional<Mapping> mapping() {
        return Optional.empty();
    }

    /// Octets before `position` will not be read again. Called now and then, on the loop.
    ///
    /// @param position of the first octet that may be read again
    default void release(long position) {}

    /// Gives back descriptor and buffers. Any thread, once; waits for nothing.
    @Override
    void close();

    /// What can be read without waiting.
    ///
    /// @param octets ready from the beginning
    /// @param end whether that is all
    record Ready(long octets, boolean end) {}
}

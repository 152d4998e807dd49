package dev.trivet.app.reload;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What one side of the socket sends, whole. Channels of Unix-domain sockets know no time limit by themselves.
final class SocketMessage {
    private SocketMessage() {}

    /// Until the other side has ended it. Leaves the channel blocking.
    ///
    /// @param most octets; what comes beyond them is left
    /// @param within all of it
    static String read(SocketChannel channel, int most, Duration within) throws IOException {
        var octets = ByteBuffer.allocate(most);
        channel.configureBlocking(false);
        try (var selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            long until = System.nanoTime() + within.toNanos();
            while (octets.hasRemaining() && channel.read(octets) >= 0) {
                long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
                if (left <= 0) throw new SocketTimeoutException("no answer within " + within.toSeconds() + " s");
                selector.selectedKeys().clear();
                selector.select(left);
            }
        }
        channel.configureBlocking(true);
        return StandardCharsets.UTF_8.decode(octets.flip()).toString();
    }

    static void write(SocketChannel channel, String text) throws IOException {
        var octets = StandardCharsets.UTF_8.encode(text);
        while (octets.hasRemaining()) channel.write(octets);
    }
}

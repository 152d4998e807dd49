package dev.trivet.app.reload;

import dev.trivet.app.ExitCode;
import dev.trivet.app.StartException;
import dev.trivet.linux.Users.User;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Where a running server hears `trivet reload`: a Unix-domain socket of mode 0600. One request at a time.
public final class ReloadSocket implements AutoCloseable {
    static final String REQUEST = "reload\n";

    /// More than a request has; another word is answered as wrong.
    private static final int LONGEST_REQUEST = 64;

    /// A client that connects and says nothing keeps others waiting so long.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// After an accept that failed, when descriptors ran out.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Path path;
    private final ServerSocketChannel channel;

    private ReloadSocket(Path path, ServerSocketChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Whether root had better not make the socket: somebody else has power over its folder, and could have a link
    /// followed that he made. Who has rights there may make it instead, with no rights elsewhere.
    public static boolean isTrapForRoot(Path path) throws StartException {
        try {
            return SocketFolder.isTrap(path);
        } catch (IOException e) {
            throw notMade(path, e);
        }
    }

    /// Makes the socket; one that a dead server left there is replaced.
    ///
    /// @param owner besides root, who may use it; empty: who runs this process
    public static ReloadSocket open(Path path, Optional<User> owner) throws StartException {
        if (isTrapForRoot(path))
            throw new StartException(
                    ExitCode.USAGE,
                    "reload-socket: others than root may change the folder of " + path
                            + "; name one that is root's alone, or let the server become its owner by --user");
        try {
            removeStale(path);
            var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.bind(UnixDomainSocketAddress.of(path));
                keepToOwner(path, owner);
                dropEarly(channel);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            return new ReloadSocket(path, channel);
        } catch (IOException e) {
            throw notMade(path, e);
        }
    }

    private static StartException notMade(Path path, IOException e) {
        var why = "cannot make the reload-socket " + path + ": " + e.getMessage()
                + "; is its folder there, and may it be written to? Paths longer than some 100 octets are too long";
        return new StartException(ExitCode.LOCAL_FILE, why, e);
    }

    private static void removeStale(Path path) throws IOException, StartException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) return;
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther())
            throw new StartException(
                    ExitCode.USAGE, "reload-socket: " + path + " is there and no socket; name another path");
        if (answers(path))
            throw new StartException(
                    ExitCode.CANNOT_LISTEN,
                    "a running server has the reload-socket " + path
                            + "; end that server, or name another path for this one");
        Files.delete(path);
    }

    private static boolean answers(Path path) {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void keepToOwner(Path path, Optional<User> owner) throws IOException {
        // Windows has access lists instead, which the folder hands down.
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) return;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        if (owner.isEmpty()) return;
        Files.setAttribute(path, "unix:gid", owner.get().gid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:uid", owner.get().uid(), LinkOption.NOFOLLOW_LINKS);
    }

    /// Who came before the mode was set.
    private static void dropEarly(ServerSocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        for (var early = channel.accept(); early != null; early = channel.accept()) early.close();
        channel.configureBlocking(true);
    }

    /// Answers requests on a thread of its own until the socket is closed.
    ///
    /// @param trouble hears what went wrong with a request
    public void answer(Supplier<Answer> reload, Consumer<String> trouble) {
        Thread.ofPlatform().daemon().name("trivet-reload").start(() -> {
            while (channel.isOpen()) {
                try (var client = channel.accept()) {
                    answer(client, reload);
                } catch (ClosedChannelException e) {
                    return;
                } catch (IOException e) {
                    trouble.accept("the reload-socket: " + e.getMessage());
                    pause();
                }
            }
        });
    }

    private static void answer(SocketChannel client, Supplier<Answer> reload) throws IOException {
        var request = SocketMessage.read(client, LONGEST_REQUEST, PATIENCE);
        if (request.isEmpty()) return; // another server looks whether this one lives
        var answer = request.equals(REQUEST)
                ? reload.get()
                : new Answer(false, List.of("this server knows no such request; is it another version?"));
        SocketMessage.write(client, answer.text());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes the socket away.
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            return; // a user without rights on the folder leaves it there: the next server replaces it
        }
    }
}

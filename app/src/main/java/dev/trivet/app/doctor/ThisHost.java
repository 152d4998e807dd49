package dev.trivet.app.doctor;

import dev.trivet.engine.Engine;
import dev.trivet.engine.PortOwner;
import dev.trivet.engine.PortOwner.Holder;
import dev.trivet.engine.PortableTransport;
import dev.trivet.engine.TransportSettings;
import dev.trivet.linux.Linux;
import dev.trivet.linux.Users;
import dev.trivet.linux.Users.User;
import dev.trivet.server.TftpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The host that we are on.
final class ThisHost implements Host {
    /// More than any file under `/proc` or of a configuration that is looked at.
    private static final int LONGEST_TEXT = 1 << 20;

    /// Of one directory.
    private static final int MOST_NAMES = 10_000;

    private static final int PERMISSIONS = 07777;

    @Override
    public String system() {
        return System.getProperty("os.name");
    }

    @Override
    public Optional<String> text(String file) {
        try (var in = Files.newInputStream(Path.of(file))) {
            return Optional.of(new String(in.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> names(String directory) {
        try (var entries = Files.list(Path.of(directory))) {
            return entries.limit(MOST_NAMES)
                    .map(entry -> entry.getFileName().toString())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    @Override
    public Optional<String> link(String file) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of(file)).toString());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Node> node(Path file) {
        try {
            var seen = Files.readAttributes(file, "unix:mode,uid,gid");
            return Optional.of(new Node(
                    number(seen, "mode") & PERMISSIONS,
                    number(seen, "uid"),
                    number(seen, "gid"),
                    Files.isDirectory(file)));
        } catch (UnsupportedOperationException e) {
            return Files.exists(file) ? Optional.of(new Node(0, 0, 0, Files.isDirectory(file))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static int number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Integer number ? number : 0;
    }

    @Override
    public boolean may(Path file, Right right) {
        return switch (right) {
            case READ -> Files.isReadable(file);
            case WRITE -> Files.isWritable(file);
            case ENTER -> Files.isExecutable(file);
        };
    }

    @Override
    public OptionalLong free(Path directory) {
        try {
            return OptionalLong.of(Files.getFileStore(directory).getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public Optional<Ran> run(String... command) {
        return ReadingCommand.run(List.of(command));
    }

    @Override
    public List<Card> cards() {
        try {
            return NetworkInterface.networkInterfaces().map(ThisHost::card).toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static Card card(NetworkInterface each) {
        var addresses = each.inetAddresses().toList();
        try {
            return new Card(each.getName(), each.getMTU(), each.isUp(), each.isLoopback(), addresses);
        } catch (SocketException e) {
            return new Card(each.getName(), 0, false, false, addresses); // it is going away
        }
    }

    /// By the code that `serve` listens with.
    @Override
    public Optional<IOException> bind(InetSocketAddress address) {
        try (var transport = new PortableTransport(new TransportSettings(_ -> {}));
                var _ = transport.listen(address, (_, _) -> {})) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    @Override
    public List<Holder> holders(InetSocketAddress address) {
        return PortOwner.holders(address);
    }

    @Override
    public Optional<User> user(String name) throws IOException {
        return Linux.available() ? Users.find(name) : Optional.empty();
    }

    @Override
    public Optional<String> unusable(Engine engine) {
        return TftpServer.unusable(engine);
    }

    @Override
    public long ownPid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public long mostHeap() {
        return Runtime.getRuntime().maxMemory();
    }
}

package dev.trivet.app.doctor;

import dev.trivet.engine.Engine;
import dev.trivet.engine.PortOwner.Holder;
import dev.trivet.linux.Users.User;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Everything outside of this process that a [Check] looks at. Tests have hosts of their own. Any thread.
interface Host {
    /// The operating system, as `os.name` spells it.
    String system();

    /// What a small text file holds; empty where it is missing or may not be read.
    Optional<String> text(String file);

    /// Names in a directory, the first thousands of them; none where it cannot be listed.
    List<String> names(String directory);

    /// Where a symbolic link points to; empty where it is none.
    Optional<String> link(String file);

    /// Owner and permissions, links followed; empty where it is not there, or cannot be seen.
    Optional<Node> node(Path file);

    /// Whether this process may do that, as the system itself decides.
    boolean may(Path file, Right right);

    /// Octets that are free for a new file; empty where the file system does not tell.
    OptionalLong free(Path directory);

    /// A program that only reads, ended after some seconds.
    ///
    /// @return empty where it is not installed, or did not end in time
    Optional<Ran> run(String... command);

    /// All interfaces, also those that are down.
    List<Card> cards();

    /// Takes a port for a moment, as a server would.
    ///
    /// @return why it cannot be had
    Optional<IOException> bind(InetSocketAddress address);

    /// Whose sockets are in the way of a listener there; none where the system does not tell.
    List<Holder> holders(InetSocketAddress address);

    /// A user of the system.
    Optional<User> user(String name) throws IOException;

    /// Why that engine cannot be used here.
    Optional<String> unusable(Engine engine);

    /// Of this process.
    long ownPid();

    /// Octets of heap that the JVM may use.
    long mostHeap();

    /// An entry of a file system.
    ///
    /// @param mode permission bits, as of chmod
    /// @param directory false: a file, or something else
    record Node(int mode, int user, int group, boolean directory) {}

    /// What may be done with an entry; the bits are those of one digit of a mode.
    enum Right {
        ENTER(1),
        WRITE(2),
        READ(4);

        final int bit;

        Right(int bit) {
            this.bit = bit;
        }
    }

    /// How a program ended.
    ///
    /// @param err what it wrote to standard error
    record Ran(int exitCode, String out, String err) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /// A network interface.
    ///
    /// @param mtu octets of the largest IP packet; 0 where it is not known
    record Card(String name, int mtu, boolean up, boolean loopback, List<InetAddress> addresses) {}
}

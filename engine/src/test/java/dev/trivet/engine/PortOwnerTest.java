package dev.trivet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.engine.PortOwner.Holder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A `/proc` of the test's own: two programs that share the socket of port 69 of every address, one at 127.0.0.1, and
/// one whose descriptors nobody may see.
@DisabledOnOs(OS.WINDOWS) // links
class PortOwnerTest {
    @TempDir
    private Path proc;

    @BeforeEach
    void makeProcesses() throws IOException {
        Files.createDirectory(proc.resolve("net"));
        Files.writeString(proc.resolve("net/udp"), """
                   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                  301: 0100007F:1B39 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000        0 500 2 0 0
                  302: 0100007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000   102        0 600 2 0 0
                """);
        Files.writeString(proc.resolve("net/udp6"), """
                   sl  local_address                         remote_address                        st tx rx uid inode
                  401: 00000000000000000000000000000000:0045 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 700 2 0 0
                """);
        process(1, "systemd", "socket:[700]");
        process(812, "in.tftpd", "socket:[1]", "socket:[700]");
        process(900, "trivet", "socket:[500]");
    }

    @Test
    void everybodyWhoSharesASocketIsToldWithItsUser() {
        assertThat(holders("192.0.2.1", 69))
                .containsExactlyInAnyOrder(
                        new Holder("systemd", OptionalLong.of(1), 0), new Holder("in.tftpd", OptionalLong.of(812), 0));
    }

    @Test
    void oneWithASocketOfEachFamilyIsToldOnce() throws IOException {
        Files.writeString(
                proc.resolve("net/udp"),
                "  9: 00000000:0045 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 701 2 0 0\n",
                StandardOpenOption.APPEND);
        Files.createSymbolicLink(proc.resolve("812/fd/7"), Path.of("socket:[701]"));
        assertThat(holders("::", 69)).hasSize(2).allMatch(holder -> holder.pid().isPresent());
    }

    @Test
    void ofASocketWhoseProcessIsHiddenTheUserIsTold() {
        assertThat(holders("127.0.0.1", 53)).containsExactly(new Holder("", OptionalLong.empty(), 102));
    }

    @Test
    void onlyAddressesThatMeetAreInTheWay() {
        assertThat(holders("127.0.0.1", 6969)).containsExactly(new Holder("trivet", OptionalLong.of(900), 1000));
        assertThat(holders("::", 6969)).hasSize(1);
        assertThat(holders("127.0.0.2", 6969)).isEmpty();
        assertThat(holders("127.0.0.1", 6970)).isEmpty();
    }

    private List<Holder> holders(String address, int port) {
        var owner = new PortOwner(proc);
        return owner.of(owner.sockets(new InetSocketAddress(address, port)));
    }

    private void process(int pid, String name, String... descriptors) throws IOException {
        var folder = Files.createDirectories(proc.resolve(pid + "/fd")).getParent();
        Files.writeString(folder.resolve("comm"), name + "\n");
        for (int i = 0; i < descriptors.length; i++)
            Files.createSymbolicLink(folder.resolve("fd/" + i), Path.of(descriptors[i]));
    }
}

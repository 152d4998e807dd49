package consumer;

import dev.trivet.client.TftpClient;
import dev.trivet.content.Content;
import dev.trivet.content.WritePolicy;
import dev.trivet.server.TftpServer;
import dev.trivet.sim.SimulatedNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/// Fetches and sends through a server of its own. Ends with an exception where anything comes out otherwise.
public final class Main {
    private Main() {}

    /// @param arguments none
    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory("consumer");
        var image = new byte[1_000_000];
        new Random(1).nextBytes(image);
        Files.write(folder.resolve("boot.img"), image);
        transfer(folder, image);
        if (SimulatedNetwork.withSeed(1).openPorts() != 0) throw new AssertionError("a new network has open ports");
        System.out.println("fetched and sent " + image.length + " octets, "
                + (Main.class.getModule().isNamed() ? "as a module" : "without modules"));
    }

    private static void transfer(Path folder, byte[] image) throws Exception {
        var builder = TftpServer.builder().listen("127.0.0.1", 0).root(folder).write(WritePolicy.CREATE);
        builder.route("{host}.cfg", request -> Content.of("hostname " + request.variable("host") + "\n"));
        try (var server = builder.start();
                var client = TftpClient.create()) {
            expect(image, client.get(server.uri("boot.img")).bytes());
            expect("hostname r1\n".getBytes(), client.get(server.uri("r1.cfg")).bytes());
            client.get(server.uri("boot.img"), folder.resolve("fetched"));
            expect(image, Files.readAllBytes(folder.resolve("fetched")));
            client.putAsync(folder.resolve("fetched"), server.uri("sent")).join();
            expect(image, Files.readAllBytes(folder.resolve("sent")));
        }
    }

    private static void expect(byte[] wanted, byte[] got) {
        if (!Arrays.equals(wanted, got)) throw new AssertionError("the content differs");
    }
}

package dev.trivet.app.doctor;

import dev.trivet.app.ExitCode;
import dev.trivet.app.SocketText;
import dev.trivet.app.settings.Key;
import dev.trivet.app.settings.Keys;
import dev.trivet.client.TftpClient;
import dev.trivet.client.TftpException;
import dev.trivet.content.AddressRange;
import dev.trivet.content.AddressText;
import dev.trivet.content.Durability;
import dev.trivet.content.WritePolicy;
import dev.trivet.server.ServerBuilder;
import dev.trivet.server.TftpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Fetches a file from a server of our own and sends one to it, by loopback and by each address of this host: engine,
/// ports and what this host lets through to itself. The server has a free port and a temporary folder, and is gone
/// afterwards.
final class SelfCheck implements Check {
    /// Of a host with hundreds of containers.
    private static final int MOST_ADDRESSES = 16;

    /// This host answers itself within a millisecond.
    private static final Duration GIVE_UP = Duration.ofSeconds(4);

    /// Several windows of the largest blocks of Ethernet.
    private static final int OCTETS = 300_000;

    /// Of what is sent: a few blocks, and no more can be put there.
    private static final int OCTETS_SENT = 4_096;

    private static final String FETCHED = "fetched";

    @Override
    public String name() {
        return "transfers to itself";
    }

    @Override
    public List<Finding> look(Examined examined) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("trivet-doctor-");
        try {
            var content = new byte[OCTETS];
            new Random(OCTETS).nextBytes(content);
            Files.write(folder.resolve(FETCHED), content);
            return transfers(examined, folder, content);
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        }
    }

    private static List<Finding> transfers(Examined examined, Path folder, byte[] content)
            throws IOException, InterruptedException {
        var addresses = Stream.concat(
                        Stream.of(InetAddress.getLoopbackAddress()),
                        examined.host().cards().stream()
                                .filter(Host.Card::up)
                                .flatMap(card -> card.addresses().stream())
                                .filter(address -> !address.isLinkLocalAddress()))
                .distinct()
                .limit(MOST_ADDRESSES)
                .toList();
        try (var server = server(examined, folder, addresses);
                var client = TftpClient.builder()
                        .giveUp(GIVE_UP)
                        .durability(Durability.RENAME)
                        .build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = server.addresses().getFirst().getPort();
            var running = new ArrayList<Future<Optional<Failure>>>();
            for (var address : addresses) {
                var place = new InetSocketAddress(address, port);
                running.add(threads.submit(() -> bothWays(client, place, content)));
            }
            return told(running, addresses);
        }
    }

    /// What failed in the same way is told once.
    private static List<Finding> told(List<Future<Optional<Failure>>> running, List<InetAddress> addresses)
            throws InterruptedException {
        var failures = new LinkedHashMap<Failure, List<String>>();
        for (int i = 0; i < running.size(); i++) {
            var failure = ended(running.get(i));
            if (failure.isEmpty()) continue;
            failures.computeIfAbsent(failure.get(), _ -> new ArrayList<>()).add(withoutZone(addresses.get(i)));
        }
        if (failures.isEmpty())
            return List.of(Finding.ok(
                    "self-transfer",
                    "a file was fetched and one sent by each of " + addresses.size() + " addresses of this host"));
        return failures.entrySet().stream()
                .map(each -> each.getKey().finding(each.getValue()))
                .toList();
    }

    private static Optional<Failure> ended(Future<Optional<Failure>> transfer) throws InterruptedException {
        try {
            return transfer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a transfer to ourselves", e.getCause());
        }
    }

    /// How a transfer failed.
    private record Failure(String why, String remedy) {
        private static final String FIREWALL = "look for rules of a firewall that hold for this host itself, such as a"
                + " policy drop without: iif lo accept";

        Finding finding(List<String> addresses) {
            return Finding.problem(
                    ExitCode.TIMED_OUT,
                    "self-transfer",
                    "a transfer from this host to itself failed, by " + String.join(", ", addresses),
                    why,
                    remedy.isEmpty() ? FIREWALL : remedy + "\n" + FIREWALL);
        }
    }

    /// As it would be, but for port, folder and who may: this host alone.
    private static TftpServer server(Examined examined, Path folder, List<InetAddress> addresses) throws IOException {
        var ours = addresses.stream().map(SelfCheck::range).toArray(AddressRange[]::new);
        var builder = TftpServer.builder()
                .listen(new InetSocketAddress(TftpServer.everyAddress(), 0))
                .allowRead(ours)
                .allowWrite(ours)
                .write(WritePolicy.CREATE)
                .maxUpload(OCTETS_SENT)
                .durability(Durability.RENAME)
                .root(folder);
        take(examined, Keys.ENGINE, builder, ServerBuilder::engine);
        take(examined, Keys.SINGLE_PORT, builder, ServerBuilder::singlePort);
        take(examined, Keys.PORT_RANGE, builder, ServerBuilder::portRange);
        return builder.start();
    }

    private static AddressRange range(InetAddress address) {
        return AddressRange.parse(withoutZone(address));
    }

    private static String withoutZone(InetAddress address) {
        return AddressText.of(address).split("%", 2)[0];
    }

    private static <T> void take(
            Examined examined, Key<T> key, ServerBuilder builder, BiConsumer<ServerBuilder, T> set) {
        examined.settings().find(key).ifPresent(value -> set.accept(builder, value));
    }

    private static Optional<Failure> bothWays(TftpClient client, InetSocketAddress place, byte[] content)
            throws InterruptedException {
        var base = "tftp://" + SocketText.of(place) + "/";
        try {
            var fetched = client.get(URI.create(base + FETCHED)).bytes();
            if (!Arrays.equals(fetched, content))
                return Optional.of(new Failure("other octets came than were sent", ""));
            client.put(
                    Arrays.copyOf(content, OCTETS_SENT),
                    URI.create(base + "sent-" + Integer.toHexString(place.hashCode())));
            return Optional.empty();
        } catch (TftpException e) {
            var why = String.valueOf(e.getMessage()).replace(base, "");
            return Optional.of(new Failure(why, e.remedy()));
        }
    }
}

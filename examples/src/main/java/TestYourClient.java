import dev.trivet.content.Content;
import dev.trivet.engine.Loop;
import dev.trivet.server.TftpServer;
import dev.trivet.sim.Faults;
import dev.trivet.sim.SimulatedEndpoint;
import dev.trivet.sim.SimulatedNetwork;

final InetSocketAddress serverAddress = new InetSocketAddress("192.0.2.1", 69);
final InetSocketAddress clientAddress = new InetSocketAddress("192.0.2.2", 0);

/// Tests a client of one's own against Trivet's server, on a network that loses every fifth datagram or so. Time goes
/// by itself: no port is opened, nothing sleeps, and the same seed loses the same datagrams each time.
void main() throws Exception {
    var content = new byte[5_000];
    new Random(1).nextBytes(content);
    var network = SimulatedNetwork.withSeed(7).latency(Duration.ofMillis(5)).faults(Faults.NONE.loss(0.2));
    serve(network, content);

    var client = new YourClient(network);
    client.fetch("boot.img");
    network.runUntilQuiet(Duration.ofMinutes(10));

    IO.print(network.transcript());
    if (!Arrays.equals(content, client.received.toByteArray())) throw new AssertionError("the content differs");
    IO.println("fetched " + content.length + " octets whole");
}

void serve(SimulatedNetwork network, byte[] content) throws IOException {
    var loop = new Loop(network.transportAt("server", serverAddress.getAddress()), Throwable::printStackTrace);
    network.drive(loop);
    TftpServer.builder()
            .listen(serverAddress)
            .route("boot.img", _ -> Content.of(content))
            .attach(loop, network.workers(), _ -> 1500, InstantSource.fixed(Instant.EPOCH));
}

/// The client under test, as small as RFC 1350 allows: one block at a time, and the last packet again after a second.
class YourClient {
    final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final SimulatedNetwork network;
    private final SimulatedEndpoint port;
    private byte[] last = {};
    private InetSocketAddress to = serverAddress;
    private int block;
    private boolean complete;

    YourClient(SimulatedNetwork network) {
        this.network = network.named("client", clientAddress.getAddress());
        port = network.endpointAt(clientAddress, (_, from, datagram) -> received(from, ByteBuffer.wrap(datagram)));
    }

    void fetch(String name) {
        send(("\0\1" + name + "\0octet\0").getBytes(StandardCharsets.US_ASCII));
    }

    private void received(InetSocketAddress from, ByteBuffer datagram) {
        if (datagram.getShort() != 3) throw new AssertionError("only DATA was expected");
        int number = datagram.getShort();
        if (number == block) port.send(to, last); // the ACK was lost
        if (number != block + 1) return;
        to = from; // RFC 1350 §4: the server answers from a port of its own
        block = number;
        complete = datagram.remaining() < 512;
        received.write(datagram.array(), datagram.position(), datagram.remaining());
        send(new byte[] {0, 4, (byte) (block >> 8), (byte) block});
    }

    private void send(byte[] packet) {
        last = packet;
        port.send(to, packet);
        network.after(Duration.ofSeconds(1), () -> repeat(packet));
    }

    private void repeat(byte[] packet) {
        if (packet == last && !complete) send(packet);
    }
}

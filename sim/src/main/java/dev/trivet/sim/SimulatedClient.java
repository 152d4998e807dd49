package dev.trivet.sim;

import dev.trivet.engine.Loop;
import dev.trivet.engine.PortRange;
import dev.trivet.transfer.Patience;
import dev.trivet.transfer.Start;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import dev.trivet.wire.Rollover;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// A host on a simulated network that fetches and sends files, by the same machines as Trivet itself: to try a server.
/// What is set holds for the transfers that begin afterwards, any number of them at once.
/// ```java
/// var client = SimulatedClient.on(network, "client", address).options(Options.of("blksize", "1468"));
/// var read = client.read(server, "boot.img");
/// network.runUntilQuiet(ofMinutes(1));
/// assertThat(read.outcome()).contains(new Outcome.Completed());
/// ```
public final class SimulatedClient {
    private final SimulatedNetwork network;
    private final Loop loop;
    private final InetAddress address;
    private PortRange port = PortRange.SYSTEM;
    private Mode mode = Mode.OCTET;
    private Options options = Options.NONE;
    private Duration requestWait = Duration.ofSeconds(1);
    private int requests = 6;
    private Patience patience = Patience.DEFAULT;
    private Duration storing = Duration.ZERO;
    private Optional<Habit> habit = Optional.empty();
    private Optional<Rollover> rollover = Optional.empty();
    private Start start = Start.AT_BLOCK_1;

    /// A receiver that is not Trivet's.
    record Habit(Unexpected unexpected, Duration timer) {}

    private SimulatedClient(SimulatedNetwork network, String name, InetAddress address) {
        this.network = network;
        this.address = address;
        loop = new Loop(network.transportAt(name, address), SimulatedClient::fault);
        network.drive(loop);
    }

    /// {@return a client with all defaults}
    ///
    /// @param network where it lives
    /// @param name what the transcript calls it
    /// @param address its host's
    public static SimulatedClient on(SimulatedNetwork network, String name, InetAddress address) {
        return new SimulatedClient(network, name, address);
    }

    /// A simulation stops at the first fault in the code that it tries.
    private static void fault(RuntimeException thrown) {
        throw thrown;
    }

    /// The port of every transfer, as boot ROMs have it that know one only; default: a free one for each.
    ///
    /// @param number 1 to 65535
    /// @return this client
    public SimulatedClient port(int number) {
        port = new PortRange(number, number);
        return this;
    }

    /// Default: octet. The octets of the file are what goes over the wire: nothing is translated.
    ///
    /// @param value as the request says it
    /// @return this client
    public SimulatedClient mode(Mode value) {
        mode = value;
        return this;
    }

    /// What is asked for, in this order; default: nothing.
    ///
    /// @param value as the request says them
    /// @return this client
    public SimulatedClient options(Options value) {
        options = value;
        return this;
    }

    /// How often a request is sent, and how long each waits for an answer; default: 6 times, 1 s.
    ///
    /// @param times 1 or more
    /// @param wait simulated time
    /// @return this client
    public SimulatedClient requests(int times, Duration wait) {
        requests = times;
        requestWait = wait;
        return this;
    }

    /// Without progress for so long a transfer ends; default 30 s.
    ///
    /// @param after simulated time
    /// @return this client
    public SimulatedClient giveUp(Duration after) {
        patience = new Patience(after);
        return this;
    }

    /// How long it takes to store a file once its last block is there, before that is acknowledged; default: no time.
    ///
    /// @param takes simulated time
    /// @return this client
    public SimulatedClient storing(Duration takes) {
        storing = takes;
        return this;
    }

    /// Receives as simpler clients do, not by Trivet's own machine.
    ///
    /// @param unexpected what it does with blocks out of order
    /// @param timer after which it acknowledges again what it has
    /// @return this client
    public SimulatedClient receiving(Unexpected unexpected, Duration timer) {
        habit = Optional.of(new Habit(unexpected, timer));
        return this;
    }

    /// Numbers what it sends in this way though nobody agreed to it.
    ///
    /// @param unasked what it lets follow block 65535
    /// @return this client
    public SimulatedClient rollover(Rollover unasked) {
        rollover = Optional.of(unasked);
        return this;
    }

    /// For simulations near the rollover: only with a server that starts there too.
    SimulatedClient start(Start value) {
        start = value;
        return this;
    }

    /// Fetches a file; [SimulatedTransfer#received] has it.
    ///
    /// @param server where the RRQ goes
    /// @param filename as it stands in the RRQ
    /// @return the transfer, which goes on while the network runs
    public SimulatedTransfer read(InetSocketAddress server, String filename) {
        return new SimulatedRead(this, server, request(filename), Optional.empty()).begin();
    }

    /// Fetches a file.
    ///
    /// @param server where the RRQ goes
    /// @param filename as it stands in the RRQ
    /// @param into takes the octets of one block after another, before the call returns
    /// @return the transfer, which goes on while the network runs
    public SimulatedTransfer read(InetSocketAddress server, String filename, Consumer<ByteBuffer> into) {
        return new SimulatedRead(this, server, request(filename), Optional.of(into)).begin();
    }

    private Packet.ReadRequest request(String filename) {
        return new Packet.ReadRequest(filename, mode, options);
    }

    /// Sends a file.
    ///
    /// @param server where the WRQ goes
    /// @param filename as it stands in the WRQ
    /// @param octets the whole file; not copied
    /// @return the transfer, which goes on while the network runs
    public SimulatedTransfer write(InetSocketAddress server, String filename, byte[] octets) {
        return write(server, filename, SimulatedFile.of(octets));
    }

    /// Sends a file of any length.
    ///
    /// @param server where the WRQ goes
    /// @param filename as it stands in the WRQ
    /// @param file asked for its octets as they are needed
    /// @return the transfer, which goes on while the network runs
    public SimulatedTransfer write(InetSocketAddress server, String filename, SimulatedFile file) {
        var request = new Packet.WriteRequest(filename, mode, options);
        return new SimulatedWrite(this, server, request, file, rollover).begin();
    }

    // --- for transfers

    SimulatedNetwork network() {
        return network;
    }

    Loop loop() {
        return loop;
    }

    InetAddress address() {
        return address;
    }

    PortRange port() {
        return port;
    }

    Duration requestWait() {
        return requestWait;
    }

    int requests() {
        return requests;
    }

    Patience patience() {
        return patience;
    }

    Duration storing() {
        return storing;
    }

    Optional<Habit> habit() {
        return habit;
    }

    Start start() {
        return start;
    }
}

package dev.trivet.client;

import dev.trivet.content.Durability;
import dev.trivet.engine.Engine;
import dev.trivet.engine.Loop;
import dev.trivet.engine.Workers;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.WindowSize;
import dev.trivet.transfer.Start;
import dev.trivet.wire.Mode;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Says how a [TftpClient] asks. Method names are the words of the command line. Not for several threads at once.
public final class ClientBuilder {
    /// Nobody waits for longer.
    private static final Duration LONGEST = Duration.ofDays(1);

    /// Of a hundred datagrams that are answered, one answer arrives: with less nobody waits for an end.
    private static final double WORST_LOSS = 0.9;

    private OptionalInt blksize = OptionalInt.empty();
    private OptionalInt windowsize = OptionalInt.empty();
    private OptionalInt timeoutSeconds = OptionalInt.empty();
    private Engine engine = Engine.AUTO;
    private Mode mode = Mode.OCTET;
    private Duration giveUp = Duration.ofSeconds(30);
    private Duration waitFor = Duration.ZERO;
    private boolean options = true;
    private Durability durability = Durability.DISK;
    private long maxBytes = ClientSettings.DEFAULT_MAX_BYTES;
    private double loss;
    private long lossSeed;
    private final List<Consumer<ClientEvent>> listeners = new ArrayList<>();
    private Consumer<Throwable> uncaught = Throwable::printStackTrace;
    private Start blocksFrom = Start.AT_BLOCK_1;

    ClientBuilder() {}

    /// Octets of a block to ask for, 8 to 65464 (RFC 2348). Default: what fits into one packet on the way to the
    /// server; smaller where such blocks do not arrive.
    ///
    /// @param octets 8 to 65464
    /// @return this
    /// @throws IllegalArgumentException outside that
    public ClientBuilder blksize(int octets) {
        blksize = OptionalInt.of(new BlockSize(octets).octets());
        return this;
    }

    /// Blocks of a window to ask for, 1 to 32767 (RFC 7440); 1 does not ask. Default: 32, fewer with large blocks.
    ///
    /// @param blocks 1 to 32767
    /// @return this
    /// @throws IllegalArgumentException outside that
    public ClientBuilder windowsize(int blocks) {
        windowsize = OptionalInt.of(new WindowSize(blocks).blocks());
        return this;
    }

    /// Asks the server to repeat after this time (RFC 2349), 1 to 255 s. Default: not asked for.
    ///
    /// @param seconds 1 s to 255 s; parts of a second are cut off
    /// @return this
    /// @throws IllegalArgumentException outside that
    public ClientBuilder timeout(Duration seconds) {
        if (seconds.compareTo(Duration.ofSeconds(1)) < 0 || seconds.toSeconds() > 255)
            throw new IllegalArgumentException("timeout must be 1 to 255 s (RFC 2349): " + seconds);
        timeoutSeconds = OptionalInt.of((int) seconds.toSeconds());
        return this;
    }

    /// What carries the packets. Where the Linux engine is demanded and cannot be used, transfers fail; by default the
    /// portable one is taken then.
    ///
    /// @param value default [Engine#AUTO]
    /// @return this
    public ClientBuilder engine(Engine value) {
        engine = value;
        return this;
    }

    /// How files travel where the URI does not say it by `;mode=` (RFC 3617). Default: octet.
    ///
    /// @param value default [Mode#OCTET]
    /// @return this
    public ClientBuilder mode(Mode value) {
        mode = value;
        return this;
    }

    /// A transfer without progress ends after this. Default: 30 s.
    ///
    /// @param after 1 ms to a day; default 30 s
    /// @return this
    /// @throws IllegalArgumentException out of range
    public ClientBuilder giveUp(Duration after) {
        giveUp = inRange("give-up", after, Duration.ofMillis(1));
        return this;
    }

    /// Goes on asking for so long while nobody answers, once a second: for boards that listen for a moment when they
    /// start. Default: zero, [#giveUp] holds.
    ///
    /// @param most zero to a day; default zero
    /// @return this
    /// @throws IllegalArgumentException out of range
    public ClientBuilder waitFor(Duration most) {
        waitFor = inRange("wait", most, Duration.ZERO);
        return this;
    }

    private static Duration inRange(String word, Duration value, Duration least) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0)
            throw new IllegalArgumentException(word + " must be " + least + " to " + LONGEST + ": " + value);
        return value;
    }

    /// Asks by RFC 1350 alone: blocks of 512 octets, one at a time.
    ///
    /// @return this
    public ClientBuilder noOptions() {
        options = false;
        return this;
    }

    /// When a fetched file counts as stored. Default: disk.
    ///
    /// @param when default [Durability#DISK]
    /// @return this
    public ClientBuilder durability(Durability when) {
        durability = when;
        return this;
    }

    /// The most octets that [TftpClient#get(java.net.URI)] takes into memory. Default: 64 MiB.
    ///
    /// @param octets default 67108864
    /// @return this
    public ClientBuilder maxBytes(long octets) {
        if (octets < 1) throw new IllegalArgumentException("max-bytes must be 1 or more: " + octets);
        maxBytes = octets;
        return this;
    }

    /// Loses datagrams on purpose, those that leave and those that arrive: to see how a server, or a program, does on
    /// a bad line. Default: none.
    ///
    /// @param share of the datagrams of either direction, 0 to 0.9
    /// @param seed of the chance that picks them
    /// @return this
    /// @throws IllegalArgumentException outside that
    public ClientBuilder loss(double share, long seed) {
        if (!(share >= 0 && share <= WORST_LOSS))
            throw new IllegalArgumentException("loss must be 0 to " + WORST_LOSS + ": " + share);
        loss = share;
        lossSeed = seed;
        return this;
    }

    /// Hears what happens, on the client's loop thread: must not wait.
    ///
    /// @param listener called in the order of what happens
    /// @return this
    public ClientBuilder onEvent(Consumer<ClientEvent> listener) {
        listeners.add(listener);
        return this;
    }

    /// Hears of faults in Trivet or in listeners. Default: printed with stack trace.
    ///
    /// @param handler called on the thread where it happens
    /// @return this
    public ClientBuilder onFault(Consumer<Throwable> handler) {
        uncaught = handler;
        return this;
    }

    /// The client as it was described; the builder may go on and make another.
    ///
    /// @return a client that starts its thread with its first transfer
    public TftpClient build() {
        return build(OwnLines.IDLE);
    }

    /// @param idle how long its thread waits for another transfer
    TftpClient build(Duration idle) {
        var lines = new OwnLines(engine, uncaught, idle);
        return new TftpClient(settings(), lines, new SystemNetwork(), InstantSource.system(), blocksFrom);
    }

    /// A client on a loop of somebody else's: a simulator's. Hosts in its URIs are addresses, futures complete on the
    /// loop, and blocking methods would wait for ever.
    ///
    /// @param loop not run yet, or this is its thread
    /// @param workers run what may wait
    /// @param local the address that packets leave from
    /// @param mtu octets of the largest IP packet that they fit in
    /// @param clock for the times of events
    /// @return a client that starts no thread
    public TftpClient attach(Loop loop, Workers workers, InetAddress local, int mtu, InstantSource clock) {
        var line = new Line(loop, workers, workers, Runnable::run);
        return new TftpClient(settings(), Lines.on(line), Network.simulated(local, mtu), clock, blocksFrom);
    }

    /// Where the blocks of every transfer begin: for simulations near a rollover.
    ClientBuilder blocksFrom(Start value) {
        blocksFrom = value;
        return this;
    }

    ClientSettings settings() {
        return new ClientSettings(
                blksize,
                windowsize,
                timeoutSeconds,
                mode,
                giveUp,
                waitFor,
                options,
                durability,
                maxBytes,
                loss,
                lossSeed,
                listeners,
                uncaught);
    }
}

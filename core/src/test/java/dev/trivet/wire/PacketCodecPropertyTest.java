package dev.trivet.wire;

import static dev.trivet.wire.Octets.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for every packet and for any octets. The seed is in each message: give it to replay.
class PacketCodecPropertyTest {
    private static final String[] WORDS = {
        "blksize",
        "TSIZE",
        "windowsize",
        "timeout",
        "octet",
        "netascii",
        "mail",
        "1468",
        "0",
        "Ünïcode",
        "\uD83D\uDE80",
        "\uDCFF\uDC80",
        "a",
        "",
        "-1",
        "99999999999999999999"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyPacketComesBackFromItsOctets(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            Packet packet = packet(random);
            assertThat(PacketCodec.decode(encoded(packet)))
                    .as("seed %d, packet %d", seed, i)
                    .isEqualTo(packet);
        }
    }

    /// In one test, so that the counts can show that the seeds reach packets and reasons alike.
    @Test
    void anyOctetsAreAPacketOrAReason() {
        int packets = 0;
        int reasons = 0;
        for (long seed = 0; seed < 200_000; seed++) {
            var random = new Random(seed);
            var datagram = random.nextInt(4) == 0 ? noise(random) : mutated(encoded(packet(random)), random);
            switch (decodeSafely(datagram, seed)) {
                case Packet _ -> packets++;
                case Malformed _ -> reasons++;
            }
        }
        assertThat(packets).isGreaterThan(20_000);
        assertThat(reasons).isGreaterThan(20_000);
    }

    @Test
    void everyDatagramOfFourOctetsIsAPacketOrAReason() {
        for (int opcode = 0; opcode < 8; opcode++) {
            for (int tail = 0; tail < 1 << 16; tail++) {
                var datagram =
                        ByteBuffer.allocate(4).putInt(opcode << 16 | tail).flip();
                decodeSafely(datagram, tail);
            }
        }
    }

    private static Decoded decodeSafely(ByteBuffer datagram, long seed) {
        int position = datagram.position();
        int limit = datagram.limit();
        try {
            Decoded decoded = PacketCodec.decode(datagram);
            if (datagram.position() != position || datagram.limit() != limit) throw new IllegalStateException("moved");
            return decoded;
        } catch (RuntimeException e) {
            var octets = HexFormat.of().formatHex(datagram.array(), position, limit);
            throw new AssertionError("seed %d: %s".formatted(seed, octets), e);
        }
    }

    /// A packet that was understood can be sent on: nothing that decodes is refused by the encoder.
    @Test
    void whateverWasUnderstoodCanBeSentAgainAndMeansTheSame() {
        for (long seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var datagram = mutated(encoded(packet(random)), random);
            if (PacketCodec.decode(datagram) instanceof Packet packet) {
                assertThatCode(() -> encoded(packet)).as("seed %d", seed).doesNotThrowAnyException();
                assertThat(PacketCodec.decode(encoded(packet)))
                        .as("seed %d", seed)
                        .isEqualTo(packet);
            }
        }
    }

    private static Packet packet(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Packet.ReadRequest("r" + words(random), mode(random), options(random));
            case 1 -> new Packet.WriteRequest("w" + words(random), mode(random), options(random));
            case 2 -> new Packet.Data(block(random), payload(random));
            case 3 -> new Packet.Ack(block(random));
            case 4 -> new Packet.Error(new ErrorCode(random.nextInt(1 << 16)), words(random));
            default -> optionAck(random);
        };
    }

    private static Packet optionAck(Random random) {
        var options = options(random);
        return new Packet.OptionAck(options.isEmpty() ? Options.of("tsize", words(random)) : options);
    }

    private static Options options(Random random) {
        return new Options(Stream.generate(() -> new Options.Option("o" + words(random), words(random)))
                .limit(random.nextInt(6))
                .toList());
    }

    private static String words(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) text.append(WORDS[random.nextInt(WORDS.length)]);
        return text.toString();
    }

    private static Mode mode(Random random) {
        return random.nextBoolean() ? Mode.OCTET : Mode.NETASCII;
    }

    private static BlockNumber block(Random random) {
        return new BlockNumber(random.nextInt(1 << 16));
    }

    private static ByteBuffer payload(Random random) {
        var octets = new byte[random.nextInt(1500)];
        random.nextBytes(octets);
        return ByteBuffer.wrap(octets);
    }

    private static ByteBuffer noise(Random random) {
        var octets = new byte[random.nextInt(64)];
        random.nextBytes(octets);
        if (octets.length > 1) {
            octets[0] = 0;
            octets[1] = (byte) random.nextInt(8);
        }
        return ByteBuffer.wrap(octets);
    }

    /// Up to four octets changed, then perhaps cut short.
    private static ByteBuffer mutated(ByteBuffer datagram, Random random) {
        for (int i = random.nextInt(5); i > 0; i--) {
            byte octet = random.nextBoolean() ? 0 : (byte) random.nextInt(256);
            datagram.put(random.nextInt(datagram.limit()), octet);
        }
        return random.nextBoolean() ? datagram : datagram.limit(random.nextInt(datagram.limit() + 1));
    }
}

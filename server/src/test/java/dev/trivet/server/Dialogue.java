package dev.trivet.server;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.wire.BlockNumber;
import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Mode;
import dev.trivet.wire.Options;
import dev.trivet.wire.Packet;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What a client and the server say to each other, written as the network's transcript has it. The client's lines are
/// played at their time; the server's must come of them, to the millisecond, and nothing else until all is quiet.
///
/// ```
/// 0.000 client > server  RRQ boot.img octet blksize 1432
/// 0.010 server > client  OACK blksize 1432                lost
/// 1.010 server > client  OACK blksize 1432
/// 1.020 client > server  ERROR 0 no room
/// ```
///
/// Several ports of the client are `client:2070` and `client:2071`. Where the server sends from each is told by the
/// way: answers go to where the last packet for that port came from. Blocks that it sends are those of
/// [Served#octets], one behind the other; a last option without a value ends in `\s`.
final class Dialogue {
    private static final Pattern LINE =
            Pattern.compile("(?m)^(\\d+)\\.(\\d{3}) (client(?::(\\d+))?|server) > \\S+  (.*?)( +lost)?$");

    private static final int PORT = 3001;

    /// More than any file here has.
    private static final byte[] OCTETS = Served.octets(1 << 20);

    private final Served served;
    private final Map<Integer, Peer> ports = new HashMap<>();
    private final Map<Integer, ByteBuffer> blocks = new HashMap<>();
    private int said;

    private Dialogue(Served served) {
        this.served = served;
    }

    /// Plays it from now on, until nothing is under way and no timer is set, and looks.
    static void holds(Served served, String script) {
        var lines = LINE.matcher(script).results().toList();
        assertThat(lines)
                .as("lines that can be read")
                .hasSameSizeAs(script.lines().toList());
        new Dialogue(served).play(lines);
        served.runUntilQuiet();
        assertThat(served.transcript()).isEqualTo(script.replaceAll("client:\\d+", "client"));
    }

    private void play(List<MatchResult> lines) {
        served.network.losing(passing -> lines.stream()
                .anyMatch(line -> line.group(6) != null
                        && at(line).toMillis() == passing.time().toMillis()
                        && line.group(3).startsWith(passing.from())));
        for (var line : lines) {
            if (line.group(3).equals("server")) continue;
            int port = line.group(4) == null ? PORT : Integer.parseInt(line.group(4));
            Runnable says = () -> say(ports.computeIfAbsent(port, served::peer), line.group(5));
            // behind what arrives at that moment
            served.network.after(at(line), () -> served.network.after(Duration.ZERO, says));
        }
    }

    private static Duration at(MatchResult line) {
        return Duration.ofSeconds(Long.parseLong(line.group(1))).plusMillis(Long.parseLong(line.group(2)));
    }

    private void say(Peer client, String text) {
        var packet = packet(text);
        if (packet instanceof Packet.Request) client.asks(packet);
        else client.answers(packet);
    }

    private Packet packet(String text) {
        var words = text.split(" ", -1);
        return switch (words[0]) {
            case "RRQ" -> new Packet.ReadRequest(words[1], mode(words[2]), options(words));
            case "WRQ" -> new Packet.WriteRequest(words[1], mode(words[2]), options(words));
            case "ACK" -> new Packet.Ack(new BlockNumber(Integer.parseInt(words[1])));
            case "DATA" -> data(Integer.parseInt(words[1]), Integer.parseInt(words[2].replaceAll("[()]", "")));
            case "ERROR" -> new Packet.Error(new ErrorCode(Integer.parseInt(words[1])), rest(words));
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Mode mode(String word) {
        return word.equals("octet") ? Mode.OCTET : Mode.NETASCII;
    }

    private static Options options(String[] words) {
        return Options.of(Arrays.copyOfRange(words, 3, words.length));
    }

    private static String rest(String[] words) {
        return Arrays.stream(words).skip(2).collect(joining(" "));
    }

    /// A repeated block says the same again.
    private Packet data(int number, int octets) {
        var payload = blocks.computeIfAbsent(number, _ -> {
            said += octets;
            return ByteBuffer.wrap(OCTETS, said - octets, octets).slice();
        });
        return new Packet.Data(new BlockNumber(number), payload);
    }
}

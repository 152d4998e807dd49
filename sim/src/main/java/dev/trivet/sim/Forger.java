package dev.trivet.sim;

import dev.trivet.wire.ErrorCode;
import dev.trivet.wire.Packet;
import dev.trivet.wire.PacketCodec;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Makes what a stranger sends into a transfer. Each comes from a place of its own, so that no stranger ever completes
/// a transfer that another began.
final class Forger {
    /// Below the ports that the simulated systems choose themselves.
    private static final int FIRST_PORT = 1_024;

    private static final int LAST_PORT = 49_151;
    private static final int MOST_NOISE = 600;

    /// Documentation addresses (RFC 5737, RFC 3849): nobody's.
    private static final InetAddress STRANGER_4 = address(203, 0, 113, 66);

    private static final InetAddress STRANGER_6 = address(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x66);

    private final RandomGenerator random;
    private final Set<InetSocketAddress> places = new HashSet<>();
    private int port = FIRST_PORT - 1;

    Forger(RandomGenerator random) {
        this.random = random;
    }

    /// Where the stranger sits: elsewhere, or on another port of the sender's machine.
    InetSocketAddress place(InetSocketAddress sender) {
        port = port == LAST_PORT ? FIRST_PORT : port + 1;
        InetAddress elsewhere = sender.getAddress() instanceof Inet6Address ? STRANGER_6 : STRANGER_4;
        var place = new InetSocketAddress(random.nextBoolean() ? elsewhere : sender.getAddress(), port);
        places.add(place);
        return place;
    }

    boolean isStranger(InetSocketAddress place) {
        return places.contains(place);
    }

    byte[] octets(byte[] original) {
        return switch (random.nextInt(4)) {
            case 0 -> original.clone();
            case 1 -> damaged(original);
            case 2 -> error();
            default -> noise();
        };
    }

    private byte[] damaged(byte[] original) {
        byte[] copy = original.clone();
        if (copy.length > 0) copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private static byte[] error() {
        ByteBuffer buffer = ByteBuffer.allocate(32);
        PacketCodec.encode(new Packet.Error(ErrorCode.NOT_DEFINED, "forged"), buffer);
        buffer.flip();
        byte[] octets = new byte[buffer.remaining()];
        buffer.get(octets);
        return octets;
    }

    private byte[] noise() {
        byte[] octets = new byte[random.nextInt(MOST_NOISE)];
        random.nextBytes(octets);
        return octets;
    }

    private static InetAddress address(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) octets[i];
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("neither 4 nor 16 octets", e);
        }
    }
}

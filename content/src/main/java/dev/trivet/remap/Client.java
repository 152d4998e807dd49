package dev.trivet.remap;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Who asks, as rules see it. IPv4 in the dress of IPv6 is IPv4.
record Client(InetAddress address) {
    private static final int GROUPS = 8;

    Client {
        address = plain(address);
    }

    private static InetAddress plain(InetAddress address) {
        var octets = address.getAddress();
        boolean mapped = octets.length == 16
                && IntStream.range(0, 10).allMatch(i -> octets[i] == 0)
                && octets[10] == -1
                && octets[11] == -1;
        try {
            return mapped ? InetAddress.getByAddress(Arrays.copyOfRange(octets, 12, 16)) : address;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }

    boolean isIpv4() {
        return address instanceof Inet4Address;
    }

    /// `\x`: 8 digits, of IPv6 32.
    String hex() {
        return HexFormat.of().withUpperCase().formatHex(address.getAddress());
    }

    /// `\i`: IPv6 as RFC 5952 §4 has it, which is what `inet_ntop` writes.
    String text() {
        return isIpv4() ? address.getHostAddress() : ipv6(address.getAddress());
    }

    private static String ipv6(byte[] octets) {
        var groups = IntStream.range(0, GROUPS)
                .map(i -> (octets[2 * i] & 0xFF) << 8 | octets[2 * i + 1] & 0xFF)
                .toArray();
        int longest = longestZeros(groups);
        if (longest < 0) return text(groups, 0, GROUPS);
        int end = endOfZeros(groups, longest);
        return text(groups, 0, longest) + "::" + text(groups, end, GROUPS);
    }

    private static String text(int[] groups, int from, int to) {
        return Arrays.stream(groups, from, to).mapToObj(Integer::toHexString).collect(Collectors.joining(":"));
    }

    /// Where the first of the longest rows of zeros begins; one alone is none.
    private static int longestZeros(int[] groups) {
        int best = -1;
        int length = 1;
        for (int at = 0; at < GROUPS; at++) {
            if (endOfZeros(groups, at) - at <= length) continue;
            length = endOfZeros(groups, at) - at;
            best = at;
        }
        return best;
    }

    private static int endOfZeros(int[] groups, int from) {
        int at = from;
        while (at < GROUPS && groups[at] == 0) at++;
        return at;
    }
}

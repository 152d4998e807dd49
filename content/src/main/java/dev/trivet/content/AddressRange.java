package dev.trivet.content;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// A range of addresses, IPv4 or IPv6, as in `10.0.0.0/8` or `2001:db8::/32` (RFC 4632 §3.1, RFC 4291 §2.3).
///
/// @param network its first address
/// @param prefix leading bits that all its addresses share
public record AddressRange(InetAddress network, int prefix) {
    /// Checks that the network has no bits behind the prefix.
    ///
    /// @throws IllegalArgumentException with what is meant perhaps
    public AddressRange {
        int bits = network.getAddress().length * Byte.SIZE;
        if (prefix < 0 || prefix > bits)
            throw new IllegalArgumentException("the prefix length must be 0.." + bits + ": " + prefix);
        if (!Arrays.equals(firstOf(network, prefix), network.getAddress()))
            throw new IllegalArgumentException(AddressText.of(network) + " has bits behind /" + prefix + "; is "
                    + AddressText.of(firstOf(network, prefix)) + "/" + prefix + " meant?");
    }

    /// A single address stands for itself alone.
    ///
    /// @param text an address, or one with a slash and a prefix length
    /// @return the range
    /// @throws IllegalArgumentException with the reason, for people
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            var address = AddressText.parse(text);
            return new AddressRange(address, address.getAddress().length * Byte.SIZE);
        }
        return new AddressRange(AddressText.parse(text.substring(0, slash)), prefixLength(text.substring(slash + 1)));
    }

    /// Whether an address lies in it.
    ///
    /// @param address IPv4 or IPv6
    /// @return false for one of the other family
    public boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == network.getAddress().length
                && Arrays.equals(firstOf(address, prefix), network.getAddress());
    }

    /// Whether one of them holds that address.
    static boolean anyContains(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    @Override
    public String toString() {
        return AddressText.of(network) + "/" + prefix;
    }

    private static int prefixLength(String text) {
        if (text.matches("\\d{1,3}")) return Integer.parseInt(text);
        throw new IllegalArgumentException("'" + text + "' is no prefix length: a whole number from 0 to 128");
    }

    private static byte[] firstOf(InetAddress address, int prefix) {
        byte[] octets = address.getAddress();
        for (int i = 0; i < octets.length; i++) {
            int kept = Math.clamp(prefix - (long) i * Byte.SIZE, 0, Byte.SIZE);
            octets[i] &= (byte) (0xFF00 >> kept);
        }
        return octets;
    }
}

package dev.trivet.content;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// IP addresses as people write them. Looks nothing up.
public final class AddressText {
    /// All four parts: `InetAddress` would take `10.1` for 10.0.0.1 and `69` for 0.0.0.69.
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private AddressText() {}

    /// Meant as an address, and no host name.
    ///
    /// @param text as people write it
    /// @return whether it is of digits and dots alone
    public static boolean looksNumeric(String text) {
        return text.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }

    /// Reads an address.
    ///
    /// @param text IPv4 in four parts, or IPv6
    /// @return the address; nothing is looked up
    /// @throws IllegalArgumentException with the reason, for people
    public static InetAddress parse(String text) {
        if (!IPV4.matcher(text).matches() && !text.contains(":"))
            throw new IllegalArgumentException("'" + text + "' is not an IP address");
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not an IP address", e);
        }
    }

    /// Writes an address.
    ///
    /// @param address IPv4 or IPv6
    /// @return digits, never a name
    public static String of(InetAddress address) {
        return address.getHostAddress();
    }

    /// Writes an address.
    ///
    /// @param octets 4 or 16
    /// @return digits, never a name
    /// @throws IllegalArgumentException where they are neither
    public static String of(byte[] octets) {
        try {
            return of(InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 octets: " + octets.length, e);
        }
    }
}

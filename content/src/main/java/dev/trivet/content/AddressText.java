package dev.trivet.content;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// IP addresses as people write them. Looks nothing up.
public final class AddressText {
    /// All four parts: `InetAddress` would take `10.1` for 10.0.0.1 and `69` for 0.0.0.69.
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private AddressText() {}

    /// {@return whether a text is meant as an address, and no host name}
    ///
    /// @param text as a person typed it
    public static boolean looksNumeric(String text) {
        return text.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }

    /// An address in digits; nothing is looked up.
    ///
    /// @param text such as `192.0.2.1` or `2001:db8::1`
    /// @return the address
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

    /// {@return the address in digits}
    ///
    /// @param address of either family
    public static String of(InetAddress address) {
        return address.getHostAddress();
    }

    /// {@return the same for an address in octets}
    ///
    /// @param octets 4 or 16
    public static String of(byte[] octets) {
        try {
            return of(InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 octets: " + octets.length, e);
        }
    }
}

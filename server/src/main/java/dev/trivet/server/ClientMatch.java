package dev.trivet.server;

import dev.trivet.content.AddressRange;
import dev.trivet.content.NamePattern;
import dev.trivet.content.Peer;
import java.util.Locale;
import java.util.regex.Pattern;

/// By what a [ClientRule] knows its clients.
public sealed interface ClientMatch {

    /// Whether a request is of such a client. On a loop, for every request.
    ///
    /// @param peer who asks
    /// @param name as it stands in the request
    /// @return whether it fits
    boolean fits(Peer peer, String name);

    /// Reads one as people write it: an address or range (`10.1.0.0/16`), a MAC address or its beginning
    /// (`00:11:22`, `0011.2233.4455`), or else a pattern of names (`SEP*.cnf.xml`).
    ///
    /// @param text never a host name
    /// @return what it means
    /// @throws IllegalArgumentException with the reason, for people, where it looks like an address and is none
    static ClientMatch parse(String text) {
        if (Mac.looksLikeOne(text)) return new Mac(text);
        if (Address.looksLikeOne(text)) return new Address(AddressRange.parse(text));
        return new Name(NamePattern.glob(text));
    }

    /// Clients whose address lies in a range.
    ///
    /// @param range IPv4 or IPv6
    record Address(AddressRange range) implements ClientMatch {
        private static final Pattern LOOK = Pattern.compile("[0-9.]+(/.*)?|[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*(/.*)?");

        static boolean looksLikeOne(String text) {
            return LOOK.matcher(text).matches();
        }

        @Override
        public boolean fits(Peer peer, String name) {
            return range.contains(peer.address().getAddress());
        }

        @Override
        public String toString() {
            return range.toString();
        }
    }

    /// Clients that ask for a name with their MAC address in it, as phones and PXELINUX do:
    /// `SEP001122334455.cnf.xml`, `pxelinux.cfg/01-00-11-22-33-44-55`. What others told of the [Peer] (`mac`)
    /// counts, too.
    ///
    /// @param start the address or its beginning, at least one octet, in any spelling; kept as lower-case digits
    record Mac(String start) implements ClientMatch {
        private static final Pattern SPELLING =
                Pattern.compile("(?i)([0-9a-f]{2}[:-]){1,5}[0-9a-f]{2}|[0-9a-f]{4}(\\.[0-9a-f]{4}){1,2}|[0-9a-f]{12}");

        /// Keeps the digits.
        ///
        /// @throws IllegalArgumentException where it is no MAC address, nor the beginning of one
        public Mac {
            start = start.toLowerCase(Locale.ROOT).replaceAll("[:.-]", "");
            if (!start.matches("[0-9a-f]{2,12}"))
                throw new IllegalArgumentException("'" + start + "' is no MAC address such as 00:11:22:33:44:55");
        }

        static boolean looksLikeOne(String text) {
            return SPELLING.matcher(text).matches();
        }

        @Override
        public boolean fits(Peer peer, String name) {
            var told = peer.identity().getOrDefault("mac", "");
            return MacInName.of(told).stream().anyMatch(mac -> mac.startsWith(start))
                    || MacInName.of(name).stream().anyMatch(mac -> mac.startsWith(start));
        }

        @Override
        public String toString() {
            return String.join(":", start.split("(?<=\\G..)"));
        }
    }

    /// Clients that ask for such names.
    ///
    /// @param pattern of the name as asked, slashes in front left out
    record Name(NamePattern pattern) implements ClientMatch {
        private static final Pattern SLASHES_IN_FRONT = Pattern.compile("^/+");

        @Override
        public boolean fits(Peer peer, String name) {
            return pattern.matches(SLASHES_IN_FRONT.matcher(name).replaceFirst(""));
        }

        @Override
        public String toString() {
            return pattern.toString();
        }
    }
}

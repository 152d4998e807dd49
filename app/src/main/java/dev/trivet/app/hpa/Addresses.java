package dev.trivet.app.hpa;

import dev.trivet.app.NumberText;
import dev.trivet.app.hpa.Words.Given;
import dev.trivet.app.settings.ListenAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `--address [ADDR][:PORT]`: each part may be missing, and the port be a name.
final class Addresses {
    private static final String TFTP = "tftp";
    private static final int HIGHEST_PORT = 65_535;
    private static final Path SERVICES = Path.of("/etc/services");

    private Addresses() {}

    /// @return one at least
    static List<ListenAddress> of(Words words) throws UsageException {
        var service = words.last(Flag.SERVICE).filter(given -> !isRange(given));
        int port = service.isPresent() ? port(service.get().value(), service.get()) : ListenAddress.DEFAULT.port();
        var addresses = new ArrayList<ListenAddress>();
        for (var given : words.all(Flag.ADDRESS)) addresses.add(address(given, port));
        return addresses.isEmpty() ? List.of(parsed(":" + port, "--service")) : addresses;
    }

    /// In 5.2 `--port LO:HI` is an abbreviation of `--port-range`.
    static boolean isRange(Given service) {
        return service.spelled().equals("--port") && service.value().contains(":");
    }

    private static ListenAddress address(Given given, int otherwise) throws UsageException {
        var text = given.value();
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon >= 0 && colon > text.lastIndexOf(']');
        var host = hasPort ? text.substring(0, colon) : text;
        if (host.contains(":") && !host.startsWith("["))
            throw new UsageException(
                    given.spelled() + ": an IPv6 address stands in brackets, as in [2001:db8::1]:69: '" + text + "'");
        var name = hasPort ? text.substring(colon + 1) : "";
        int port = name.isEmpty() ? otherwise : port(name, given);
        return parsed(host + ":" + port, given.spelled());
    }

    private static ListenAddress parsed(String text, String spelled) throws UsageException {
        try {
            return ListenAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(spelled + ": " + e.getMessage());
        }
    }

    private static int port(String text, Given given) throws UsageException {
        if (text.equals(TFTP)) return ListenAddress.DEFAULT.port();
        try {
            var number = text.matches("\\d+") ? text : service(text);
            return NumberText.parse(number, 1, HIGHEST_PORT);
        } catch (IllegalArgumentException e) {
            throw new UsageException(given.spelled() + ": the port: " + e.getMessage());
        }
    }

    /// Of lines such as `tftp  69/udp  alias # comment` (services(5)).
    private static String service(String name) {
        try {
            for (var line : Files.readAllLines(SERVICES, StandardCharsets.ISO_8859_1)) {
                var parts = List.of(line.split("#", 2)[0].strip().split("\\s+", -1));
                boolean udp = parts.size() > 1 && parts.get(1).endsWith("/udp");
                if (udp && parts.contains(name))
                    return parts.get(1).substring(0, parts.get(1).indexOf('/'));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(SERVICES + " cannot be read: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("'" + name + "' is neither a number nor a UDP service of " + SERVICES);
    }
}

import dev.trivet.content.Content;
import dev.trivet.server.TftpServer;

/// What each phone is told, by MAC address. A database would do as well: functions of a route may wait.
final Map<String, String> extensions = Map.of("001122334455", "2001", "00112233AABB", "2002");

/// Makes the configuration of an IP phone when it asks for it: `PhoneConfiguration ADDRESS PORT`. Nothing is on disk.
void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
        IO.println("Usage: PhoneConfiguration ADDRESS PORT");
        return;
    }
    try (var server = TftpServer.builder()
            .listen(arguments[0], Integer.parseInt(arguments[1]))
            .route("SEP{mac}.cnf.xml", request -> configuration(request.variable("mac")))
            .start()) {
        IO.println("serving at " + server.uri("SEP001122334455.cnf.xml"));
        server.await();
    }
}

Content configuration(String mac) {
    var extension = extensions.get(mac.toUpperCase(Locale.ROOT));
    if (extension == null) return Content.refused("no phone " + mac + " in the table", "add its MAC address");
    return Content.of("""
            <device>
              <devicePool><dateTimeSetting><timeZone>Central Europe Standard/Daylight Time</timeZone></dateTimeSetting></devicePool>
              <sipProfile>
                <sipLines><line button="1"><featureLabel>%1$s</featureLabel><name>%1$s</name></line></sipLines>
              </sipProfile>
            </device>
            """.formatted(extension));
}

import dev.trivet.client.ClientEvent;
import dev.trivet.client.TftpClient;
import dev.trivet.client.TftpException;

/// Fetches a file and shows how far it is: `FetchWithProgress tftp://192.0.2.1/boot.img FILE`.
void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
        IO.println("Usage: FetchWithProgress URI FILE");
        return;
    }
    // Closed before the catch: what a failed transfer has begun is then gone.
    try (var client = TftpClient.builder().onEvent(this::show).build()) {
        var report = client.get(TftpClient.uri(arguments[0]), Path.of(arguments[1]));
        IO.println(report.octets() + " octets in blocks of " + report.terms().blockSize().octets());
    } catch (TftpException e) {
        IO.println(e.getMessage());
        IO.println(e.remedy());
        System.exit(1);
    }
}

/// On the client's own thread: must not wait.
void show(ClientEvent event) {
    switch (event) {
        case ClientEvent.Asking asking -> IO.println("asking " + asking.server().getHostString());
        case ClientEvent.Started started -> IO.println("it answers, " + size(started.terms().transferSize()));
        case ClientEvent.Progress progress -> IO.println(progress.octets() + " octets");
        case ClientEvent.RuleBroken _, ClientEvent.Completed _, ClientEvent.Failed _ -> {} // what the call gives back says more
    }
}

String size(OptionalLong octets) {
    return octets.isPresent() ? octets.getAsLong() + " octets to come" : "without saying the size";
}

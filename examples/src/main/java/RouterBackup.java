import dev.trivet.content.WritePolicy;
import dev.trivet.server.Direction;
import dev.trivet.server.TftpServer;
import dev.trivet.server.TransferEvent;
import dev.trivet.transfer.Outcome;
import dev.trivet.wire.WireText;

/// Keeps what routers send (`copy running-config tftp:`) and tells what changed: `RouterBackup FOLDER ADDRESS PORT`.
/// The former content of `r1-confg` stays beside it as `r1-confg.20261121T180000Z`.
void main(String[] arguments) throws Exception {
    if (arguments.length != 3) {
        IO.println("Usage: RouterBackup FOLDER ADDRESS PORT");
        return;
    }
    var folder = Path.of(arguments[0]);
    try (var server = TftpServer.builder()
            .listen(arguments[1], Integer.parseInt(arguments[2]))
            .root(folder)
            .write(WritePolicy.VERSION)
            .onEvent(event -> {
                if (event instanceof TransferEvent.Ended ended && isStored(ended)) tell(folder, ended);
            })
            .start()) {
        IO.println("waiting at " + server.uri("r1-confg"));
        server.await();
    }
}

boolean isStored(TransferEvent.Ended ended) {
    return ended.asked().direction() == Direction.WRITE && ended.outcome() instanceof Outcome.Completed;
}

/// On the thread of the events, which may wait: transfers do not.
void tell(Path folder, TransferEvent.Ended ended) {
    try {
        var now = lines(folder.resolve(ended.file()));
        var before = former(folder, ended.file());
        IO.println(ended.file() + " from " + ended.asked().peer().address().getHostString());
        for (var line : before) if (!now.contains(line)) IO.println("  - " + printable(line));
        for (var line : now) if (!before.contains(line)) IO.println("  + " + printable(line));
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}

/// The content before this one; nothing for the first.
Set<String> former(Path folder, String file) throws IOException {
    var path = folder.resolve(file);
    try (var versions = Files.newDirectoryStream(path.getParent(), path.getFileName() + ".*Z*")) {
        var newest = StreamSupport.stream(versions.spliterator(), false).max(Comparator.naturalOrder());
        return newest.isPresent() ? lines(newest.get()) : Set.of();
    }
}

Set<String> lines(Path file) throws IOException {
    return new LinkedHashSet<>(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
}

/// What others send may steer a terminal.
String printable(String line) {
    return WireText.printable(line, 200);
}

import dev.trivet.server.TftpServer;

/// Serves a folder for reading until Ctrl-C: `ServeFolder FOLDER ADDRESS PORT`.
void main(String[] arguments) throws Exception {
    var address = arguments[1];
    int port = Integer.parseInt(arguments[2]);
    try (var server = TftpServer.builder().listen(address, port).root(Path.of(arguments[0])).start()) {
        IO.println("serving at " + server.uri("a-file"));
        server.await();
    }
}

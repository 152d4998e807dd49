import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.net.tftp.TFTP;
import org.apache.commons.net.tftp.TFTPClient;

/// One file by the client of Apache Commons Net, which knows neither blksize nor windowsize.
///
///     java -cp commons-net.jar:. Transfer get|put HOST PORT REMOTE LOCAL
void main(String[] words) throws IOException {
    var host = InetAddress.getByName(words[1]);
    int port = Integer.parseInt(words[2]);
    var local = Path.of(words[4]);
    var client = new TFTPClient();
    client.open();
    try {
        if (words[0].equals("get")) {
            try (var into = Files.newOutputStream(local)) {
                client.receiveFile(words[3], TFTP.BINARY_MODE, into, host, port);
            }
        } else {
            try (var from = Files.newInputStream(local)) {
                client.sendFile(words[3], TFTP.BINARY_MODE, from, host, port);
            }
        }
    } finally {
        client.close();
    }
}

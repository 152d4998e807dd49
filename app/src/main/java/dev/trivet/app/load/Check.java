package dev.trivet.app.load;

import dev.trivet.client.TransferReport;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// Takes the octets of one download and throws them away: what stays is a sum. Told by the client's loop, and read when
/// the transfer is over.
final class Check implements Consumer<ByteBuffer> {
    private final CRC32C sum = new CRC32C();

    private long octets;

    @Override
    public void accept(ByteBuffer block) {
        octets += block.remaining();
        sum.update(block);
    }

    SameContent.Fingerprint fingerprint() {
        return new SameContent.Fingerprint(octets, sum.getValue());
    }

    /// What a server said of the file before it came.
    ///
    /// @return what is wrong, each as a sentence
    List<String> against(TransferReport report) {
        var announced = report.terms().transferSize();
        boolean told = announced.isPresent() && announced.getAsLong() != octets;
        return told ? List.of("the server announced another size (tsize, RFC 2349) than it sent") : List.of();
    }
}

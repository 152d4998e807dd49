package dev.trivet.app.serve;

import dev.trivet.content.AddressRange;
import dev.trivet.content.Peer;
import dev.trivet.server.Access;
import dev.trivet.server.Direction;
import dev.trivet.transfer.Refusal;
import dev.trivet.wire.ErrorCode;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// `--allow-read` and `--allow-write`: no range means everyone.
record CidrAccess(ServeSettings.Allowed allowed) implements Access {

    @Override
    public Optional<Refusal> refuse(Peer peer, Direction direction) {
        boolean read = direction == Direction.READ;
        var ranges = read ? allowed.read() : allowed.write();
        var client = peer.address().getAddress();
        return ranges.isEmpty() || contains(ranges, client)
                ? Optional.empty()
                : Optional.of(refusal(client, read ? "--allow-read" : "--allow-write"));
    }

    private static boolean contains(List<AddressRange> ranges, InetAddress client) {
        return ranges.stream().anyMatch(range -> range.contains(client));
    }

    private static Refusal refusal(InetAddress client, String flag) {
        var address = client.getHostAddress();
        return new Refusal(
                ErrorCode.ACCESS_VIOLATION,
                "Access denied",
                address + " is in no range of " + flag,
                flag + " " + address + " admits it");
    }
}

package dev.trivet.server;

import dev.trivet.content.AddressRange;
import dev.trivet.content.Peer;
import dev.trivet.explain.Situation;
import dev.trivet.transfer.Refusal;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// `allow-read` and `allow-write`: no range means everyone.
record AllowedRanges(List<AddressRange> read, List<AddressRange> write) implements Access {

    AllowedRanges {
        read = List.copyOf(read);
        write = List.copyOf(write);
    }

    @Override
    public Optional<Refusal> refuse(Peer peer, Direction direction) {
        boolean reads = direction == Direction.READ;
        var ranges = reads ? read : write;
        var client = peer.address().getAddress();
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(client))
                ? Optional.empty()
                : Optional.of(refusal(client, reads ? "--allow-read" : "--allow-write"));
    }

    private static Refusal refusal(InetAddress client, String flag) {
        return Refusal.of(Situation.ADDRESS_NOT_ALLOWED, client.getHostAddress(), flag);
    }
}

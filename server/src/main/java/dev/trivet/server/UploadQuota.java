package dev.trivet.server;

import dev.trivet.transfer.Refusal;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Octets of uploads: of one file, of one client address, in total. Running uploads count, and what was stored since
/// the start; what was thrown away does not. Shared by the loops.
final class UploadQuota {
    private final OptionalLong file;
    private final OptionalLong address;
    private final OptionalLong total;
    private final Map<InetAddress, Long> byAddress = new HashMap<>();
    private long sum;

    UploadQuota(OptionalLong file, OptionalLong address, OptionalLong total) {
        this.file = file;
        this.address = address;
        this.total = total;
    }

    /// Whether an upload of that size can begin.
    synchronized Optional<Refusal> check(InetAddress client, long octets) {
        if (exceeds(file, octets)) return refuse("--max-upload", file);
        if (exceeds(address, octets + byAddress.getOrDefault(client, 0L)))
            return refuse("--max-upload-per-address", address);
        if (exceeds(total, octets + sum)) return refuse("--max-upload-total", total);
        return Optional.empty();
    }

    /// Octets have arrived. They count until [#giveBack], also if they are refused.
    ///
    /// @param soFar octets of this upload, these included
    synchronized Optional<Refusal> take(InetAddress client, long octets, long soFar) {
        sum += octets;
        if (address.isPresent()) byAddress.merge(client, octets, Long::sum);
        if (exceeds(file, soFar)) return refuse("--max-upload", file);
        return check(client, 0);
    }

    /// An upload was thrown away.
    synchronized void giveBack(InetAddress client, long octets) {
        sum -= octets;
        byAddress.computeIfPresent(client, (_, old) -> old > octets ? old - octets : null);
    }

    private static boolean exceeds(OptionalLong most, long octets) {
        return most.isPresent() && octets > most.getAsLong();
    }

    private static Optional<Refusal> refuse(String flag, OptionalLong most) {
        return Optional.of(Refusals.uploadTooLarge(flag, most.orElseThrow()));
    }
}

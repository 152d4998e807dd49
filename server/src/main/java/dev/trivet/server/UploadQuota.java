package dev.trivet.server;

import dev.trivet.transfer.Refusal;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Octets of uploads: of one file, of one client address, in total. Running uploads count, and what was stored
/// since the start; what was thrown away does not. Shared by the loops. What is the most is said each time, since
/// a reload may change it; octets of an address count from when a limit for addresses is set.
final class UploadQuota {
    /// Addresses whose octets are counted: more than a site has, and some 8 MiB. For one more, the one that has been
    /// quiet longest is forgotten, and may store as much again. That helps only who has so many
    /// addresses, and there `--max-upload-total` is the limit that holds.
    static final int MOST = 65_536;

    /// In the order of their last upload.
    private final Map<InetAddress, Long> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Long> eldest) {
            return size() > MOST;
        }
    };

    private long sum;

    /// Whether an upload of that size can begin.
    synchronized Optional<Refusal> check(InetAddress client, long octets, ClientTerms terms) {
        if (terms.upload().isExceededBy(octets)) return refuse(terms.upload());
        return checkSums(client, octets, terms);
    }

    /// Octets have arrived. They count until [#giveBack], also if they are refused.
    ///
    /// @param soFar octets of this upload, these included
    synchronized Optional<Refusal> take(InetAddress client, long octets, long soFar, ClientTerms terms) {
        sum += octets;
        if (terms.settings().maxUploadPerAddress().isPresent()) byAddress.merge(client, octets, Long::sum);
        if (terms.upload().isExceededBy(soFar)) return refuse(terms.upload());
        return checkSums(client, 0, terms);
    }

    /// An upload was thrown away.
    synchronized void giveBack(InetAddress client, long octets) {
        sum -= octets;
        byAddress.computeIfPresent(client, (_, old) -> old > octets ? old - octets : null);
    }

    /// Addresses that are counted now.
    synchronized int addresses() {
        return byAddress.size();
    }

    private Optional<Refusal> checkSums(InetAddress client, long more, ClientTerms terms) {
        if (terms.uploadsOfAddress().isExceededBy(more + byAddress.getOrDefault(client, 0L)))
            return refuse(terms.uploadsOfAddress());
        if (terms.uploadsInTotal().isExceededBy(more + sum)) return refuse(terms.uploadsInTotal());
        return Optional.empty();
    }

    private static Optional<Refusal> refuse(Limit limit) {
        return Optional.of(Refusals.uploadTooLarge(limit.by(), limit.most().orElseThrow()));
    }
}

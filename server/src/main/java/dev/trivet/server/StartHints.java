package dev.trivet.server;

import dev.trivet.explain.Explanation;
import dev.trivet.explain.Situation;
import dev.trivet.negotiation.BlockSize;
import dev.trivet.negotiation.Terms;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What can be foreseen of a read when its first answer leaves. No state: the same facts give the same hints.
///
/// @param client its address
/// @param name as it was asked for
/// @param file name of the content
/// @param length octets of the content, where known
/// @param terms what was agreed on
/// @param hasOptions whether the client asked for any: those that ask for none are mostly old
/// @param rolloverAgreed whether the client has said how it counts past the last number
/// @param textOfBinary whether it is sent as text and is none
/// @param steps lenient steps that were needed to find it
record StartHints(
        InetAddress client,
        String name,
        String file,
        OptionalLong length,
        Terms terms,
        boolean hasOptions,
        boolean rolloverAgreed,
        boolean textOfBinary,
        List<String> steps) {

    /// The last number of 16 bits, and of a client that takes them for signed ones.
    static final int LAST_BLOCK = 65_535;

    static final int LAST_SIGNED_BLOCK = 32_767;

    List<Explanation> all() {
        var hints = new ArrayList<Explanation>();
        if (!steps.isEmpty())
            hints.add(Situation.NAME_MENDED.explain(shownName(), Hinting.quoted(file), String.join(", ", steps)));
        if (textOfBinary) hints.add(Situation.TEXT_OF_BINARY.explain(client.getHostAddress(), shownName()));
        length.ifPresent(octets -> counting(octets, hints));
        return hints;
    }

    private void counting(long octets, List<Explanation> hints) {
        int blockSize = terms.blockSize().octets();
        long blocks = octets / blockSize + 1;
        if (blocks > LAST_BLOCK && !rolloverAgreed)
            hints.add(Situation.MUST_ROLL_OVER.explain(
                    shownName(),
                    octets,
                    blocks,
                    blockSize,
                    client.getHostAddress(),
                    (long) LAST_BLOCK * blockSize,
                    enough(octets)));
        else if (blocks > LAST_SIGNED_BLOCK && !hasOptions)
            hints.add(Situation.MUST_COUNT_PAST_32767.explain(
                    shownName(), octets, blocks, blockSize, client.getHostAddress()));
    }

    private String shownName() {
        return Hinting.quoted(name);
    }

    /// The smallest blocks with which the numbers suffice; the largest there are where none do.
    private static long enough(long octets) {
        return Math.min(BlockSize.LARGEST, octets / LAST_BLOCK + 1);
    }
}

package dev.trivet.content;

import dev.trivet.wire.Mode;
import java.util.OptionalLong;

/// One wish, as content sees it: no packet, no option.
///
/// @param peer who asks
/// @param name as it stood in the request, not yet cleaned
/// @param mode netascii content is translated by [Source] and [Sink] themselves
/// @param size reads: present if the peer wants to know the size (a netascii length costs a scan);
///     writes: the octets announced by `tsize`, if any
public record ContentRequest(Peer peer, String name, Mode mode, OptionalLong size) {}

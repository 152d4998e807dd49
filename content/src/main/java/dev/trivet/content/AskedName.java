package dev.trivet.content;

import java.util.function.Predicate;

/// A name that a client asked for, before anybody looked what it is.
///
/// @param peer who asks
/// @param name as it stood in the request, not yet cleaned
/// @param upload whether the client sends the file
/// @param isTransferable whether a request for another name would be granted to this peer: asks the content, and
///     may wait for it
public record AskedName(Peer peer, String name, boolean upload, Predicate<String> isTransferable) {}

package dev.trivet.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A route and nothing else.
record PlainRoute(InetSocketAddress peer, InetAddress local, int interfaceIndex) implements Route {}

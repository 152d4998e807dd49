/// The transport for Linux: batches of datagrams in one system call, windows cut up by the kernel or the device,
/// content
/// sent from the page cache without a copy in this process. Same contract as the portable one.
@NullMarked
package dev.trivet.engine.linux;

import org.jspecify.annotations.NullMarked;

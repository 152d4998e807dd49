package dev.trivet.app.hpa;

import picocli.CommandLine.Command;

/// The place of [InTftpd] among the other commands, for the help. It is never run: its command line is read by [Words],
/// as getopt reads it and picocli does not.
@Command(
        name = InTftpd.NAME,
        description = "Serves in the place of tftpd-hpa, with its flags: 'trivet in.tftpd --help' tells them.",
        customSynopsis = "trivet in.tftpd [FLAG...] DIR...")
public final class InTftpdCommand {}

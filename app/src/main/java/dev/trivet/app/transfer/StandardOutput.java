package dev.trivet.app.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/// Standard output for content: its failures are told, where a [PrintStream] would go on in silence, so that a fetch
/// into a pipe ends with the pipe's reader. Finding out flushes: to be buffered above.
final class StandardOutput extends OutputStream {
    private final PrintStream out;

    StandardOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
        out.write(octet);
        check();
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        out.write(octets, from, length);
        check();
    }

    @Override
    public void flush() throws IOException {
        check();
    }

    private void check() throws IOException {
        if (out.checkError()) throw new IOException("the reader of standard output has ended, or its disk is full");
    }
}

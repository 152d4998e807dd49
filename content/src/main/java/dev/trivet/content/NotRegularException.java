package dev.trivet.content;

import java.nio.file.FileSystemException;

/// A name that exists and is neither file nor link: a directory, FIFO, device or socket.
final class NotRegularException extends FileSystemException {
    private static final long serialVersionUID = 1;

    NotRegularException(String file) {
        super(file, null, "not a regular file");
    }
}

package dev.trivet.content;

import java.nio.file.FileSystemException;

/// A symbolic link leads where neither the root nor an allowed target is.
final class OutsideException extends FileSystemException {
    private static final long serialVersionUID = 1;

    OutsideException(String target) {
        super(target, null, "outside the root");
    }
}

package dev.trivet.content;

import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/// No room: the disk is full, a quota is reached, or the file is larger than the file system takes.
final class DiskFullException extends FileSystemException {
    private static final long serialVersionUID = 1;

    DiskFullException(String file, @Nullable String reason) {
        super(file, null, reason);
    }
}

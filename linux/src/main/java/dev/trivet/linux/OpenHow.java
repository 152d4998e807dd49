package dev.trivet.linux;

/// The `struct open_how` of openat2(2).
///
/// @param flags `O_...`, see the constants
/// @param mode permissions of a file that is made, less the umask; else 0
/// @param resolve `RESOLVE_...`
public record OpenHow(long flags, int mode, long resolve) {
    /// To read.
    public static final long O_RDONLY = 0;
    /// To write.
    public static final long O_WRONLY = 1;
    /// To read and write.
    public static final long O_RDWR = 2;
    /// Makes the file where it is missing.
    public static final long O_CREAT = 0x40;
    /// With [#O_CREAT]: EEXIST where it is there, even as a link.
    public static final long O_EXCL = 0x80;
    /// A terminal does not become that of the process.
    public static final long O_NOCTTY = 0x100;
    /// Opening waits for no FIFO's other end.
    public static final long O_NONBLOCK = 0x800;
    /// Child processes do not get the descriptor.
    public static final long O_CLOEXEC = 0x80000;
    /// A place in the tree only, without rights to its content.
    public static final long O_PATH = 0x200000;
    /// ENOTDIR where it is something else. The number depends on the processor.
    public static final long O_DIRECTORY = Architecture.here().openDirectory;
    /// ELOOP where the last part is a link. The number depends on the processor.
    public static final long O_NOFOLLOW = Architecture.here().openNoFollow;

    /// Follows none of the links in `/proc` that jump to an open file.
    public static final long RESOLVE_NO_MAGICLINKS = 0x02;
    /// EXDEV where any step, a link's included, would leave the directory.
    public static final long RESOLVE_BENEATH = 0x08;

    /// The directory is `/` for the whole path, links included: `..` stays there, and nothing leads out.
    public static final long RESOLVE_IN_ROOT = 0x10;

    private static final long READ = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    private static final long DIRECTORY = O_PATH | O_DIRECTORY | O_CLOEXEC;

    /// To read a file by a path of any length that never leaves the directory. Waits for no FIFO, follows no absolute
    /// link and none of `/proc`.
    public static final OpenHow READ_BENEATH = new OpenHow(READ, 0, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);
    /// The same, with the directory as `/`: absolute links start there, and `..` stays there.
    public static final OpenHow READ_IN_ROOT = new OpenHow(READ, 0, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
    /// To read a file by its name; a link is refused with ELOOP.
    public static final OpenHow READ_NAME = new OpenHow(READ | O_NOFOLLOW, 0, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);
    /// To write to it, whether or not it may be read.
    public static final OpenHow WRITE_NAME =
            new OpenHow(READ | O_WRONLY | O_NOFOLLOW, 0, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);
    /// A directory to go on from, by its name; a link is refused.
    public static final OpenHow DIRECTORY_NAME =
            new OpenHow(DIRECTORY | O_NOFOLLOW, 0, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);
    /// A directory to go on from, by a path that the operator gave: links are followed.
    public static final OpenHow DIRECTORY_PATH = new OpenHow(DIRECTORY, 0, 0);
    /// A directory to be listed or forced to disk.
    public static final OpenHow READ_DIRECTORY =
            new OpenHow(O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0, RESOLVE_BENEATH);

    /// {@return a new file, to be written and read; EEXIST where the name is taken}
    ///
    /// @param mode permissions, of which the umask is taken away
    public static OpenHow newFile(int mode) {
        return new OpenHow(
                O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);
    }
}

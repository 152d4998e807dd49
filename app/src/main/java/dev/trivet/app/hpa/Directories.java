package dev.trivet.app.hpa;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which directories are served.
final class Directories {
    private Directories() {}

    static List<Path> of(Words words) throws UsageException {
        boolean secure = words.has(Flag.SECURE) || words.has(Flag.JAIL);
        var directories = words.directories();
        if (secure) return List.of(prefixed(one(directories), words));
        if (words.has(Flag.PATH_PREFIX))
            throw new UsageException("--path-prefix needs --secure: without it names say the whole path");
        if (directories.isEmpty())
            throw new UsageException(
                    "no directory: name what is to be served, such as in.tftpd --secure /srv/tftp; tftpd-hpa 5.2 would"
                            + " serve every file of this machine, 5.4 refuses as we do");
        var paths = new ArrayList<Path>();
        for (var directory : directories) paths.add(absolute(directory));
        return paths;
    }

    private static Path one(List<String> directories) throws UsageException {
        if (directories.isEmpty())
            throw new UsageException("no -s directory: --secure needs the directory to serve, such as /srv/tftp");
        if (directories.size() > 1)
            throw new UsageException("too many -s directories: --secure serves one, not "
                    + String.join(", ", directories) + "; is one of them the value of a flag that takes none?");
        return Path.of(directories.getFirst()).toAbsolutePath();
    }

    private static Path prefixed(Path directory, Words words) {
        var prefix = words.last(Flag.PATH_PREFIX).map(Words.Given::value).orElse("");
        return directory.resolve(prefix.replaceFirst("^/+", "")).normalize();
    }

    private static Path absolute(String directory) throws UsageException {
        if (directory.startsWith("/")) return Path.of(directory);
        throw new UsageException(
                "the directory '" + directory
                        + "' does not begin with /: without --secure clients ask for whole paths, and none could ever be in it");
    }
}

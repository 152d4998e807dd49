package dev.trivet.content;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Goes to a name component by component, without ever following a link: each link is read, and its text is walked
/// like the rest. So every directory on the way was opened as a name in a verified one, and somebody who exchanges
/// names meanwhile can make the walk fail but not lead it out.
///
/// Outside of the bases nothing is opened: the path is followed as text until it enters a base again.
final class Walk implements AutoCloseable {
    /// Links followed for one name, as the Linux kernel counts (path_resolution(7)); ends loops.
    static final int MOST_LINKS = 40;

    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final List<Base> bases;
    private final boolean chroot;
    private Base base;
    private boolean inside = true;

    /// Directories opened below the base; the last is where we are.
    private final List<Directory> below = new ArrayList<>();

    /// Where we are while outside.
    private final List<String> outside = new ArrayList<>();

    private final Deque<String> ahead = new ArrayDeque<>();
    private int links;

    /// @param bases the root first
    /// @param chroot whether `..` stops at the root and absolute links start there, as after chroot(2)
    Walk(List<Base> bases, boolean chroot) {
        this.bases = bases;
        this.chroot = chroot;
        this.base = bases.getFirst();
    }

    /// @throws NoSuchFileException where a directory on the way is missing
    /// @throws OutsideException where a link leads out
    Place to(List<String> path) throws IOException {
        ahead.addAll(path);
        while (!ahead.isEmpty()) {
            var name = ahead.removeFirst();
            if (name.isEmpty() || name.equals(".")) continue;
            if (name.equals("..")) up();
            else if (!inside) moveOutside(name);
            else {
                var end = step(name);
                if (end.isPresent()) return end.get();
            }
        }
        if (!inside) throw new OutsideException(String.join("/", outside));
        return place(
                "",
                Optional.of(new FileState(
                        FileState.Kind.DIRECTORY, here().path(), 0, Instant.EPOCH, FileState.NO_PERMISSIONS)));
    }

    private Directory here() {
        return below.isEmpty() ? base.directory() : below.getLast();
    }

    /// One component further; the place, where it was the last.
    private Optional<Place> step(String name) throws IOException {
        boolean last = ahead.stream().allMatch(each -> each.isEmpty() || each.equals("."));
        Optional<FileState> entry = last ? entryIfAny(name) : Optional.of(here().entry(name));
        if (entry.isEmpty()) return Optional.of(place(name, entry));
        switch (entry.get().kind()) {
            case LINK -> follow(name);
            case DIRECTORY -> {
                if (last) return Optional.of(place(name, entry));
                enter(name);
            }
            case REGULAR, SPECIAL -> {
                if (last) return Optional.of(place(name, entry));
                throw new NotDirectoryException(here().path() + "/" + name);
            }
        }
        return Optional.empty();
    }

    private Optional<FileState> entryIfAny(String name) throws IOException {
        try {
            return Optional.of(here().entry(name));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private void enter(String name) throws IOException {
        try {
            below.add(here().directory(name));
        } catch (NotDirectoryException _) { // it was one a moment ago: look again
            count(name);
            ahead.addFirst(name);
        }
    }

    private void follow(String name) throws IOException {
        count(name);
        String text;
        try {
            text = here().link(name);
        } catch (NoSuchFileException | NotDirectoryException _) { // it was a link a moment ago: look again
            ahead.addFirst(name);
            return;
        }
        var target = Arrays.asList(text.split(WINDOWS ? "[/\\\\]" : "/"));
        for (var each : target.reversed()) ahead.addFirst(each);
        if (isAbsolute(text)) toTop();
    }

    private static boolean isAbsolute(String text) {
        return WINDOWS ? text.startsWith("\\") || text.matches("[A-Za-z]:.*") : text.startsWith("/");
    }

    private void toTop() {
        if (chroot) closeBelow();
        else leave(List.of());
    }

    private void count(String name) throws FileSystemLoopException {
        if (++links > MOST_LINKS) throw new FileSystemLoopException(here().path() + "/" + name);
    }

    private void up() {
        if (!inside) {
            if (!outside.isEmpty()) outside.removeLast();
            enterBase();
        } else if (!below.isEmpty()) {
            below.removeLast().close();
        } else if (!chroot) {
            var parent = base.real().subList(0, Math.max(0, base.real().size() - 1));
            leave(parent);
        }
    }

    private void leave(List<String> absolute) {
        closeBelow();
        inside = false;
        outside.clear();
        outside.addAll(absolute);
        enterBase();
    }

    private void moveOutside(String name) {
        outside.add(name);
        enterBase();
    }

    private void enterBase() {
        for (var each : bases) {
            if (!each.isAt(outside)) continue;
            base = each;
            inside = true;
            outside.clear();
            return;
        }
    }

    /// The directory we are in goes over to the place; the others are closed with the walk.
    private Place place(String name, Optional<FileState> entry) {
        if (below.isEmpty()) return new Place(base.directory(), name, entry, false);
        return new Place(below.removeLast(), name, entry, true);
    }

    private void closeBelow() {
        below.forEach(Directory::close);
        below.clear();
    }

    @Override
    public void close() {
        closeBelow();
    }
}

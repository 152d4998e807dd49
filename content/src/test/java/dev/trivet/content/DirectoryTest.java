package dev.trivet.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// ```
/// outside/  file "secret"
/// root/     file "inside"   sub/   to-file -> file   to-sub -> sub   out -> ../outside
/// ```
@ParameterizedClass
@MethodSource("dev.trivet.content.Served#kinds")
@DisabledOnOs(OS.WINDOWS) // making links needs a privilege there
class DirectoryTest {
    private final Tree.Kind kind;

    @TempDir
    Path temp;

    Path root;
    Tree tree;

    DirectoryTest(Tree.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void tree() throws IOException {
        root = Files.createDirectory(temp.resolve("root"));
        Files.createDirectory(temp.resolve("outside"));
        Files.writeString(temp.resolve("outside/file"), "secret");
        Files.writeString(root.resolve("file"), "inside");
        Files.createDirectory(root.resolve("sub"));
        Files.createSymbolicLink(root.resolve("to-file"), Path.of("file"));
        Files.createSymbolicLink(root.resolve("to-sub"), Path.of("sub"));
        Files.createSymbolicLink(root.resolve("out"), Path.of("../outside"));
        tree = Tree.open(Root.at(root), kind);
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private Directory directory() {
        return tree.root().directory();
    }

    @Test
    void noCallFollowsALink() throws IOException {
        assertThat(directory().entry("to-file").kind()).isEqualTo(FileState.Kind.LINK);
        assertThat(directory().link("out")).isEqualTo("../outside");
        assertThatThrownBy(() -> directory().read("to-file")).isInstanceOf(FileSystemLoopException.class);
        assertThatThrownBy(() -> directory().directory("to-sub")).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> directory().directory("file")).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> directory().create("to-file", false)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> directory().read("nothing")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> directory().entry("nothing")).isInstanceOf(NoSuchFileException.class);
        directory().directory("sub").close();
    }

    /// As if the link had come between the look and the open: the open itself must refuse it.
    @Test
    void theOpenItselfFollowsNoLink() {
        assumeTrue(kind != Tree.Kind.LINUX, "there look and open are one call");
        var opened = (PathDirectory) directory();
        assertThatThrownBy(() -> opened.open(Path.of("to-file"), PathDirectory.READ))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> opened.open(Path.of("out"))).isInstanceOf(IOException.class);
    }

    @Test
    void aNewNameNeverReplaces() throws IOException {
        Files.writeString(root.resolve("part"), "new");
        assertThatThrownBy(() -> directory().renameToNew("part", "file"))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> directory().hardLink("part", "file")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(root.resolve("file")).hasContent("inside");
        directory().renameToNew("part", "fresh");
        assertThat(root.resolve("fresh")).hasContent("new");
        assertThat(root.resolve("part")).doesNotExist();
    }

    @Test
    void aListingEndsWhenAsked() throws IOException {
        var names = new ArrayList<String>();
        directory().list(name -> {
            names.add(name);
            return names.size() < 2;
        });
        assertThat(names).hasSize(2);
        directory().list(names::add);
        assertThat(names).hasSize(7).contains("file", "sub", "to-file", "to-sub", "out");
    }
}

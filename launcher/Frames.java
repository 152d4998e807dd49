import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Gives the classes of a jar the format of this JDK, with the stack maps that it wants: the AOT cache takes no class
/// older than Java 6, and picocli's are for Java 5, 230 of them, so that each start would read and verify them anew.
/// What the code does stays the same.
///
///     java --class-path picocli.jar Frames.java picocli.jar
void main(String[] names) throws IOException {
    var jar = Path.of(names[0]);
    var made = jar.resolveSibling(jar.getFileName() + ".new");
    try (var from = new ZipFile(jar.toFile());
            var to = new ZipOutputStream(Files.newOutputStream(made))) {
        for (var entry : Collections.list(from.entries())) {
            var copy = new ZipEntry(entry.getName());
            copy.setTime(entry.getTime());
            to.putNextEntry(copy);
            try (var octets = from.getInputStream(entry)) {
                to.write(upgraded(entry.getName(), octets.readAllBytes()));
            }
            to.closeEntry();
        }
    }
    Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
}

static final ClassFile CLASSES = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS);

/// The class path has the same jar: stack maps need to know which class extends which.
static byte[] upgraded(String name, byte[] octets) {
    if (!name.endsWith(".class")) return octets;
    var old = CLASSES.parse(octets);
    if (old.majorVersion() >= ClassFile.JAVA_6_VERSION) return octets;
    return CLASSES.build(old.thisClass().asSymbol(), built -> {
        built.withVersion(ClassFile.JAVA_25_VERSION, 0);
        old.forEach(element -> put(element, built));
    });
}

static void put(ClassElement element, ClassBuilder into) {
    switch (element) {
        case ClassFileVersion _ -> {}
        case MethodModel method -> into.transformMethod(method, MethodTransform.transformingCode(CodeBuilder::with));
        default -> into.with(element);
    }
}

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Writes a jar anew whose classes are of Java 5 or older, as those of picocli are, with the stack maps of later class files. Without
 * them the JVM leaves classes out of its start-up cache ("Old class has been linked"), and all that stands on them. They do the same.
 *
 * <p>Run as a source file: {@code java RenewClasses.java JAR NEW_JAR}.
 */
final class RenewClasses {

    private static final int OLD = ClassFile.JAVA_5_VERSION;

    private RenewClasses() {}

    public static void main(String[] args) throws IOException {
        Map<String, byte[]> entries = read(Path.of(args[0]));
        ClassHierarchyResolver inJar = ClassHierarchyResolver.ofResourceParsing(type -> {
            String descriptor = type.descriptorString();
            byte[] bytes = entries.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
            return bytes == null ? null : new ByteArrayInputStream(bytes);
        });
        ClassFile classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                inJar.orElse(ClassHierarchyResolver.defaultResolver())));
        int renewed = 0;
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(Path.of(args[1])))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                byte[] bytes = entry.getValue();
                if (entry.getKey().endsWith(".class")) {
                    ClassModel old = classFile.parse(bytes);
                    if (old.majorVersion() <= OLD) {
                        bytes = renewed(classFile, old);
                        renewed++;
                    }
                }
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(bytes);
                out.closeEntry();
            }
        }
        System.out.println(renewed + " classes written anew");
    }

    /** In the order of the jar. */
    private static Map<String, byte[]> read(Path jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                if (!entry.isDirectory()) {
                    try (InputStream in = file.getInputStream(entry)) {
                        entries.put(entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
        return entries;
    }

    private static byte[] renewed(ClassFile classFile, ClassModel old) {
        return classFile.build(old.thisClass().asSymbol(), renewed -> {
            for (ClassElement element : old) {
                switch (element) {
                    case ClassFileVersion _ -> renewed.withVersion(ClassFile.JAVA_8_VERSION, 0);
                    case MethodModel method ->
                        renewed.transformMethod(method, MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
                    default -> renewed.with(element);
                }
            }
        });
    }
}

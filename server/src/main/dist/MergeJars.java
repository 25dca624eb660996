import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Makes one jar of all that are in a folder: the JVM opens each one of its class path at every start, and looks into each of them for what
 * it does not find. What services there are is read together; a licence whose name is taken moves into a folder of its jar's name; two
 * classes or resources of one name are an error, because which one the program had before was chance.
 *
 * <p>Run as a source file: {@code java MergeJars.java FOLDER MAIN_JAR NEW_JAR}, where the manifest is that of the main one.
 */
final class MergeJars {

    private static final String META = "META-INF/";
    private static final String SERVICES = META + "services/";
    private static final String VERSIONS = META + "versions/";
    private static final Attributes.Name MULTI_RELEASE = Attributes.Name.MULTI_RELEASE;

    /** @param jar where it was first */
    private record Origin(String jar, long crc, long size) {
        boolean isSameAs(JarEntry entry) {
            return crc == entry.getCrc() && size == entry.getSize();
        }
    }

    private final Map<String, Origin> origins = new HashMap<>();
    private final Map<String, ByteArrayOutputStream> services = new TreeMap<>();
    private final JarOutputStream out;

    private MergeJars(JarOutputStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".jar")).sorted().toList());
        }
        try (JarOutputStream out =
                new JarOutputStream(Files.newOutputStream(Path.of(args[2])), manifest(folder.resolve(args[1])))) {
            MergeJars merge = new MergeJars(out);
            for (Path jar : jars) {
                merge.add(jar);
            }
            merge.writeServices();
        }
        for (Path jar : jars) {
            Files.delete(jar);
        }
        System.out.println(jars.size() + " jars merged");
    }

    private static Manifest manifest(Path main) throws IOException {
        try (JarFile jar = new JarFile(main.toFile())) {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().putAll(jar.getManifest().getMainAttributes());
            manifest.getMainAttributes().put(MULTI_RELEASE, "true");
            return manifest;
        }
    }

    private void add(Path path) throws IOException {
        String name = path.getFileName().toString();
        try (JarFile jar = new JarFile(path.toFile())) {
            Manifest manifest = jar.getManifest();
            boolean multiRelease = manifest != null
                    && Boolean.parseBoolean(manifest.getMainAttributes().getValue(MULTI_RELEASE));
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (isLeftOut(entry) || entry.getName().startsWith(VERSIONS) && !multiRelease) {
                    continue;
                }
                try (InputStream in = jar.getInputStream(entry)) {
                    if (entry.getName().startsWith(SERVICES)) {
                        ByteArrayOutputStream lines =
                                services.computeIfAbsent(entry.getName(), _ -> new ByteArrayOutputStream());
                        in.transferTo(lines);
                        lines.write('\n');
                    } else {
                        add(name, entry, in);
                    }
                }
            }
        }
    }

    /** What tells of a jar as it was: its folders, manifest, index and signature, and the module that it would be on a module path. */
    private static boolean isLeftOut(JarEntry entry) {
        String name = entry.getName();
        return entry.isDirectory()
                || name.equals(JarFile.MANIFEST_NAME)
                || name.equals(META + "INDEX.LIST")
                || name.matches("META-INF/[^/]+\\.(SF|DSA|RSA|EC)")
                || name.endsWith("module-info.class");
    }

    private void add(String jar, JarEntry entry, InputStream in) throws IOException {
        String name = entry.getName();
        Origin origin = origins.putIfAbsent(name, new Origin(jar, entry.getCrc(), entry.getSize()));
        if (origin != null) {
            if (origin.isSameAs(entry)) {
                return;
            }
            if (!name.startsWith(META) || name.startsWith(VERSIONS)) {
                throw new IOException(
                        name + " is in " + origin.jar() + " and, with other content, in " + jar + " (expected: in one of them)");
            }
            name = META + jar.replaceFirst("\\.jar$", "/") + name.substring(META.length());
        }
        begin(name);
        in.transferTo(out);
        out.closeEntry();
    }

    private void writeServices() throws IOException {
        for (Map.Entry<String, ByteArrayOutputStream> service : services.entrySet()) {
            begin(service.getKey());
            service.getValue().writeTo(out);
            out.closeEntry();
        }
    }

    /** Always of the same time, so that the same jars make the same one. */
    private void begin(String name) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(0);
        out.putNextEntry(entry);
    }
}

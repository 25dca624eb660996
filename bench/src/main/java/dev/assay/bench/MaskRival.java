package dev.assay.bench;

import dev.assay.structured.constrain.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** llguidance, out of PyPI, on the same folder and vocabulary; and real schemas, out of packages. Python is for this alone. */
final class MaskRival {

    private static final String[] PACKAGES = {"llguidance==1.9.1", "numpy", "jsonschema-rs==0.61.0", "rstr==3.2.2"};

    private static final String MISTRAL = "mistral-common==1.13.1";

    private final Path home;
    private final Path python;

    private MaskRival(Path home) {
        this.home = home;
        this.python = home.resolve("venv/bin/python");
    }

    /** With its Python environment below a folder, made if it is not there. */
    static MaskRival in(Path home) throws IOException, InterruptedException {
        MaskRival rival = new MaskRival(Files.createDirectories(home.toAbsolutePath()));
        if (!Files.exists(rival.home.resolve("venv/ready"))) {
            rival.command(List.of("python3", "-m", "venv", "venv"));
            List<String> install = new ArrayList<>(List.of(rival.python.toString(), "-m", "pip", "install", "-q"));
            install.addAll(Arrays.asList(PACKAGES));
            rival.command(install);
            Files.createFile(rival.home.resolve("venv/ready"));
        }
        for (String script : new String[] {"real_schemas.py", "llguidance_masks.py"}) {
            try (InputStream in = MaskRival.class.getResourceAsStream("masks/" + script)) {
                if (in == null) {
                    throw new IOException(script + " is missing in the class path");
                }
                Files.copy(in, rival.home.resolve(script), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return rival;
    }

    /** A folder of real schemas, made once. */
    Path realSchemas(int count) throws IOException, InterruptedException {
        Path folder = home.resolve("schemas-" + count);
        if (!Files.isDirectory(folder)) {
            Path made = home.resolve("made");
            System.out.print(
                    command(List.of(python.toString(), "real_schemas.py", made.toString(), "packages", "" + count)));
            Files.move(made, folder);
        }
        return folder;
    }

    /** Mistral's vocabulary of 131,072 tokens, under Apache-2.0; downloaded once. */
    Path tekken() throws IOException, InterruptedException {
        Path file = home.resolve("tekken.json");
        if (!Files.exists(file)) {
            command(List.of(python.toString(), "-m", "pip", "download", "-q", "--no-deps", "-d", "mistral", MISTRAL));
            Path wheel;
            try (Stream<Path> wheels = Files.list(home.resolve("mistral"))) {
                wheel = wheels.findFirst().orElseThrow();
            }
            try (FileSystem jar = FileSystems.newFileSystem(wheel)) {
                Files.copy(jar.getPath("mistral_common/data/tekken_240911.json"), file);
            }
        }
        return file;
    }

    /** Prints its figures for a folder; gives them as JSON. */
    JsonNode run(Path folder, String name, Vocabulary vocabulary, boolean cold)
            throws IOException, InterruptedException {
        Path tokens = home.resolve("vocabulary.json");
        Files.writeString(tokens, json(vocabulary).toString());
        List<String> command = new ArrayList<>(List.of(
                python.toString(),
                "llguidance_masks.py",
                folder.toAbsolutePath().toString(),
                tokens.toString()));
        if (cold) {
            command.add("--cold");
        }
        JsonNode figures = JsonMapper.shared().readTree(command(command));
        Map<String, Integer> verdicts = new TreeMap<>();
        figures.path("verdicts").forEach(verdict -> verdicts.merge(verdict.stringValue(), 1, Integer::sum));
        System.out.printf("%nllguidance on %s: %s%n", name, verdicts);
        for (String what : new String[] {"mask", "compile"}) {
            JsonNode times = figures.path(what);
            System.out.printf(
                    Locale.ROOT,
                    "%-13s %8d %10.1f %10.1f %10.1f %10.1f %10.1f%n",
                    what,
                    times.path("count").intValue(),
                    times.path("avg").doubleValue(),
                    times.path("p50").doubleValue(),
                    times.path("p90").doubleValue(),
                    times.path("p99").doubleValue(),
                    times.path("max").doubleValue());
        }
        ObjectNode figuresOnly = JsonMapper.shared().createObjectNode();
        verdicts.forEach(figuresOnly::put);
        figuresOnly.set("mask", figures.path("mask"));
        figuresOnly.set("compile", figures.path("compile"));
        return figuresOnly;
    }

    private static ObjectNode json(Vocabulary vocabulary) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("end", vocabulary.ends().first());
        ArrayNode tokens = json.putArray("tokens");
        for (int i = 0; i < vocabulary.size(); i++) {
            tokens.add(Base64.getEncoder().encodeToString(vocabulary.bytes(i)));
        }
        return json;
    }

    private String command(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " exited with " + process.exitValue() + ": " + out);
        }
        return out;
    }
}

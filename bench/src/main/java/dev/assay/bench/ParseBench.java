package dev.assay.bench;

import dev.assay.structured.json.LenientJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lenient parsing beside its anchors, on the same texts in the same run: valid JSON beside Jackson's tree reading, broken JSON beside npm's jsonrepair
 * on Node. Rounds of the two alternate; the best of each counts, because neighbours on the machine only ever slow down.
 */
final class ParseBench {

    private static final String REPAIRER = "jsonrepair@3.15.0";
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ParseBench() {}

    static void run(String[] args) throws Exception {
        int rounds = Arguments.number(args, "--rounds", 12);
        List<String> valid = texts(Arguments.number(args, "--texts", 400));
        List<String> broken = valid.stream().map(ParseBench::broken).toList();
        double lenient = 0;
        double jackson = 0;
        double repair = 0;
        for (int round = 0; round < rounds; round++) {
            lenient = Math.max(lenient, speed(valid, LenientJson::parse));
            jackson = Math.max(jackson, speed(valid, JACKSON::readTree));
            repair = Math.max(repair, speed(broken, LenientJson::parse));
        }
        double npm = jsonrepair(broken, rounds);
        System.out.printf(
                Locale.ROOT,
                "valid JSON:  lenient %.0f MB/s, Jackson %.0f MB/s, ratio %.2f (wanted: 0.5)%n",
                lenient,
                jackson,
                lenient / jackson);
        System.out.printf(
                Locale.ROOT,
                "broken JSON: lenient %.0f MB/s, jsonrepair %.0f MB/s, ratio %.2f (wanted: 3)%n",
                repair,
                npm,
                repair / npm);
        System.out.printf(
                Locale.ROOT,
                "{\"benchmark\":\"parse\",\"valid\":{\"lenient\":%.1f,\"jackson\":%.1f,\"ratio\":%.3f},"
                        + "\"broken\":{\"lenient\":%.1f,\"jsonrepair\":%.1f,\"ratio\":%.3f}}%n",
                lenient,
                jackson,
                lenient / jackson,
                repair,
                npm,
                repair / npm);
    }

    /** Answers as models give them: objects of a few kB with texts, numbers and lists. */
    private static List<String> texts(int count) {
        Random random = new Random(4);
        String[] words = "order total the customer asked for blue paper and two boxes of pens before noon".split(" ");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder("{\n  \"id\": ").append(i).append(",\n  \"items\": [\n");
            int items = 5 + random.nextInt(20);
            for (int item = 0; item < items; item++) {
                text.append(item == 0 ? "" : ",\n").append("    {\"name\": \"");
                for (int w = 3 + random.nextInt(12); w > 0; w--) {
                    text.append(words[random.nextInt(words.length)]).append(w == 1 ? "" : " ");
                }
                text.append("\", \"quantity\": ")
                        .append(random.nextInt(1000))
                        .append(", \"price\": ")
                        .append(random.nextInt(10_000))
                        .append('.')
                        .append(10 + random.nextInt(90))
                        .append(", \"paid\": ")
                        .append(random.nextBoolean())
                        .append(", \"tags\": [\"a\", \"b\"]}");
            }
            texts.add(text.append("\n  ]\n}").toString());
        }
        return texts;
    }

    /** The same with what models get wrong and jsonrepair mends as well: single quotes, bare names, commas, literals, comments, a cut end. */
    private static String broken(String text) {
        String wrong = text.replace("\"quantity\"", "quantity")
                .replace("\"paid\": true", "'paid': True")
                .replace("\"b\"]", "'b',]")
                .replace("  \"items\"", "  // what was bought\n  \"items\"");
        return wrong.substring(0, wrong.length() - 2);
    }

    /** In megabytes of UTF-8 a second. */
    private static double speed(List<String> texts, Consumer<String> parser) {
        long bytes = texts.stream().mapToLong(String::length).sum();
        long done = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - start < 500_000_000L) {
            texts.forEach(parser);
            done += bytes;
        }
        return done * 1e3 / (System.nanoTime() - start);
    }

    private static double jsonrepair(List<String> broken, int rounds) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("assay-parse-bench");
        try {
            Files.writeString(folder.resolve("texts.json"), JACKSON.writeValueAsString(broken));
            Files.writeString(folder.resolve("run.mjs"), """
                    import { readFileSync } from 'node:fs';
                    import { jsonrepair } from 'jsonrepair';
                    const texts = JSON.parse(readFileSync('texts.json', 'utf8'));
                    const bytes = texts.reduce((sum, text) => sum + text.length, 0);
                    let best = 0;
                    for (let round = 0; round < %d; round++) {
                      let done = 0;
                      const start = performance.now();
                      while (performance.now() - start < 500) {
                        for (const text of texts) jsonrepair(text);
                        done += bytes;
                      }
                      best = Math.max(best, done / 1e3 / (performance.now() - start));
                    }
                    console.log(best);
                    """.formatted(rounds));
            command(folder, "npm", "install", "--no-audit", "--no-fund", "--silent", "--no-save", REPAIRER);
            return Double.parseDouble(command(folder, "node", "run.mjs").strip());
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(ParseBench::delete);
            }
        }
    }

    private static String command(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " exited with " + process.exitValue() + ": " + out);
        }
        return out;
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}

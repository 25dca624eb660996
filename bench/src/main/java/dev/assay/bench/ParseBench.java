package dev.assay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lenient parsing beside its anchors, on the same texts in the same run: valid JSON beside Jackson's tree reading, both under JMH; broken JSON beside npm's
 * jsonrepair on Node, whose best round counts.
 */
final class ParseBench {

    private static final String REPAIRER = "jsonrepair@3.15.0";
    private static final int REPAIR_ROUNDS = 12;

    private ParseBench() {}

    static void run(Arguments args) throws Exception {
        int count = args.number("--texts", 400);
        args.end();
        List<String> valid = ParseTimes.valid(count);
        List<String> broken = ParseTimes.broken(valid);
        Map<String, Double> times = times(count);
        double lenient = speed(valid, times, "lenientValid");
        double jackson = speed(valid, times, "jacksonValid");
        double repair = speed(broken, times, "lenientBroken");
        double npm = jsonrepair(broken, REPAIR_ROUNDS);
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

    /** How often a second all texts are read, by the name of the benchmark. */
    private static Map<String, Double> times(int texts) throws RunnerException {
        Options options = new OptionsBuilder()
                .include("^" + ParseTimes.class.getName().replace(".", "\\.") + "\\.")
                .param("texts", Integer.toString(texts))
                .build();
        Map<String, Double> times = new HashMap<>();
        for (RunResult result : new Runner(options).run()) {
            times.put(
                    result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getScore());
        }
        return times;
    }

    /** In megabytes of UTF-8 a second; the texts are ASCII. */
    private static double speed(List<String> texts, Map<String, Double> times, String benchmark) {
        long bytes = texts.stream().mapToLong(String::length).sum();
        return bytes * times.getOrDefault(benchmark, Double.NaN) / 1e6;
    }

    private static double jsonrepair(List<String> broken, int rounds) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("assay-parse-bench");
        try {
            Files.writeString(folder.resolve("texts.json"), JsonMapper.shared().writeValueAsString(broken));
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

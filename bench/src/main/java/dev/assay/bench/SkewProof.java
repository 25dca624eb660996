package dev.assay.bench;

import dev.assay.skew.Comparison;
import dev.assay.skew.Corpus;
import dev.assay.skew.Example;
import dev.assay.skew.FalseAlarms;
import dev.assay.skew.Settings;
import dev.assay.skew.encode.Encoder;
import dev.assay.skew.encode.OnnxEncoder;
import dev.assay.stats.interval.Interval;
import dev.assay.stats.interval.Shares;
import dev.assay.stats.permute.Seeds;
import dev.assay.stats.permute.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * False alarms and power of whole reports on real texts. Everything is measured once; repetitions draw sides from it.
 *
 * <p>{@code --part false-alarms|power|all --repetitions N --permutations N --threads N}
 */
final class SkewProof {

    private static final long SEED = 20_261_124;

    private final int repetitions;
    private final Settings settings;
    private final Workers workers;
    private final Optional<Encoder> encoder;

    private SkewProof(int repetitions, Settings settings, Workers workers, Optional<Encoder> encoder) {
        this.repetitions = repetitions;
        this.settings = settings;
        this.workers = workers;
        this.encoder = encoder;
    }

    static void run(Arguments args) throws IOException {
        String part = args.one("--part", List.of("all", "false-alarms", "power"));
        int repetitions = args.number("--repetitions", 400);
        int permutations = args.number("--permutations", 999);
        int texts = args.number("--texts", 12_000);
        Path data = Path.of(args.text("--data", "../shared/data"));
        String only = args.text("--only", "");
        int threads = args.number("--threads", 2);
        args.end();
        Settings settings = Settings.USUAL.with(permutations, SEED);
        try (Workers workers = Workers.of(threads);
                OnnxEncoder encoder = OnnxEncoder.miniLm()) {
            SkewProof proof = new SkewProof(repetitions, settings, workers, Optional.of(new Remembering(encoder)));
            if (!part.equals("false-alarms")) {
                proof.power(data, texts, only);
            }
            if (!part.equals("power")) {
                Map<String, List<Example>> bodies = new LinkedHashMap<>();
                bodies.put("queries", SkewTexts.queries(data, texts, SEED));
                bodies.put("outputs", SkewTexts.outputs(data));
                bodies.put("sessions", SkewTexts.sessions(data, texts, SEED));
                proof.falseAlarms(bodies, only);
            }
        }
    }

    private void falseAlarms(Map<String, List<Example>> bodies, String only) {
        Map<String, Corpus> measured = new HashMap<>();
        for (int[] size : new int[][] {{100, 100}, {500, 500}, {1000, 200}, {5000, 5000}}) {
            bodies.forEach((name, body) -> {
                int first = Math.min(size[0], body.size() / 2); // where there are not as many: all of them
                int second = Math.min(size[1], body.size() / 2);
                String label = "false alarms, " + name + ", " + first + " against " + second;
                if (label.contains(only)) {
                    Corpus corpus = measured.computeIfAbsent(name, _ -> Corpus.of(body, encoder, workers));
                    int[] rows = IntStream.range(0, corpus.size()).toArray();
                    count(label, r -> FalseAlarms.split(corpus, rows, first, second, seed(r)), corpus);
                }
            });
        }
    }

    private interface Draw {
        int[][] sides(int repetition);
    }

    private static long seed(int repetition) {
        return Seeds.mix(SEED, repetition);
    }

    private void count(String label, Draw draw, Corpus corpus) {
        long began = System.nanoTime();
        int alarms = 0;
        for (int r = 0; r < repetitions; r++) {
            int[][] sides = draw.sides(r);
            Settings with = settings.with(settings.permutations(), seed(r));
            alarms += Comparison.of(corpus, sides[0], sides[1], with, workers).alarms() ? 1 : 0;
            if (r % 20 == 19 && r + 1 < repetitions) { // a run that is ended early has shown this much
                System.out.println(label + ": " + alarms + " of " + (r + 1));
            }
        }
        Interval rate = Shares.wilson(alarms, repetitions, 0.95);
        System.out.printf(
                Locale.ROOT,
                "%-55s %3d of %3d alarms: %5.1f %% (%.1f to %.1f), %d permutations, %.1f s each%n",
                label,
                alarms,
                repetitions,
                100 * rate.estimate(),
                100 * rate.low(),
                100 * rate.high(),
                settings.permutations(),
                (System.nanoTime() - began) / 1e9 / repetitions);
    }

    private void power(Path data, int texts, String only) throws IOException {
        SkewTexts.Planted planted = SkewTexts.planted(data, texts, SEED);
        Corpus corpus = Corpus.of(planted.examples(), encoder, workers);
        @SuppressWarnings("ArrayRecordComponent") // only names what belongs together
        record Case(String name, int[] reference, int[] known, int[] extra, int share, int shareOfReference) {}
        List<Case> cases = List.of(
                new Case("power, nothing differs", planted.known(), planted.known(), planted.fresh(), 0, 0),
                new Case("power, new topic as 5 %", planted.known(), planted.known(), planted.fresh(), 50, 0),
                new Case("power, new topic as 10 %", planted.known(), planted.known(), planted.fresh(), 100, 0),
                new Case(
                        "power, known topic from 10 to 20 %",
                        planted.known(), planted.known(), planted.topic(), 200, 100),
                new Case("power, new topic (travel) as 5 %", planted.known(), planted.known(), planted.topic(), 50, 0),
                new Case(
                        "power, known topic (banking) from 10 to 20 %",
                        planted.known(), planted.known(), planted.fresh(), 200, 100),
                new Case("power, 5 % misspelled", planted.known(), planted.known(), planted.misspelled(), 50, 0));
        for (Case one : cases) {
            if (one.name.contains(only)) {
                count(
                        one.name,
                        r -> {
                            int[] known = shuffled(one.known, seed(r));
                            int[] extra = shuffled(one.extra, seed(r) + 1);
                            int inReference = one.shareOfReference;
                            int[] reference = joined(known, 0, 1000 - inReference, extra, 0, inReference);
                            int[] current =
                                    joined(known, 1000, 2000 - one.share, extra, inReference, inReference + one.share);
                            return new int[][] {reference, current};
                        },
                        corpus);
            }
        }
        if ("power, 5 % lists in place of objects".contains(only)) {
            Corpus json = Corpus.of(SkewTexts.objectsAndLists(4_000, SEED), Optional.empty(), workers);
            int[] objects = IntStream.range(0, 3_500).toArray();
            int[] lists = IntStream.range(3_500, 4_000).toArray();
            count(
                    "power, 5 % lists in place of objects",
                    r -> {
                        int[] known = shuffled(objects, seed(r));
                        int[] extra = shuffled(lists, seed(r) + 1);
                        return new int[][] {joined(known, 0, 1000, extra, 0, 0), joined(known, 1000, 1950, extra, 0, 50)
                        };
                    },
                    json);
        }
    }

    private static int[] joined(int[] first, int from, int to, int[] second, int from2, int to2) {
        List<Integer> rows = new ArrayList<>();
        Arrays.stream(first, from, to).forEach(rows::add);
        Arrays.stream(second, from2, to2).forEach(rows::add);
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] shuffled(int[] rows, long seed) {
        int[] order = rows.clone();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}

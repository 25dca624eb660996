package dev.assay.bench;

import dev.assay.skew.Corpus;
import dev.assay.skew.Coverage;
import dev.assay.skew.Example;
import dev.assay.skew.encode.OnnxEncoder;
import dev.assay.stats.permute.Seeds;
import dev.assay.stats.permute.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * How many of 15 planted new intents thirty suggestions find: a holdout of 500, a production of 2,000 with 200 of the new intents and 60
 * of none.
 *
 * <p>{@code --draws N --suggest N --threads N --data FOLDER}
 */
final class SuggestProof {

    private static final long SEED = 20_261_126;
    private static final int HELD = 500;
    private static final int KNOWN = 1_740;
    private static final int FRESH = 200;
    private static final int NONE = 60;

    private SuggestProof() {}

    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    private record Body(List<Example> examples, List<String> intents, int[] known, int[] fresh, int[] none) {}

    static void run(Arguments args) throws IOException {
        int draws = args.number("--draws", 20);
        int count = args.number("--suggest", 30);
        Path data = Path.of(args.text("--data", "../shared/data"));
        int threads = args.number("--threads", 2);
        args.end();
        try (Workers workers = Workers.of(threads);
                OnnxEncoder encoder = OnnxEncoder.miniLm()) {
            for (String domain : SkewTexts.domains()) {
                Body body = body(data, domain);
                Corpus corpus = Corpus.of(body.examples, Optional.of(encoder), workers);
                int[] chosen = new int[draws];
                int[] random = new int[draws];
                for (int draw = 0; draw < draws; draw++) {
                    long seed = Seeds.mix(SEED, draw);
                    int[] known = shuffled(body.known, seed);
                    int[] production = joined(
                            slice(known, HELD, HELD + KNOWN),
                            slice(shuffled(body.fresh, seed + 1), 0, FRESH),
                            slice(shuffled(body.none, seed + 2), 0, NONE));
                    Coverage coverage = Coverage.of(corpus, slice(known, 0, HELD), production, seed, workers);
                    List<Integer> rows = coverage.suggest(count).stream()
                            .map(Coverage.Suggestion::row)
                            .toList();
                    chosen[draw] = found(rows, body);
                    List<Integer> any = new ArrayList<>();
                    for (int row : slice(shuffled(production, seed + 3), 0, count)) {
                        any.add(row);
                    }
                    random[draw] = found(any, body);
                }
                print(domain, count, chosen, random);
            }
        }
    }

    private static void print(String domain, int count, int[] chosen, int[] random) {
        double mean = 0;
        int least = Integer.MAX_VALUE;
        double byChance = 0;
        for (int draw = 0; draw < chosen.length; draw++) {
            mean += (double) chosen[draw] / chosen.length;
            least = Math.min(least, chosen[draw]);
            byChance += (double) random[draw] / random.length;
        }
        System.out.printf(
                Locale.ROOT,
                "new: %-8s %d suggestions find %.1f of 15 new intents over %d draws, %d at the least (goal: 10); random %.1f%n",
                domain,
                count,
                mean,
                chosen.length,
                least,
                byChance);
    }

    private static int found(List<Integer> rows, Body body) {
        Set<String> intents = new HashSet<>();
        Set<Integer> fresh = new HashSet<>();
        for (int row : body.fresh) {
            fresh.add(row);
        }
        rows.stream().filter(fresh::contains).forEach(row -> intents.add(body.intents.get(row)));
        return intents.size();
    }

    /** Queries of all intents, about 4,500 of those that are known. */
    private static Body body(Path data, String domain) throws IOException {
        Set<String> held = SkewTexts.intents(domain);
        List<Example> examples = new ArrayList<>();
        List<String> intents = new ArrayList<>();
        List<List<Integer>> rows = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (SkewTexts.Query query : SkewTexts.clincWithNone(data, SEED)) {
            int kind = query.intent().equals("oos") ? 2 : held.contains(query.intent()) ? 1 : 0;
            if (rows.get(kind).size() < (kind == 0 ? 4_500 : 1_500)) {
                rows.get(kind).add(examples.size());
                examples.add(Example.of(query.text(), ""));
                intents.add(query.intent());
            }
        }
        return new Body(examples, intents, array(rows.get(0)), array(rows.get(1)), array(rows.get(2)));
    }

    private static int[] array(List<Integer> rows) {
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] slice(int[] rows, int from, int to) {
        int[] slice = new int[to - from];
        System.arraycopy(rows, from, slice, 0, slice.length);
        return slice;
    }

    private static int[] joined(int[]... parts) {
        List<Integer> all = new ArrayList<>();
        for (int[] part : parts) {
            for (int row : part) {
                all.add(row);
            }
        }
        return array(all);
    }

    private static int[] shuffled(int[] rows, long seed) {
        List<Integer> order = new ArrayList<>();
        for (int row : rows) {
            order.add(row);
        }
        Collections.shuffle(order, new Random(seed));
        return array(order);
    }
}

package dev.assay.skew;

import dev.assay.skew.descriptor.FunctionWords;
import dev.assay.stats.cluster.KMeans;
import dev.assay.stats.permute.Seeds;
import dev.assay.stats.permute.Workers;
import dev.assay.stats.text.LogOdds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Clusters that were found on one half of the sessions, to be tested on the other. Labels play no part in either. */
final class Clusters {

    private static final int MOST = 60;
    private static final int PHRASES = 3;
    private static final double PRIOR = 0.1;

    static final Clusters NONE = new Clusters(List.of(), new int[0], new boolean[0], 0);

    private final List<Mark> words;
    private final List<int[]> wordRows = new ArrayList<>();
    private final int[] cluster;
    private final boolean[] tested;
    private final int count;
    private final List<Optional<String>> names = new ArrayList<>();

    private Clusters(List<Mark> words, int[] cluster, boolean[] tested, int count) {
        this.words = words;
        this.cluster = cluster;
        this.tested = tested;
        this.count = count;
        for (int c = 0; c < count; c++) {
            names.add(Optional.empty());
        }
    }

    /** @param other whether the halves change places */
    static Clusters find(Rows rows, Aspect aspect, boolean other, long seed, Workers workers) {
        float[][] points = rows.points(aspect);
        boolean[] tested = new boolean[points.length];
        List<float[]> half = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            tested[i] = ((Seeds.mix(seed, rows.design().unit(i)) & 1) == 0) != other;
            if (!tested[i]) {
                half.add(points[i]);
            }
        }
        if (half.isEmpty()) {
            return NONE;
        }
        int wanted = Math.min(MOST, KMeans.usualClusters(half.size()));
        KMeans means = KMeans.fit(half.toArray(float[][]::new), wanted, seed, workers);
        List<Mark> words = rows.corpus().marks().stream()
                .filter(mark -> mark.sort() == Mark.Sort.WORD && mark.aspect() == aspect)
                .toList();
        Clusters found = new Clusters(words, means.assign(points, workers), tested, means.clusters());
        words.forEach(word -> found.wordRows.add(rows.rows(word)));
        return found;
    }

    int count() {
        return count;
    }

    int of(int row) {
        return row < cluster.length ? cluster[row] : -1;
    }

    /** How many rows of the half that is tested are in a cluster. */
    int tested(int of) {
        int in = 0;
        for (int i = 0; i < cluster.length; i++) {
            in += tested[i] && cluster[i] == of ? 1 : 0;
        }
        return in;
    }

    /** Whether each row is in it; NaN in the half that it was found on. */
    double[] flags(int of) {
        double[] flags = new double[cluster.length];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = tested[i] ? cluster[i] == of ? 1 : 0 : Double.NaN;
        }
        return flags;
    }

    /** What its texts say more often than the others: up to three words or pairs, by log odds. */
    String name(int of) {
        if (of < 0 || of >= count) {
            return "";
        }
        String name = names.get(of).orElseGet(() -> phrases(of));
        names.set(of, Optional.of(name));
        return name;
    }

    private String phrases(int of) {
        double[] inside = new double[words.size()];
        double[] outside = new double[words.size()];
        double[] both = new double[words.size()];
        for (int w = 0; w < inside.length; w++) {
            for (int row : wordRows.get(w)) {
                inside[w] += cluster[row] == of ? 1 : 0;
            }
            both[w] = wordRows.get(w).length;
            outside[w] = both[w] - inside[w];
        }
        if (Arrays.stream(both).sum() == 0) {
            return "cluster " + (of + 1);
        }
        double[] z = LogOdds.z(
                outside, inside, both, Math.max(1, PRIOR * Arrays.stream(both).sum()));
        List<Integer> order = new ArrayList<>();
        for (int w = 0; w < z.length; w++) {
            if (z[w] > 1 && words.get(w).name().length() > 2) {
                order.add(w);
            }
        }
        order.sort(Comparator.comparing(
                        (Integer w) -> FunctionWords.only(words.get(w).name()))
                .thenComparingDouble(w -> -z[w]));
        List<String> phrases = new ArrayList<>();
        for (int w : order) {
            String phrase = words.get(w).name();
            boolean said = phrases.stream().anyMatch(p -> p.contains(phrase) || phrase.contains(p));
            if (!said && phrases.size() < PHRASES) {
                phrases.add(phrase);
            }
        }
        return phrases.isEmpty() ? "cluster " + (of + 1) : String.join(", ", phrases);
    }
}

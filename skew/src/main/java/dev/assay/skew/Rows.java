package dev.assay.skew;

import dev.assay.stats.permute.Design;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Some rows of a corpus as two sides. */
final class Rows {

    private final Corpus corpus;
    private final int[] row; // in the corpus
    private final int[] place; // by row of the corpus: here, or -1
    private final Design design;

    /** @param row ascending, each once */
    Rows(Corpus corpus, int[] row, boolean[] current, Optional<String> stratum) {
        this.corpus = corpus;
        this.row = row;
        this.place = new int[corpus.size()];
        Arrays.fill(place, -1);
        int[] block = new int[row.length];
        int[] strata = new int[row.length];
        Map<String, Integer> known = new HashMap<>();
        for (int i = 0; i < row.length; i++) {
            place[row[i]] = i;
            block[i] = corpus.session(row[i]);
            int at = row[i];
            String value = stratum.map(s -> corpus.example(at).metadata().getOrDefault(s, ""))
                    .orElse("");
            strata[i] = known.computeIfAbsent(value, _ -> known.size());
        }
        this.design = Design.of(current, strata, block);
    }

    Corpus corpus() {
        return corpus;
    }

    Design design() {
        return design;
    }

    int size() {
        return row.length;
    }

    Example example(int i) {
        return corpus.example(row[i]);
    }

    double[] values(Measured measured) {
        double[] values = new double[row.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = measured.values()[row[i]];
        }
        return values;
    }

    /** The rows here that have the mark, ascending. */
    int[] rows(Mark mark) {
        int[] rows = new int[mark.rows().length];
        int count = 0;
        for (int r : mark.rows()) {
            if (place[r] >= 0) {
                rows[count++] = place[r];
            }
        }
        return Arrays.copyOf(rows, count);
    }

    float[][] points(Aspect aspect) {
        float[][] all = corpus.points(aspect);
        float[][] points = new float[row.length][];
        for (int i = 0; i < points.length; i++) {
            points[i] = all[row[i]];
        }
        return points;
    }

    double[] flags(int[] rows) {
        double[] flags = new double[row.length];
        for (int r : rows) {
            flags[r] = 1;
        }
        return flags;
    }
}

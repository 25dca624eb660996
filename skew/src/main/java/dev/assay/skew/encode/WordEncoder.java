package dev.assay.skew.encode;

import dev.assay.skew.descriptor.Text;
import dev.assay.skew.descriptor.Words;
import dev.assay.stats.permute.Workers;
import dev.assay.stats.text.LatentSemantics;
import dev.assay.stats.text.SparseRows;
import dev.assay.stats.text.TfIdf;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Points without a model: hashed words and pairs, weighted by their rarity, along their 128 main directions. */
public final class WordEncoder implements Encoder {

    private static final int WIDTH = 1 << 15;
    private static final int DIMENSIONS = 128;
    private static final long SEED = 1;

    @Override
    public String id() {
        return "words-1";
    }

    @Override
    public float[][] encode(List<String> texts, Workers workers) {
        int[][] columns = new int[texts.size()][];
        float[][] values = new float[texts.size()][];
        for (int i = 0; i < columns.length; i++) {
            Words words = Text.of(texts.get(i)).words();
            Map<Integer, Integer> counts = new TreeMap<>();
            for (int w = 0; w < words.count(); w++) {
                counts.merge(TfIdf.column(words.word(w), WIDTH), 1, Integer::sum);
                if (w > 0) {
                    counts.merge(TfIdf.column(words.word(w - 1) + " " + words.word(w), WIDTH), 1, Integer::sum);
                }
            }
            columns[i] = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
            values[i] = new float[columns[i].length];
            int at = 0;
            for (int count : counts.values()) {
                values[i][at++] = count;
            }
        }
        if (texts.isEmpty()) {
            return new float[0][];
        }
        SparseRows counted = SparseRows.of(columns, values, WIDTH);
        SparseRows weighted = TfIdf.fit(counted).apply(counted);
        return LatentSemantics.fit(weighted, DIMENSIONS, SEED, workers).place(weighted, workers);
    }
}

package dev.assay.stats.text;

/**
 * Weights of words: {@code (1 + log count) * (log((1 + rows) / (1 + rows with it)) + 1)}, rows of length 1. Words may be hashed into
 * columns, so that no vocabulary has to be kept.
 */
public final class TfIdf {

    private final float[] weight;

    private TfIdf(float[] weight) {
        this.weight = weight;
    }

    /** @param counts above 0 */
    public static TfIdf fit(SparseRows counts) {
        int[] rowsWith = new int[counts.width()];
        for (int i = 0; i < counts.rows(); i++) {
            for (int column : counts.columns(i)) {
                rowsWith[column]++;
            }
        }
        float[] weight = new float[counts.width()];
        for (int c = 0; c < weight.length; c++) {
            weight[c] = (float) (Math.log((1.0 + counts.rows()) / (1.0 + rowsWith[c])) + 1);
        }
        return new TfIdf(weight);
    }

    /** The weights of counts, by those seen in fitting. */
    public SparseRows apply(SparseRows counts) {
        int[][] columns = new int[counts.rows()][];
        float[][] values = new float[counts.rows()][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = counts.columns(i);
            float[] count = counts.values(i);
            float[] weighted = new float[count.length];
            double norm = 0;
            for (int k = 0; k < count.length; k++) {
                weighted[k] = (float) (1 + Math.log(count[k])) * weight[columns[i][k]];
                norm += weighted[k] * weighted[k];
            }
            float scale = norm > 0 ? (float) (1 / Math.sqrt(norm)) : 0;
            for (int k = 0; k < weighted.length; k++) {
                weighted[k] *= scale;
            }
            values[i] = weighted;
        }
        return SparseRows.of(columns, values, counts.width());
    }

    /**
     * The column of a word among that many: FNV-1a over its UTF-16 units, mixed; the same for ever.
     */
    public static int column(CharSequence word, int width) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
        return (int) Long.remainderUnsigned(hash ^ (hash >>> 29), width);
    }
}

package dev.assay.skew;

import dev.assay.skew.descriptor.FunctionWords;
import dev.assay.stats.text.LogOdds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Names for sets of rows: what their texts say more often than the others. */
final class Phrases {

    private static final int MOST = 3;
    private static final double PRIOR = 0.1;

    private final List<Mark> words;
    private final List<int[]> wordRows = new ArrayList<>();

    Phrases(Rows rows, Aspect aspect) {
        words = rows.corpus().marks().stream()
                .filter(mark -> mark.sort() == Mark.Sort.WORD && mark.aspect() == aspect)
                .toList();
        words.forEach(word -> wordRows.add(rows.rows(word)));
    }

    /**
     * Up to three words or pairs, by log odds, those of function words alone last; the other name where no word stands out.
     *
     * @param in by row
     */
    String name(boolean[] in, String otherwise) {
        double[] inside = new double[words.size()];
        double[] outside = new double[words.size()];
        double[] both = new double[words.size()];
        for (int w = 0; w < inside.length; w++) {
            for (int row : wordRows.get(w)) {
                inside[w] += in[row] ? 1 : 0;
            }
            both[w] = wordRows.get(w).length;
            outside[w] = both[w] - inside[w];
        }
        double all = Arrays.stream(both).sum();
        if (all == 0) {
            return otherwise;
        }
        double[] z = LogOdds.z(outside, inside, both, Math.max(1, PRIOR * all));
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
            if (!said && phrases.size() < MOST) {
                phrases.add(phrase);
            }
        }
        return phrases.isEmpty() ? otherwise : String.join(", ", phrases);
    }
}

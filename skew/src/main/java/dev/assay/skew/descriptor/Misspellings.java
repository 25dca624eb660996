package dev.assay.skew.descriptor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Misspelled words, told by all texts that are compared: a word that no lexicon has and hardly any other text, one edit away from a word that is
 * common in English or in these texts. What a team calls its things is thus no misspelling, and a misspelling of it is one.
 */
public final class Misspellings {

    private static final int LEAST_LETTERS = 3;
    private static final int LEAST_TEXTS = 3; // that have a word for it to be one of these texts' own
    private static final int TEXTS_OF_RARE = 1_000;

    private Misspellings() {}

    /** How many each text has; NaN where it is not English. */
    public static double[] count(List<String> texts) {
        List<Set<String>> words = new ArrayList<>();
        Map<String, Integer> frequency = new HashMap<>();
        for (String text : texts) {
            Set<String> of = words(Text.of(text));
            words.add(of);
            of.forEach(word -> frequency.merge(word, 1, Integer::sum));
        }
        int rare = Math.max(LEAST_TEXTS - 1, texts.size() / TEXTS_OF_RARE);
        List<String> usual = frequency.entrySet().stream()
                .filter(e -> e.getValue() > rare)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        Lexicon own = new Lexicon(usual);
        double[] counts = new double[texts.size()];
        for (int i = 0; i < counts.length; i++) {
            int misspelled = 0;
            for (String word : words.get(i)) {
                if (frequency.getOrDefault(word, 0) <= rare) {
                    Lexicon.Seen seen = Lexicon.ENGLISH.look(word);
                    boolean near = seen.near() || own.look(word).near();
                    misspelled += !seen.known() && near ? 1 : 0;
                }
            }
            counts[i] = Spelling.applies(Text.of(texts.get(i))) ? misspelled : Double.NaN;
        }
        return counts;
    }

    private static Set<String> words(Text text) {
        Set<String> of = new HashSet<>();
        Words words = text.words();
        for (int i = 0; i < words.count(); i++) {
            String word = words.word(i);
            if (word.length() >= LEAST_LETTERS
                    && words.alphabetic(i)
                    && !words.allCapitals(i)
                    && (!words.capital(i) || words.opensSentence(i))) {
                of.add(word);
            }
        }
        return of;
    }
}

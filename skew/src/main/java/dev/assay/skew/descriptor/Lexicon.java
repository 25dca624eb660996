package dev.assay.skew.descriptor;

import dev.assay.skew.encode.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * English words, the common ones by all forms that lack one letter (Garbe's symmetric deletes), so that a near miss is found in as many
 * look-ups as a word has letters. The words are the whole words of MiniLM's vocabulary, which is in the order of their frequency.
 */
final class Lexicon {

    static final Lexicon ENGLISH = new Lexicon(Vocabulary.miniLm().wholeWords());

    private static final int COMMON = 9000;
    private static final int LONGEST = 20;
    private static final int REMEMBERED = 1 << 14;

    private final Set<String> known;
    private final Map<String, List<String>> lacking = new HashMap<>();
    // A race only computes an answer twice: each slot is one immutable pair.
    private final Seen[] seen = new Seen[REMEMBERED];

    /**
     * What is known of a word.
     *
     * @param known whether it is a word, or a usual form of one
     * @param near whether it is none, but one edit (Damerau and Levenshtein) away from a common one
     */
    record Seen(String word, boolean known, boolean near) {}

    /** @param words commonest first, in lower case */
    Lexicon(List<String> words) {
        known = new HashSet<>(words);
        int common = 0;
        for (String word : words) {
            if (word.length() >= 4 && common < COMMON) {
                common++;
                for (String shorter : deletes(word)) {
                    lacking.computeIfAbsent(shorter, _ -> new ArrayList<>(1)).add(word);
                }
                lacking.computeIfAbsent(word, _ -> new ArrayList<>(1)).add(word);
            }
        }
    }

    private boolean knows(String word) {
        return stem(word, "'s")
                || stem(word, "s")
                || stem(word, "es")
                || stem(word, "ed")
                || stem(word, "d")
                || stem(word, "ing")
                || stem(word, "ly")
                || stem(word, "er")
                || stem(word, "r")
                || stem(word, "ers")
                || stem(word, "able")
                || stem(word, "ness")
                || changed(word, "ies", "y")
                || changed(word, "ing", "e")
                || changed(word, "ied", "y")
                || prefixed(word, "un")
                || prefixed(word, "re")
                || prefixed(word, "non")
                || doubled(word)
                || compound(word);
    }

    private boolean stem(String word, String ending) {
        return word.endsWith(ending)
                && word.length() - ending.length() >= 3
                && known.contains(word.substring(0, word.length() - ending.length()));
    }

    private boolean changed(String word, String ending, String was) {
        return word.endsWith(ending)
                && word.length() - ending.length() >= 2
                && known.contains(word.substring(0, word.length() - ending.length()) + was);
    }

    private boolean prefixed(String word, String prefix) {
        return word.startsWith(prefix)
                && word.length() - prefix.length() >= 4
                && known.contains(word.substring(prefix.length()));
    }

    /** Stopped, planning: the consonant is doubled before the ending. */
    private boolean doubled(String word) {
        int cut = word.endsWith("ing") ? 3 : word.endsWith("ed") || word.endsWith("er") ? 2 : 0;
        int end = word.length() - cut;
        return cut > 0
                && end >= 4
                && word.charAt(end - 1) == word.charAt(end - 2)
                && known.contains(word.substring(0, end - 1));
    }

    /** Two words of four letters or more, as in "workflow". */
    private boolean compound(String word) {
        for (int i = 4; i <= word.length() - 4; i++) {
            if (known.contains(word.substring(0, i)) && known.contains(word.substring(i))) {
                return true;
            }
        }
        return false;
    }

    Seen look(String word) {
        if (known.contains(word)) {
            return new Seen(word, true, false);
        }
        int slot = word.hashCode() & (REMEMBERED - 1);
        Seen before = seen[slot];
        if (before != null && before.word.equals(word)) {
            return before;
        }
        boolean knows = knows(word);
        Seen now = new Seen(word, knows, !knows && word.length() <= LONGEST && isNear(word));
        seen[slot] = now;
        return now;
    }

    private boolean isNear(String word) {
        if (anyNear(word, word)) {
            return true;
        }
        for (String shorter : deletes(word)) {
            if (anyNear(word, shorter)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyNear(String word, String shorter) {
        for (String candidate : lacking.getOrDefault(shorter, List.of())) {
            if (oneEdit(word, candidate)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> deletes(String word) {
        List<String> deletes = new ArrayList<>(word.length());
        for (int i = 0; i < word.length(); i++) {
            deletes.add(word.substring(0, i) + word.substring(i + 1));
        }
        return deletes;
    }

    /** Whether one letter put in, left out or changed, or two neighbours swapped, make one word of the other. */
    static boolean oneEdit(String a, String b) {
        int start = 0;
        int shorter = Math.min(a.length(), b.length());
        while (start < shorter && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        int endA = a.length();
        int endB = b.length();
        while (endA > start && endB > start && a.charAt(endA - 1) == b.charAt(endB - 1)) {
            endA--;
            endB--;
        }
        int leftA = endA - start;
        int leftB = endB - start;
        boolean swapped = leftA == 2
                && leftB == 2
                && a.charAt(start) == b.charAt(start + 1)
                && a.charAt(start + 1) == b.charAt(start);
        return (leftA <= 1 && leftB <= 1 && leftA + leftB > 0) || swapped;
    }
}

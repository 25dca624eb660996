package dev.assay.skew.noise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Changes a text the way that hurried people write: neighbouring keys, letters dropped or swapped, small letters, no marks. */
public final class Noise {

    private static final String[] KEYBOARD = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
    private static final Map<Character, String> NEIGHBOURS = neighbours();
    private static final int LEAST_WORD = 4;

    private Noise() {}

    private static Map<Character, String> neighbours() {
        Map<Character, StringBuilder> near = new HashMap<>();
        for (int row = 0; row < KEYBOARD.length; row++) {
            for (int i = 0; i < KEYBOARD[row].length(); i++) {
                StringBuilder of = new StringBuilder();
                if (i > 0) {
                    of.append(KEYBOARD[row].charAt(i - 1));
                }
                if (i + 1 < KEYBOARD[row].length()) {
                    of.append(KEYBOARD[row].charAt(i + 1));
                }
                if (row + 1 < KEYBOARD.length && i < KEYBOARD[row + 1].length()) {
                    of.append(KEYBOARD[row + 1].charAt(i));
                }
                if (row > 0) {
                    of.append(KEYBOARD[row - 1].charAt(i));
                }
                near.put(KEYBOARD[row].charAt(i), of);
            }
        }
        return near.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toString()));
    }

    /**
     * Misspells some words of at least four letters, one edit each: a neighbouring key, a letter left out, two swapped.
     *
     * @param edits how many; fewer where there are fewer such words
     */
    public static String misspell(String text, int edits, SplittableRandom random) {
        StringBuilder noisy = new StringBuilder(text);
        for (int e = 0; e < edits; e++) {
            List<int[]> words = words(noisy);
            if (words.isEmpty()) {
                return noisy.toString();
            }
            int[] word = words.get(random.nextInt(words.size()));
            int at = word[0] + 1 + random.nextInt(word[1] - word[0] - 2);
            switch (random.nextInt(3)) {
                case 0 -> noisy.setCharAt(at, nextTo(noisy.charAt(at), random));
                case 1 -> noisy.deleteCharAt(at);
                default -> {
                    char swapped = noisy.charAt(at);
                    noisy.setCharAt(at, noisy.charAt(at + 1));
                    noisy.setCharAt(at + 1, swapped);
                }
            }
        }
        return noisy.toString();
    }

    private static char nextTo(char c, SplittableRandom random) {
        String near = NEIGHBOURS.getOrDefault(Character.toLowerCase(c), "e");
        char other = near.charAt(random.nextInt(near.length()));
        return Character.isUpperCase(c) ? Character.toUpperCase(other) : other;
    }

    private static List<int[]> words(CharSequence text) {
        List<int[]> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean letter = i < text.length() && Character.isLetter(text.charAt(i));
            if (!letter) {
                if (i - start >= LEAST_WORD) {
                    words.add(new int[] {start, i});
                }
                start = i + 1;
            }
        }
        return words;
    }

    /** All letters small. */
    public static String small(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Without the marks at its end. */
    public static String open(String text) {
        int end = text.length();
        while (end > 0 && ".?!".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }
}

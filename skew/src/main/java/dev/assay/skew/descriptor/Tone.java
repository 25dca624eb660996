package dev.assay.skew.descriptor;

import static dev.assay.skew.descriptor.Descriptor.flag;
import static dev.assay.skew.descriptor.Descriptor.number;
import static dev.assay.skew.descriptor.Descriptor.share;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How friendly English words are, by the lexicon and the word rules of VADER (Hutto and Gilbert 2014): negation, boosters, and what
 * follows a "but". Capitals, marks and emoticons do not count. Of toxicity word lists tell too little: it takes a classifier.
 */
final class Tone {

    private static final double NEGATION = -0.74;
    private static final double BOOST = 0.293;
    private static final double SPREAD = 15;
    private static final int MOST_WORDS = 5_000;

    private static final Set<String> NEGATIONS = Set.of(
            "not",
            "no",
            "never",
            "none",
            "nor",
            "nothing",
            "nowhere",
            "neither",
            "cannot",
            "without",
            "hardly",
            "isn't",
            "aren't",
            "wasn't",
            "weren't",
            "don't",
            "doesn't",
            "didn't",
            "can't",
            "couldn't",
            "won't",
            "wouldn't",
            "shouldn't",
            "haven't",
            "hasn't",
            "hadn't");
    private static final Set<String> BOOSTERS = Set.of(
            "absolutely",
            "completely",
            "considerably",
            "deeply",
            "entirely",
            "especially",
            "exceptionally",
            "extremely",
            "greatly",
            "highly",
            "hugely",
            "incredibly",
            "intensely",
            "more",
            "most",
            "particularly",
            "quite",
            "really",
            "remarkably",
            "so",
            "thoroughly",
            "totally",
            "tremendously",
            "unbelievably",
            "utterly",
            "very");
    private static final Set<String> DAMPERS = Set.of(
            "almost",
            "barely",
            "kinda",
            "less",
            "little",
            "marginally",
            "occasionally",
            "partly",
            "slightly",
            "somewhat");
    private static final Map<String, Double> VALENCE = read();

    static final List<Descriptor> ALL =
            List.of(number("sentiment", "from -1 to 1", Tone::mean), flag("has a sentence of ill feeling", Tone::ill));

    private Tone() {}

    private static Map<String, Double> read() {
        Map<String, Double> valence = new HashMap<>(16_384);
        try (InputStream in = Tone.class.getResourceAsStream("valence.txt")) {
            if (in == null) {
                throw new IllegalStateException("valence.txt is not on the class path");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                if (tab > 0 && line.charAt(0) != '#') {
                    valence.put(line.substring(0, tab), Double.valueOf(line.substring(tab + 1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return valence;
    }

    /** The mean over sentences. */
    private static double mean(Text text) {
        return share(text.tone().sum, text.tone().sentences);
    }

    private static boolean ill(Text text) {
        return text.tone().worst <= -0.5;
    }

    /**
     * What the sentences say.
     *
     * @param sum of all, each from -1 to 1
     * @param worst the least of them, at most 0
     */
    record Sums(double sum, int sentences, double worst) {}

    static Sums sums(Words words) {
        int count = Math.min(words.count(), MOST_WORDS);
        double sum = 0;
        int sentences = 0;
        double worst = 0;
        for (int from = 0; from < count; ) {
            int to = from + 1;
            while (to < count && !words.opensSentence(to)) {
                to++;
            }
            double compound = sentence(words, from, to);
            sum += compound;
            sentences++;
            worst = Math.min(worst, compound);
            from = to;
        }
        return new Sums(sum, sentences, worst);
    }

    private static double sentence(Words words, int from, int to) {
        double before = 0; // what stands before the last "but"
        double sum = 0;
        for (int i = from; i < to; i++) {
            String word = words.word(i);
            if (word.equals("but")) {
                before += sum;
                sum = 0;
            } else {
                sum += valence(words, from, i);
            }
        }
        boolean but = before != 0;
        double all = but ? 0.5 * before + 1.5 * sum : sum;
        return all / Math.sqrt(all * all + SPREAD);
    }

    private static double valence(Words words, int from, int i) {
        Double of = VALENCE.get(words.word(i));
        if (of == null || BOOSTERS.contains(words.word(i)) || DAMPERS.contains(words.word(i))) {
            return 0;
        }
        double valence = of;
        double sign = Math.signum(valence);
        for (int back = 1; back <= 3 && i - back >= from; back++) {
            String near = words.word(i - back);
            double fades = back == 1 ? 1 : back == 2 ? 0.95 : 0.9;
            if (BOOSTERS.contains(near)) {
                valence += sign * BOOST * fades;
            } else if (DAMPERS.contains(near)) {
                valence -= sign * BOOST * fades;
            } else if (NEGATIONS.contains(near)) {
                valence *= NEGATION;
            }
        }
        return valence;
    }
}

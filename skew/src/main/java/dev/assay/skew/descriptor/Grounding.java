package dev.assay.skew.descriptor;

import static dev.assay.skew.descriptor.Descriptor.share;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How an output hangs together with its input. */
final class Grounding {

    static final List<PairDescriptor> ALL = List.of(
            new PairDescriptor(
                    "output per input",
                    1,
                    Descriptor.Kind.NUMBER,
                    "characters",
                    (in, out) -> share(out.characters().all(), in.characters().all())),
            new PairDescriptor(
                    "copied from the input", 1, Descriptor.Kind.NUMBER, "of word triples", Grounding::copied),
            new PairDescriptor("words of the input", 1, Descriptor.Kind.NUMBER, "of words", Grounding::words),
            new PairDescriptor(
                    "numbers that the input lacks", 1, Descriptor.Kind.NUMBER, "of numbers", Grounding::newNumbers),
            new PairDescriptor(
                    "answers in the input's language", 1, Descriptor.Kind.FLAG, "", Grounding::sameLanguage));

    private Grounding() {}

    private static long triple(Words words, int i) {
        return (words.word(i).hashCode() * 31L + words.word(i + 1).hashCode()) * 0x9E3779B97F4A7C15L
                + words.word(i + 2).hashCode();
    }

    private static double copied(Text in, Text out) {
        int grams = out.words().count() - 2;
        if (grams < 1 || in.words().count() < 3) {
            return Double.NaN;
        }
        Set<Long> known = new HashSet<>();
        for (int i = 0; i + 2 < in.words().count(); i++) {
            known.add(triple(in.words(), i));
        }
        int copied = 0;
        for (int i = 0; i < grams; i++) {
            copied += known.contains(triple(out.words(), i)) ? 1 : 0;
        }
        return share(copied, grams);
    }

    private static double words(Text in, Text out) {
        Set<String> known = new HashSet<>();
        for (int i = 0; i < in.words().count(); i++) {
            known.add(in.words().word(i));
        }
        int found = 0;
        for (int i = 0; i < out.words().count(); i++) {
            found += known.contains(out.words().word(i)) ? 1 : 0;
        }
        return share(found, out.words().count());
    }

    private static double newNumbers(Text in, Text out) {
        Set<String> known = new HashSet<>();
        for (int i = 0; i < in.words().count(); i++) {
            known.add(in.words().word(i));
        }
        int numbers = 0;
        int lacking = 0;
        for (int i = 0; i < out.words().count(); i++) {
            String word = out.words().word(i);
            if (Character.isDigit(word.charAt(0))) {
                numbers++;
                lacking += known.contains(word) ? 0 : 1;
            }
        }
        return share(lacking, numbers);
    }

    private static double sameLanguage(Text in, Text out) {
        String asked = FunctionWords.language(in);
        String answered = FunctionWords.language(out);
        return asked.equals("und") || answered.equals("und") ? Double.NaN : asked.equals(answered) ? 1 : 0;
    }
}

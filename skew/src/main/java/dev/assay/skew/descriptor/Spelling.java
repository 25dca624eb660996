package dev.assay.skew.descriptor;

import static dev.assay.skew.descriptor.Descriptor.flag;
import static dev.assay.skew.descriptor.Descriptor.number;
import static dev.assay.skew.descriptor.Descriptor.share;

import java.util.List;

/**
 * Near misses: words of at least four letters, not capitalised within a sentence, that are in no lexicon but one edit away from a common
 * word. Where the text is not English, nothing is measured.
 */
final class Spelling {

    static final List<Descriptor> ALL = List.of(
            number("misspelled words", "of words", Spelling::share4),
            flag("has a misspelled word", t -> count(t) > 0),
            number("words that no lexicon has", "of words", Spelling::unknown));

    private Spelling() {}

    private static boolean applies(Text text) {
        return text.words().count() > 0
                && text.characters().otherScript() == 0
                && FunctionWords.count(text) * 10 >= text.words().count();
    }

    private static boolean counts(Words words, int i) {
        return words.word(i).length() >= 4
                && words.alphabetic(i)
                && !words.allCapitals(i)
                && (!words.capital(i) || words.opensSentence(i));
    }

    private static int count(Text text) {
        if (!applies(text)) {
            return 0;
        }
        Words words = text.words();
        int misses = 0;
        for (int i = 0; i < words.count(); i++) {
            misses += counts(words, i) && Lexicon.ENGLISH.isNearMiss(words.word(i)) ? 1 : 0;
        }
        return misses;
    }

    private static double share4(Text text) {
        return applies(text) ? share(count(text), text.words().count()) : Double.NaN;
    }

    private static double unknown(Text text) {
        if (!applies(text)) {
            return Double.NaN;
        }
        Words words = text.words();
        int looked = 0;
        int unknown = 0;
        for (int i = 0; i < words.count(); i++) {
            if (counts(words, i)) {
                looked++;
                unknown += Lexicon.ENGLISH.knows(words.word(i)) ? 0 : 1;
            }
        }
        return share(unknown, looked);
    }
}

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
            number("misspelled words", "of words", Spelling::misses),
            flag("has a misspelled word", t -> t.spelling().misses > 0),
            number("words that no lexicon has", "of words", Spelling::unknown));

    private Spelling() {}

    static boolean applies(Text text) {
        return text.words().count() > 0
                && text.characters().otherScript() == 0
                && text.functionWords() * 10 >= text.words().count();
    }

    private static boolean counts(Words words, int i) {
        return words.word(i).length() >= 4
                && words.alphabetic(i)
                && !words.allCapitals(i)
                && (!words.capital(i) || words.opensSentence(i));
    }

    /**
     * What was found among the words that count.
     *
     * @param misses near misses of common words
     * @param unknown words that are in no lexicon
     */
    record Found(int looked, int misses, int unknown) {}

    static Found look(Text text) {
        if (!applies(text)) {
            return new Found(0, 0, 0);
        }
        Words words = text.words();
        int looked = 0;
        int misses = 0;
        int unknown = 0;
        for (int i = 0; i < words.count(); i++) {
            if (counts(words, i)) {
                looked++;
                Lexicon.Seen seen = Lexicon.ENGLISH.look(words.word(i));
                unknown += seen.known() ? 0 : 1;
                misses += seen.near() ? 1 : 0;
            }
        }
        return new Found(looked, misses, unknown);
    }

    private static double misses(Text text) {
        return applies(text) ? share(text.spelling().misses, text.words().count()) : Double.NaN;
    }

    private static double unknown(Text text) {
        return applies(text) ? share(text.spelling().unknown, text.spelling().looked) : Double.NaN;
    }
}

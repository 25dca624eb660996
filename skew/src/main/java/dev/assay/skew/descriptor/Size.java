package dev.assay.skew.descriptor;

import static dev.assay.skew.descriptor.Descriptor.number;
import static dev.assay.skew.descriptor.Descriptor.share;

import java.util.List;

/** How much text there is, and how it reads. Readability is language-free: LIX (Björnsson 1968) and ARI (Smith and Senter 1967). */
final class Size {

    static final List<Descriptor> LENGTH = List.of(
            number("characters", "characters", t -> t.characters().all()),
            number("bytes", "bytes", t -> t.characters().bytes()),
            number("words", "words", t -> t.words().count()),
            number("lines", "lines", t -> t.lines().all()),
            number("paragraphs", "paragraphs", t -> t.lines().paragraphs()),
            number("sentences", "sentences", t -> t.words().sentences()),
            number("tokens (estimated)", "tokens", Size::tokens));

    static final List<Descriptor> READABILITY = List.of(
            number(
                    "characters per token (estimated)",
                    "characters",
                    t -> share(t.characters().all(), tokens(t))),
            number(
                    "characters per word",
                    "characters",
                    t -> share((double) t.words().letters(), t.words().count())),
            number(
                    "words per sentence",
                    "words",
                    t -> share(t.words().count(), t.words().sentences())),
            number("readability (LIX)", "", Size::lix),
            number("readability (ARI)", "", Size::ari));

    private Size() {}

    /** A word piece for each word of up to six letters and each five letters more, and one for each other mark. */
    private static double tokens(Text text) {
        Words words = text.words();
        double pieces = 0;
        for (int i = 0; i < words.count(); i++) {
            pieces += 1 + Math.max(0, (words.word(i).length() - 2) / 5);
        }
        double marks =
                text.characters().all() - words.letters() - text.characters().spaces();
        return pieces + Math.max(0, marks);
    }

    private static double lix(Text text) {
        Words words = text.words();
        int longer = 0;
        for (int i = 0; i < words.count(); i++) {
            longer += words.word(i).length() > 6 ? 1 : 0;
        }
        return share(words.count(), words.sentences()) + 100 * share(longer, words.count());
    }

    private static double ari(Text text) {
        Words words = text.words();
        return 4.71 * share((double) words.letters(), words.count())
                + 0.5 * share(words.count(), words.sentences())
                - 21.43;
    }
}

package dev.assay.skew.descriptor;

import static dev.assay.skew.descriptor.Descriptor.flag;

import java.util.List;
import java.util.Locale;

/** Scripts and languages. */
final class Languages {

    static final List<Descriptor> ALL = List.of(
            flag(
                    "has letters beyond ASCII",
                    t -> t.characters().nonAscii() > 0 && t.characters().letters() > 0),
            flag("mixes scripts in a word", Languages::mixesScripts));

    static final List<Category> CATEGORIES = List.of(
            new Category(
                    "script",
                    1,
                    t -> t.characters().letters() == 0
                            ? ""
                            : t.characters().script().name().toLowerCase(Locale.ROOT)),
            new Category("language", 1, t -> t.isEmpty() ? "" : FunctionWords.language(t)));

    private Languages() {}

    /** Latin letters beside those of Cyrillic or Greek that look like them. */
    private static boolean mixesScripts(Text text) {
        if (text.characters().otherScript() == 0
                || text.characters().otherScript() == text.characters().letters()) {
            return false;
        }
        Words words = text.words();
        for (int i = 0; i < words.count(); i++) {
            String word = words.word(i);
            boolean latin = false;
            boolean alike = false;
            for (int k = 0; k < word.length(); k++) {
                char c = word.charAt(k);
                latin |= c >= 'a' && c <= 'z';
                alike |= c >= '\u0370' && c <= '\u04ff';
            }
            if (latin && alike) {
                return true;
            }
        }
        return false;
    }
}

package dev.assay.skew.descriptor;

import static dev.assay.skew.descriptor.Descriptor.flag;
import static dev.assay.skew.descriptor.Descriptor.number;
import static dev.assay.skew.descriptor.Descriptor.share;

import java.util.List;
import java.util.function.IntPredicate;

/** How capitals are used. */
final class Casing {

    static final List<Descriptor> ALL = List.of(
            number(
                    "share of capitals",
                    "of letters",
                    t -> share(t.characters().upper(), t.characters().letters())),
            number("words in capitals", "of words", t -> words(t, t.words()::allCapitals)),
            number("capitalised words", "of words", t -> words(t, t.words()::capital)),
            flag("starts with a small letter", Casing::startsLower),
            flag(
                    "has no capital",
                    t -> t.characters().letters() > 0 && t.characters().upper() == 0),
            flag(
                    "is all capitals",
                    t -> t.characters().letters() > 3
                            && t.characters().upper() == t.characters().letters()));

    private Casing() {}

    private static boolean startsLower(Text text) {
        String head = text.value();
        for (int i = 0; i < Math.min(head.length(), 40); i++) {
            if (Character.isLetter(head.charAt(i))) {
                return Character.isLowerCase(head.charAt(i));
            }
        }
        return false;
    }

    private static double words(Text text, IntPredicate which) {
        int count = 0;
        for (int i = 0; i < text.words().count(); i++) {
            count += which.test(i) ? 1 : 0;
        }
        return share(count, text.words().count());
    }
}

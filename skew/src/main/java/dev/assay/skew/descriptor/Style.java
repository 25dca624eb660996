package dev.assay.skew.descriptor;

import static dev.assay.skew.descriptor.Descriptor.number;
import static dev.assay.skew.descriptor.Descriptor.share;

import java.util.List;
import java.util.Set;

/** Whose voice a text is in: rates of words that say nothing by themselves. English. */
final class Style {

    private static final Set<String> FIRST = Set.of(
            "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "i'm", "i've", "i'd", "i'll", "we're",
            "we've", "we'll");
    private static final Set<String> SECOND =
            Set.of("you", "your", "yours", "yourself", "you're", "you've", "you'd", "you'll");

    static final List<Descriptor> ALL = List.of(
            number(
                    "function words",
                    "of words",
                    t -> share(t.functionWords(), t.words().count())),
            number("words of the first person", "of words", t -> rate(t, FIRST)),
            number("words of the second person", "of words", t -> rate(t, SECOND)));

    private Style() {}

    private static double rate(Text text, Set<String> of) {
        Words words = text.words();
        int count = 0;
        for (int i = 0; i < words.count(); i++) {
            count += words.word(i).length() < 9 && of.contains(words.word(i)) ? 1 : 0;
        }
        return share(count, words.count());
    }
}

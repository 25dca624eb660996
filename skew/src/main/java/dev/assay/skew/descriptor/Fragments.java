package dev.assay.skew.descriptor;

import static dev.assay.skew.descriptor.Descriptor.flag;
import static dev.assay.skew.descriptor.Descriptor.number;
import static dev.assay.skew.descriptor.Descriptor.share;

import java.util.List;
import java.util.Set;

/** Whether people wrote sentences, questions, or a few words as for a search engine. */
final class Fragments {

    private static final Set<String> QUESTION_WORDS = Set.of(
            "what", "when", "where", "which", "who", "whom", "whose", "why", "how", "can", "could", "is", "are", "do",
            "does", "did", "will", "would", "should");

    static final List<Descriptor> ALL = List.of(
            flag("ends without a mark", t -> !t.isEmpty() && !endsWith(t, ".?!:\u2026\u3002\"')]}`|>*")),
            flag("ends with a comma or within a word", t -> endsWith(t, ",-\u2013") || endsMidway(t)),
            flag(
                    "has fewer than five words",
                    t -> t.words().count() > 0 && t.words().count() < 5),
            flag("is one word", t -> t.words().count() == 1),
            flag("has a question mark", t -> t.value().indexOf('?') >= 0),
            flag(
                    "starts with a question word",
                    t -> t.words().count() > 0
                            && QUESTION_WORDS.contains(t.words().word(0))),
            flag("has no function word", t -> t.words().count() > 0 && FunctionWords.count(t) == 0),
            number(
                    "short open lines",
                    "of lines",
                    t -> share(t.lines().shortOpen(), t.lines().filled())),
            number(
                    "function words",
                    "of words",
                    t -> share(FunctionWords.count(t), t.words().count())));

    private Fragments() {}

    private static boolean endsWith(Text text, String marks) {
        String tail = text.tail().stripTrailing();
        return !tail.isEmpty() && marks.indexOf(tail.charAt(tail.length() - 1)) >= 0;
    }

    /** A long text whose last word is one that no sentence ends with. */
    private static boolean endsMidway(Text text) {
        Words words = text.words();
        if (words.count() < 30) {
            return false;
        }
        String tail = text.tail().stripTrailing();
        boolean word = !tail.isEmpty() && Character.isLetter(tail.charAt(tail.length() - 1));
        return word && FunctionWords.opening(words.word(words.count() - 1));
    }
}

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

    /** Verbs that requests to models begin with. */
    private static final Set<String> COMMANDS = Set.of(
            "add",
            "analyze",
            "answer",
            "build",
            "calculate",
            "change",
            "check",
            "classify",
            "compare",
            "compose",
            "convert",
            "correct",
            "create",
            "describe",
            "design",
            "edit",
            "explain",
            "extract",
            "find",
            "fix",
            "generate",
            "give",
            "help",
            "identify",
            "implement",
            "improve",
            "list",
            "make",
            "name",
            "outline",
            "parse",
            "play",
            "provide",
            "remove",
            "rephrase",
            "rewrite",
            "set",
            "show",
            "solve",
            "suggest",
            "summarize",
            "tell",
            "translate",
            "turn",
            "update",
            "use",
            "write");

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
            flag(
                    "starts with a command",
                    t -> t.words().count() > 0 && COMMANDS.contains(t.words().word(0))),
            flag("has no function word", t -> t.words().count() > 0 && t.functionWords() == 0),
            number(
                    "short open lines",
                    "of lines",
                    t -> share(t.lines().shortOpen(), t.lines().filled())));

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

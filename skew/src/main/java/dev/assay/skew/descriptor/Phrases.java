package dev.assay.skew.descriptor;

import static dev.assay.skew.descriptor.Descriptor.flag;

import java.util.List;

/**
 * What models say beside the matter: refusals, apologies, hedges, openings, offers. Lists rot as wording drifts, so their version is
 * part of each name's descriptor, and words are scanned besides.
 */
final class Phrases {

    private static final List<String> REFUSALS = List.of(
            "i can't assist",
            "i cannot assist",
            "i can't help with",
            "i cannot help with",
            "i'm unable to",
            "i am unable to",
            "i'm not able to",
            "i am not able to",
            "i won't be able",
            "i cannot provide",
            "i can't provide",
            "i must decline",
            "i cannot fulfill",
            "i can't fulfill",
            "not appropriate for me",
            "i cannot comply",
            "i can't comply",
            "i can\u2019t",
            "i cannot answer",
            "i do not have access",
            "i don't have access");
    private static final List<String> APOLOGIES = List.of("sorry", "apologi", "i regret", "unfortunately");
    private static final List<String> SELF = List.of(
            "as an ai",
            "as a language model",
            "as a large language model",
            "i am an ai",
            "i'm an ai",
            "ai language model",
            "my training data",
            "knowledge cutoff");
    private static final List<String> HEDGES = List.of(
            "it depends",
            "it's important to note",
            "it is important to note",
            "generally",
            "typically",
            "may vary",
            "i think",
            "perhaps",
            "possibly",
            "it seems",
            "might be",
            "cannot guarantee");
    private static final List<String> OPENINGS = List.of(
            "sure",
            "certainly",
            "of course",
            "absolutely",
            "great question",
            "here is",
            "here's",
            "here are",
            "i'd be happy",
            "i'm happy to",
            "let's",
            "okay,",
            "ok,");
    private static final List<String> OFFERS = List.of(
            "let me know",
            "feel free",
            "hope this helps",
            "hope that helps",
            "happy to help",
            "further questions",
            "any other questions",
            "if you need",
            "would you like me to",
            "if you have any");
    private static final List<String> POLITE = List.of("please", "thank", "kindly", "could you", "would you", "pls");

    static final List<Descriptor> ALL = List.of(
            flag("refuses", t -> any(t.head(), REFUSALS)),
            flag("apologises", t -> any(t.head(), APOLOGIES)),
            flag("speaks of itself as an AI", t -> any(t.head(), SELF)),
            flag("hedges", t -> any(t.head(), HEDGES)),
            flag("opens with a set phrase", t -> starts(t.head().stripLeading(), OPENINGS)),
            flag("closes with an offer", t -> any(t.tail(), OFFERS)),
            flag("is polite", t -> any(t.head(), POLITE) || any(t.tail(), POLITE)));

    private Phrases() {}

    private static boolean any(String text, List<String> phrases) {
        for (String phrase : phrases) {
            if (text.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    private static boolean starts(String text, List<String> phrases) {
        for (String phrase : phrases) {
            if (text.startsWith(phrase)) {
                return true;
            }
        }
        return false;
    }
}

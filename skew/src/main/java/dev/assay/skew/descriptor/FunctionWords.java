package dev.assay.skew.descriptor;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The commonest words of some languages: what a text is written in, and whether it is in sentences. */
public final class FunctionWords {

    private static final Map<String, String> LANGUAGES = new LinkedHashMap<>();

    static {
        LANGUAGES.put(
                "en",
                "the of and to in is that it was for on are as with his they at be this have from or had by not but what "
                        + "all were we when your can said there use an each which she do how their if will up other about "
                        + "out many then them these so some her would make like him into time has look two more write my "
                        + "me you i a he its who could did get may please does should where why am i'm don't it's");
        LANGUAGES.put(
                "de",
                "der die das und ist nicht ein eine ich du sie es wir ihr mit auf für von zu den dem des im wie was wer wo "
                        + "kann bitte mein dein auch sich als aus bei nach wird sind haben einen einer");
        LANGUAGES.put(
                "fr",
                "le la les un une des du et est pas je tu il elle nous vous ils que qui dans pour sur avec ce cette mon ma "
                        + "mes au aux ne se plus par comment quel quelle sont ont être c'est j'ai");
        LANGUAGES.put(
                "es",
                "el la los las un una y es no yo tú que en de del por para con se su mi como qué cómo cuál más pero está "
                        + "son al lo le me puedo tengo quiero");
        LANGUAGES.put(
                "it",
                "il lo la gli le un una e è non io tu che di del della in per con si mi come cosa più ma sono al ho "
                        + "posso voglio questo questa dei nel");
        LANGUAGES.put(
                "pt",
                "o a os as um uma e é não eu que de do da dos das em no na por para com se meu minha como mais mas está "
                        + "são ao você isso posso quero");
        LANGUAGES.put(
                "nl",
                "de het een en is niet ik je jij hij zij wij van in op te dat die voor met aan er maar om ook als naar "
                        + "hoe wat kan mijn zijn heb wordt");
        LANGUAGES.put(
                "sv",
                "och att det är en ett jag du som på för med av inte den till i har om kan hur vad min ska var från");
        LANGUAGES.put("pl", "i w nie na się że jest z do to jak co mam mi dla ale czy od po za przez są być o moje");
        LANGUAGES.put("tr", "ve bir bu da de için ile ne nasıl mi mı var çok ben sen o gibi daha ama değil kadar");
        LANGUAGES.put(
                "id", "yang dan di ini itu dengan untuk tidak dari ke saya anda apa bagaimana bisa adalah pada akan");
    }

    private static final Set<String> ENGLISH = words("en");
    private static final Set<String> OPENING =
            Set.of("the", "a", "an", "and", "or", "of", "to", "in", "with", "for", "by", "is", "are", "that", "which");
    private static final Map<String, Integer> BITS = bits();

    private FunctionWords() {}

    private static Set<String> words(String language) {
        return Set.of(LANGUAGES.getOrDefault(language, "").split(" "));
    }

    private static Map<String, Integer> bits() {
        Map<String, Integer> bits = new HashMap<>();
        int bit = 1;
        for (String list : LANGUAGES.values()) {
            for (String word : list.split(" ")) {
                bits.merge(word, bit, (a, b) -> a | b);
            }
            bit <<= 1;
        }
        return Map.copyOf(bits);
    }

    /** How many words are among the commonest of English. */
    static int among(Words words) {
        int count = 0;
        for (int i = 0; i < words.count(); i++) {
            count += ENGLISH.contains(words.word(i)) ? 1 : 0;
        }
        return count;
    }

    /** Whether a phrase in lower case has nothing but the commonest words of English. */
    public static boolean only(String phrase) {
        for (String word : phrase.split(" ")) {
            if (!ENGLISH.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word calls for another one after it. */
    static boolean opening(String word) {
        return OPENING.contains(word);
    }

    /**
     * The language, as its ISO 639-1 code: by script where that says it, else by the commonest words. {@code und} where fewer than
     * 20 letters or no clear lead say nothing.
     */
    static String language(Text text) {
        if (text.characters().letters() < 20) {
            return "und";
        }
        return switch (text.characters().script()) {
            case HAN -> "zh";
            case HIRAGANA, KATAKANA -> "ja";
            case HANGUL -> "ko";
            case ARABIC -> "ar";
            case HEBREW -> "he";
            case CYRILLIC -> "ru";
            case GREEK -> "el";
            case DEVANAGARI -> "hi";
            case THAI -> "th";
            case LATIN -> latin(text.words());
            default -> "und";
        };
    }

    private static String latin(Words words) {
        int[] hits = new int[LANGUAGES.size()];
        int looked = Math.min(words.count(), 300);
        for (int i = 0; i < looked; i++) {
            Integer of = BITS.get(words.word(i));
            if (of != null) {
                for (int l = 0; l < hits.length; l++) {
                    hits[l] += (of >> l) & 1;
                }
            }
        }
        int best = 0;
        int second = 0;
        for (int l = 1; l < hits.length; l++) {
            if (hits[l] > hits[best]) {
                second = hits[best];
                best = l;
            } else {
                second = Math.max(second, hits[l]);
            }
        }
        boolean clear = hits[best] > second && hits[best] * 10 >= looked;
        return clear ? LANGUAGES.keySet().stream().skip(best).findFirst().orElse("und") : "und";
    }
}

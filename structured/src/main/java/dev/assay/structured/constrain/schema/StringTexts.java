package dev.assay.structured.constrain.schema;

import dev.assay.structured.constrain.regex.CodePoints;
import dev.assay.structured.constrain.regex.Encoding;
import dev.assay.structured.constrain.regex.PatternParser;
import dev.assay.structured.constrain.regex.Regex;
import dev.assay.structured.constrain.regex.Regexes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What may stand between the quotes of a JSON string (RFC 8259, section 7). */
final class StringTexts {

    private final Regexes re;
    private final Regex character;
    private final Map<String, Regex> found = new HashMap<>();
    private final Map<String, Regex> matched = new HashMap<>();

    StringTexts(Regexes re) {
        this.re = re;
        this.character = re.oneOf(CodePoints.ALL, Encoding.JSON_ANY_SPELLING);
    }

    /** Any text. */
    Regex any() {
        return re.star(character);
    }

    /** Texts of {@code min} to {@code max} characters (code points); -1 for no upper bound. */
    Regex length(int min, int max) {
        return re.repeat(character, min, max);
    }

    /** Texts in which a regular expression is found. */
    Regex pattern(String pattern) {
        return found.computeIfAbsent(pattern, k -> PatternParser.find(re, k, Encoding.JSON));
    }

    /** Texts in which it is not found. */
    Regex withoutPattern(String pattern) {
        return re.not(PatternParser.find(re, pattern, Encoding.JSON_ANY_SPELLING));
    }

    /** Texts that match a regular expression as a whole. */
    Regex matching(String pattern) {
        return matched.computeIfAbsent(pattern, k -> PatternParser.match(re, k, Encoding.JSON, ""));
    }

    /** Exactly one of some texts, as writers write them. */
    Regex oneOf(Collection<String> texts) {
        List<byte[]> plain = new ArrayList<>();
        List<Regex> others = new ArrayList<>();
        for (String text : texts) {
            if (isPlain(text)) {
                plain.add(text.getBytes(StandardCharsets.US_ASCII));
            } else {
                others.add(spelled(text));
            }
        }
        if (!plain.isEmpty()) {
            others.add(re.words(plain));
        }
        return re.or(others);
    }

    /** All texts but some. */
    Regex noneOf(Collection<String> texts) {
        return re.not(re.wordsInAnySpelling(texts));
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c <= 0x7E && c != '"' && c != '\\');
    }

    /** Printable ASCII as it is, everything else as UTF-8 or escaped. */
    private Regex spelled(String text) {
        List<Regex> parts = new ArrayList<>();
        text.codePoints().forEach(c -> parts.add(re.oneOf(CodePoints.of(c), Encoding.JSON)));
        return re.concat(parts.toArray(Regex[]::new));
    }

    /** The whole string with its quotes. */
    Regex quoted(Regex content) {
        return re.concat(re.word("\""), content, re.word("\""));
    }
}

package dev.assay.structured.constrain.regex;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The classes that ECMA-262 names: {@code \d}, {@code \w}, {@code \s}, {@code .} and {@code \p{...}}. */
final class CharacterClasses {

    static final CodePoints DIGIT = CodePoints.range('0', '9');
    static final CodePoints WORD =
            DIGIT.or(CodePoints.range('a', 'z')).or(CodePoints.range('A', 'Z')).or(CodePoints.of('_'));
    static final CodePoints SPACE = CodePoints.anyOf("\t\n\u000B\f\r \u00A0\u1680\u2028\u2029\u202F\u205F\u3000\uFEFF")
            .or(CodePoints.range(0x2000, 0x200A));
    static final CodePoints DOT = CodePoints.anyOf("\n\r\u2028\u2029").not();

    private static final Map<String, Optional<CodePoints>> PROPERTIES = new ConcurrentHashMap<>();

    private CharacterClasses() {}

    /** A general category, a script or a binary property; empty if it is none that is known. */
    static Optional<CodePoints> property(String name) {
        return PROPERTIES.computeIfAbsent(name, CharacterClasses::find);
    }

    private static Optional<CodePoints> find(String name) {
        int equals = name.indexOf('=');
        if (equals >= 0) {
            String key = name.substring(0, equals);
            String value = name.substring(equals + 1);
            return switch (key) {
                case "Script", "sc", "Script_Extensions", "scx" -> script(value);
                case "General_Category", "gc" -> category(value);
                default -> Optional.empty();
            };
        }
        return category(name).or(() -> binary(name)).or(() -> script(name));
    }

    private static Optional<CodePoints> script(String name) {
        try {
            Character.UnicodeScript script = Character.UnicodeScript.forName(name);
            return Optional.of(CodePoints.matching(c -> Character.UnicodeScript.of(c) == script));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty(); // said by the caller, with the place
        }
    }

    private static Optional<CodePoints> binary(String name) {
        return switch (name) {
            case "Any" -> Optional.of(CodePoints.ALL);
            case "ASCII" -> Optional.of(CodePoints.range(0, 0x7F));
            case "Alphabetic", "Alpha" -> Optional.of(CodePoints.matching(Character::isAlphabetic));
            case "Lowercase", "Lower" -> Optional.of(CodePoints.matching(Character::isLowerCase));
            case "Uppercase", "Upper" -> Optional.of(CodePoints.matching(Character::isUpperCase));
            case "White_Space", "space" ->
                Optional.of(SPACE.minus(CodePoints.of(0xFEFF)).or(CodePoints.of(0x85)));
            case "Ideographic", "Ideo" -> Optional.of(CodePoints.matching(Character::isIdeographic));
            default -> Optional.empty();
        };
    }

    private static Optional<CodePoints> category(String name) {
        String shortName = switch (name.toLowerCase(Locale.ROOT)) {
            case "letter" -> "L";
            case "uppercase_letter" -> "Lu";
            case "lowercase_letter" -> "Ll";
            case "titlecase_letter" -> "Lt";
            case "modifier_letter" -> "Lm";
            case "other_letter" -> "Lo";
            case "mark", "combining_mark" -> "M";
            case "number" -> "N";
            case "decimal_number", "digit" -> "Nd";
            case "letter_number" -> "Nl";
            case "other_number" -> "No";
            case "punctuation", "punct" -> "P";
            case "symbol" -> "S";
            case "math_symbol" -> "Sm";
            case "currency_symbol" -> "Sc";
            case "separator" -> "Z";
            case "space_separator" -> "Zs";
            case "other" -> "C";
            case "control", "cntrl" -> "Cc";
            default -> name;
        };
        if (!"L LC Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp C Cc Cf Co Cn"
                .matches("(?s)(.* )?\\Q" + shortName + "\\E( .*)?")) {
            return Optional.empty();
        }
        return Optional.of(CodePoints.matching(c -> {
            String of = code(Character.getType(c));
            return shortName.equals("LC")
                    ? of.equals("Lu") || of.equals("Ll") || of.equals("Lt")
                    : of.startsWith(shortName);
        }));
    }

    private static String code(int type) {
        return switch (type) {
            case Character.UPPERCASE_LETTER -> "Lu";
            case Character.LOWERCASE_LETTER -> "Ll";
            case Character.TITLECASE_LETTER -> "Lt";
            case Character.MODIFIER_LETTER -> "Lm";
            case Character.OTHER_LETTER -> "Lo";
            case Character.NON_SPACING_MARK -> "Mn";
            case Character.COMBINING_SPACING_MARK -> "Mc";
            case Character.ENCLOSING_MARK -> "Me";
            case Character.DECIMAL_DIGIT_NUMBER -> "Nd";
            case Character.LETTER_NUMBER -> "Nl";
            case Character.OTHER_NUMBER -> "No";
            case Character.CONNECTOR_PUNCTUATION -> "Pc";
            case Character.DASH_PUNCTUATION -> "Pd";
            case Character.START_PUNCTUATION -> "Ps";
            case Character.END_PUNCTUATION -> "Pe";
            case Character.INITIAL_QUOTE_PUNCTUATION -> "Pi";
            case Character.FINAL_QUOTE_PUNCTUATION -> "Pf";
            case Character.OTHER_PUNCTUATION -> "Po";
            case Character.MATH_SYMBOL -> "Sm";
            case Character.CURRENCY_SYMBOL -> "Sc";
            case Character.MODIFIER_SYMBOL -> "Sk";
            case Character.OTHER_SYMBOL -> "So";
            case Character.SPACE_SEPARATOR -> "Zs";
            case Character.LINE_SEPARATOR -> "Zl";
            case Character.PARAGRAPH_SEPARATOR -> "Zp";
            case Character.CONTROL -> "Cc";
            case Character.FORMAT -> "Cf";
            case Character.PRIVATE_USE -> "Co";
            default -> "Cn";
        };
    }
}

package dev.assay.structured.schema;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression as JSON Schema writes them (ECMA-262), run by Java's engine with a bound on its steps: an expression that backtracks
 * without end gives up.
 */
final class EcmaRegex {

    /** How a search ended. */
    enum Outcome {
        FOUND,
        NOT_FOUND,
        GAVE_UP
    }

    private static final int MAX_STEPS = 10_000_000;
    private static final String SPACE = "\\t\\n\\x0B\\f\\r\\x{20}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}"
            + "\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}";

    private final String source;
    private final Pattern pattern;

    private EcmaRegex(String source, Pattern pattern) {
        this.source = source;
        this.pattern = pattern;
    }

    static EcmaRegex compile(String source) {
        try {
            return new EcmaRegex(source, Pattern.compile(translate(source)));
        } catch (PatternSyntaxException e) {
            throw new SchemaException("'" + source + "' is no regular expression: " + e.getDescription(), e);
        }
    }

    /** Looks for a match anywhere. */
    Outcome find(String text) {
        try {
            return pattern.matcher(new Counted(text, new AtomicInteger(MAX_STEPS)))
                            .find()
                    ? Outcome.FOUND
                    : Outcome.NOT_FOUND;
        } catch (TooManyStepsException | StackOverflowError e) {
            // Java's engine recurses for groups that repeat; a long text may be more than its stack holds.
            return Outcome.GAVE_UP;
        }
    }

    @Override
    public String toString() {
        return source;
    }

    /** What the two dialects write differently: {@code $}, {@code \s}, {@code [} within a class, and names of properties. */
    private static String translate(String source) {
        StringBuilder out = new StringBuilder(source.length() + 16);
        boolean inClass = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\' && i + 1 < source.length()) {
                i = escape(source, i + 1, inClass, out);
            } else if (inClass) {
                if (c == ']') {
                    inClass = false;
                    out.append(c);
                } else {
                    out.append(c == '[' || c == '&' ? "\\" : "").append(c);
                }
            } else if (c == '[') {
                if (source.startsWith("[]", i)) {
                    out.append("(?!)");
                    i++;
                } else if (source.startsWith("[^]", i)) {
                    out.append("[\\s\\S]");
                    i += 2;
                } else {
                    inClass = true;
                    out.append(c);
                    if (i + 1 < source.length() && source.charAt(i + 1) == '^') {
                        out.append('^');
                        i++;
                    }
                }
            } else if (c == '$') {
                out.append("\\z");
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Translates the escape whose letter is at {@code at}; returns the index of its last character. */
    private static int escape(String source, int at, boolean inClass, StringBuilder out) {
        char c = source.charAt(at);
        switch (c) {
            case 's' -> out.append(inClass ? SPACE : "[" + SPACE + "]");
            case 'S' -> out.append("[^").append(SPACE).append(']');
            case 'p', 'P' -> {
                int end = source.indexOf('}', at);
                if (end < 0 || !source.startsWith("{", at + 1)) {
                    out.append(c);
                    return at;
                }
                out.append('\\')
                        .append(c)
                        .append('{')
                        .append(property(source.substring(at + 2, end)))
                        .append('}');
                return end;
            }
            case 'a', 'e', 'A', 'z', 'Z', 'G', 'Q', 'E', 'h', 'H', 'R', 'X', 'N', 'V' -> out.append(c);
            case '0' -> out.append("\\x00");
            case 'v' -> out.append("\\x0B");
            default -> out.append('\\').append(c);
        }
        return at;
    }

    private static String property(String name) {
        int equals = name.indexOf('=');
        if (equals > 0) {
            String key = name.substring(0, equals);
            String value = name.substring(equals + 1);
            return key.equals("Script") || key.equals("sc") || key.equals("Script_Extensions") || key.equals("scx")
                    ? "Is" + value
                    : property(value);
        }
        return switch (name) {
            case "Letter" -> "L";
            case "Lowercase_Letter" -> "Ll";
            case "Uppercase_Letter" -> "Lu";
            case "Titlecase_Letter" -> "Lt";
            case "Modifier_Letter" -> "Lm";
            case "Other_Letter" -> "Lo";
            case "Mark" -> "M";
            case "Number" -> "N";
            case "Decimal_Number", "digit" -> "Nd";
            case "Letter_Number" -> "Nl";
            case "Other_Number" -> "No";
            case "Punctuation", "punct" -> "P";
            case "Symbol" -> "S";
            case "Separator" -> "Z";
            case "Space_Separator" -> "Zs";
            case "Other" -> "C";
            case "Alphabetic", "Lowercase", "Uppercase", "White_Space", "Ideographic", "Emoji" -> "Is" + name;
            default -> name;
        };
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyStepsException() {
            super("too many steps", null, false, false);
        }
    }

    /** Text that counts how often it is looked at. */
    private static final class Counted implements CharSequence {

        private final CharSequence text;
        private final AtomicInteger left;

        Counted(CharSequence text, AtomicInteger left) {
            this.text = text;
            this.left = left;
        }

        @Override
        public char charAt(int index) {
            int now = left.getPlain() - 1;
            left.setPlain(now);
            if (now < 0) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}

package dev.assay.structured.constrain.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a regular expression as ECMA-262 writes it (and, where they agree, Java, Python and Rust). Matches whole texts or finds itself in
 * them; reluctant and possessive quantifiers mean the same set of texts as greedy ones. Not possible: back references, word boundaries and
 * look-around, except a look-ahead that begins the expression or one of its alternatives.
 */
public final class PatternParser {

    private static final int MOST_REPEATS = 1_000_000;

    private static final int MOST_STACKED = 100;

    private final Regexes regexes;
    private final Encoding encoding;
    private final String pattern;
    private final Regex anyText;
    private boolean ignoreCase;
    private boolean dotAll;
    private int at;
    private int depth;

    private PatternParser(Regexes regexes, String pattern, Encoding encoding) {
        this.regexes = regexes;
        this.pattern = pattern;
        this.encoding = encoding;
        this.anyText = regexes.star(regexes.oneOf(CodePoints.ALL, encoding));
    }

    /**
     * The texts that have a match somewhere, as JSON Schema's {@code pattern} wants it.
     *
     * @throws PatternException if it cannot be read or cannot be done
     */
    public static Regex find(Regexes regexes, String pattern, Encoding encoding) {
        PatternParser parser = new PatternParser(regexes, pattern, encoding);
        return parser.checked(parser.parse().found(regexes, parser.anyText));
    }

    /**
     * The texts that match as a whole.
     *
     * @param flags of {@code i} (letters in either case) and {@code s} (a dot is any character, even a line feed)
     * @throws PatternException if it cannot be read or cannot be done
     */
    public static Regex match(Regexes regexes, String pattern, Encoding encoding, String flags) {
        PatternParser parser = new PatternParser(regexes, pattern, encoding);
        parser.ignoreCase = flags.contains("i");
        parser.dotAll = flags.contains("s");
        return parser.checked(parser.parse().matched(regexes));
    }

    private Regex checked(Regex whole) {
        if (whole.isTooHigh()) {
            throw bad(0, "more than 2,000 parts in a row or within each other (expected: fewer)");
        }
        return whole;
    }

    private PatternException bad(int position, String problem) {
        return new PatternException(pattern, position, problem);
    }

    private boolean more() {
        return at < pattern.length();
    }

    private boolean eat(String text) {
        if (pattern.startsWith(text, at)) {
            at += text.length();
            return true;
        }
        return false;
    }

    private Anchored parse() {
        Anchored all = alternatives();
        if (more()) {
            throw bad(at, "')' without '(' (expected: write \\) for the character)");
        }
        return all;
    }

    private Anchored alternatives() {
        if (++depth > 200) {
            throw bad(at, "groups nested deeper than 200 (expected: fewer)");
        }
        Anchored nothing = Anchored.of(regexes, regexes.epsilon());
        Anchored all = sequence(nothing);
        while (eat("|")) {
            all = all.or(regexes, sequence(nothing));
        }
        depth--;
        return all;
    }

    private Anchored sequence(Anchored before) {
        Anchored all = before;
        List<Regex> row =
                new ArrayList<>(); // those without anchors, put together at once: one by one would take squares of time
        while (more() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            int from = at;
            if (pattern.startsWith("(?=", at) || pattern.startsWith("(?!", at)) {
                return ahead(then(all, row), from);
            }
            Anchored one = quantified();
            if (one.isFree()) {
                row.add(one.free());
            } else {
                all = then(all, row).then(regexes, one);
                row.clear();
            }
        }
        return then(all, row);
    }

    private Anchored then(Anchored all, List<Regex> row) {
        return row.isEmpty() ? all : all.then(regexes, Anchored.of(regexes, regexes.concat(row.toArray(Regex[]::new))));
    }

    /** A look-ahead, only where nothing but {@code ^} stands before it: then it speaks of the whole rest of the text. */
    private Anchored ahead(Anchored before, int from) {
        boolean negative = pattern.charAt(at + 2) == '!';
        at += 3;
        boolean first = before.equals(Anchored.start(regexes)) && depth == 1;
        Anchored inner = alternatives();
        if (!eat(")")) {
            throw bad(from, "a group that is not closed (expected: ')')");
        }
        if (!first) {
            throw bad(from, "look-ahead (expected: none, or one right after '^' of the whole expression)");
        }
        if (!inner.atStart().isEmpty() || !inner.whole().isEmpty()) {
            throw bad(from, "'^' in a look-ahead (expected: none)");
        }
        Anchored placed = sequence(before);
        Regex seen = regexes.or(regexes.concat(inner.free(), anyText), inner.atEnd());
        Regex ruled = negative ? regexes.not(seen) : seen;
        Regex texts =
                regexes.and(ruled, anyText, regexes.or(regexes.concat(placed.atStart(), anyText), placed.whole()));
        return new Anchored(regexes.empty(), regexes.empty(), regexes.empty(), texts);
    }

    private Anchored quantified() {
        int from = at;
        Anchored one = single();
        for (int stacked = 0; more(); stacked++) {
            if (stacked == MOST_STACKED) {
                throw bad(from, "more than " + MOST_STACKED + " quantifiers for one part (expected: fewer)");
            }
            int low;
            int high;
            if (eat("*")) {
                low = 0;
                high = Regex.UNBOUNDED;
            } else if (eat("+")) {
                low = 1;
                high = Regex.UNBOUNDED;
            } else if (eat("?")) {
                low = 0;
                high = 1;
            } else {
                int brace = at;
                int[] bounds = braces();
                if (bounds.length == 0) {
                    at = brace;
                    break;
                }
                low = bounds[0];
                high = bounds[1];
            }
            if (!eat("?")) {
                eat("+"); // reluctant or possessive: a matter of groups, which nobody asks for
            }
            if (one.isFree()) {
                one = Anchored.of(regexes, regexes.repeat(one.free(), low, high));
            } else if (low == 0) {
                one = one.or(regexes, Anchored.of(regexes, regexes.epsilon()));
            } else if (high != 1) {
                throw bad(from, "'^' or '$' that is repeated (expected: an anchor outside of the repetition)");
            }
        }
        return one;
    }

    /** Bounds in braces; empty if the braces are none, which makes them characters. */
    private int[] braces() {
        if (!eat("{")) {
            return new int[0];
        }
        int close = pattern.indexOf('}', at);
        String inside = close < 0 ? "" : pattern.substring(at, close);
        if (!inside.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
            return new int[0];
        }
        int from = at - 1;
        at = close + 1;
        int comma = inside.indexOf(',');
        int low = Integer.parseInt(comma < 0 ? inside : inside.substring(0, comma));
        String last = inside.substring(comma + 1);
        int high = comma < 0 ? low : last.isEmpty() ? Regex.UNBOUNDED : Integer.parseInt(last);
        if ((high != Regex.UNBOUNDED && high < low) || Math.max(low, high) > MOST_REPEATS) {
            throw bad(from, "{" + inside + "} (expected: bounds in order, no more than " + MOST_REPEATS + ")");
        }
        return new int[] {low, high};
    }

    private Anchored single() {
        int from = at;
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        return switch (c) {
            case '^' -> Anchored.start(regexes);
            case '$' -> Anchored.end(regexes);
            case '(' -> group(from);
            case '[' -> characters(set(from));
            case '.' -> characters(dotAll ? CodePoints.ALL : CharacterClasses.DOT);
            case '\\' -> escape(from);
            case '*', '+', '?' -> throw bad(from, "'" + (char) c + "' after nothing (expected: something to repeat)");
            default -> characters(CodePoints.of(c));
        };
    }

    private Anchored characters(CodePoints characters) {
        return Anchored.of(regexes, regexes.oneOf(ignoreCase ? characters.ignoringCase() : characters, encoding));
    }

    private Anchored group(int from) {
        boolean outerCase = ignoreCase;
        boolean outerDot = dotAll;
        if (eat("?")) {
            if (eat("<=") || eat("<!")) {
                throw bad(from, "look-behind (expected: none; no automaton over tokens can do it)");
            } else if (eat("=") || eat("!")) {
                throw bad(from, "look-ahead (expected: none, or one right after '^' of the whole expression)");
            } else if (eat("<") || eat("P<")) {
                at = pattern.indexOf('>', at) + 1;
            } else if (eat("i:")) {
                ignoreCase = true;
            } else if (eat("s:")) {
                dotAll = true;
            } else if (eat("i)")) {
                ignoreCase = true;
                return Anchored.of(regexes, regexes.epsilon());
            } else if (eat("s)")) {
                dotAll = true;
                return Anchored.of(regexes, regexes.epsilon());
            } else if (!eat(":")) {
                throw bad(from, "a group of unknown kind (expected: '(', '(?:' or '(?<name>')");
            }
        }
        Anchored inner = alternatives();
        if (!eat(")")) {
            throw bad(from, "a group that is not closed (expected: ')')");
        }
        ignoreCase = outerCase;
        dotAll = outerDot;
        return inner;
    }

    private Anchored escape(int from) {
        if (!more()) {
            throw bad(from, "'\\' at the end (expected: a character after it)");
        }
        char c = pattern.charAt(at);
        switch (c) {
            case 'b', 'B' -> throw bad(from, "word boundary \\" + c + " (expected: none; name the characters instead)");
            case 'A' -> {
                at++;
                return Anchored.start(regexes);
            }
            case 'z', 'Z' -> {
                at++;
                return Anchored.end(regexes);
            }
            case 'k', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                throw bad(from, "back reference \\" + c + " (expected: none; no automaton can do it)");
            default -> {
                return characters(escaped(from));
            }
        }
    }

    /** What a backslash and the next characters stand for, in a set or outside. */
    private CodePoints escaped(int from) {
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        return switch (c) {
            case 'd' -> CharacterClasses.DIGIT;
            case 'D' -> CharacterClasses.DIGIT.not();
            case 'w' -> CharacterClasses.WORD;
            case 'W' -> CharacterClasses.WORD.not();
            case 's' -> CharacterClasses.SPACE;
            case 'S' -> CharacterClasses.SPACE.not();
            case 'p', 'P' -> property(from, c == 'P');
            case 't' -> CodePoints.of('\t');
            case 'n' -> CodePoints.of('\n');
            case 'r' -> CodePoints.of('\r');
            case 'f' -> CodePoints.of('\f');
            case 'v' -> CodePoints.of(0x0B);
            case 'a' -> CodePoints.of(0x07);
            case 'e' -> CodePoints.of(0x1B);
            case '0' -> CodePoints.of(0);
            case 'c' -> {
                char letter = more() ? pattern.charAt(at++) : ' ';
                if (!Character.isLetter(letter)) {
                    throw bad(from, "\\c without a letter (expected: one, as in \\cJ)");
                }
                yield CodePoints.of(letter % 32);
            }
            case 'x' -> CodePoints.of(hex(from, 2));
            case 'u' -> {
                int first = hex(from, 4);
                if (Character.isHighSurrogate((char) first) && pattern.startsWith("\\u", at)) {
                    at += 2;
                    yield CodePoints.of(Character.toCodePoint((char) first, (char) hex(from, 4)));
                }
                yield CodePoints.of(first);
            }
            case 'U' -> CodePoints.of(hex(from, 8));
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw bad(from, "unknown escape \\" + Character.toString(c) + " (expected: one of ECMA-262)");
                }
                yield CodePoints.of(c);
            }
        };
    }

    private int hex(int from, int digits) {
        String text;
        if (eat("{")) {
            int close = Math.max(pattern.indexOf('}', at), at);
            text = pattern.substring(at, close);
            at = close + 1;
        } else {
            text = pattern.substring(at, Math.min(at + digits, pattern.length()));
            at += text.length();
            if (text.length() < digits) {
                text = "";
            }
        }
        if (!text.matches("[0-9a-fA-F]{1,8}") || Long.parseLong(text, 16) > 0x10FFFF) {
            throw bad(from, "'" + text + "' (expected: " + digits + " hexadecimal digits of a code point)");
        }
        return Integer.parseInt(text, 16);
    }

    private CodePoints property(int from, boolean not) {
        String name;
        if (eat("{")) {
            int close = Math.max(pattern.indexOf('}', at), at);
            name = pattern.substring(at, close);
            at = close + 1;
        } else {
            name = pattern.substring(at, Math.min(at + 1, pattern.length()));
            at++;
        }
        Optional<CodePoints> found = CharacterClasses.property(name);
        CodePoints characters = found.orElseThrow(
                () -> bad(from, "unknown property \\p{" + name + "} (expected: a general category or script)"));
        return not ? characters.not() : characters;
    }

    private CodePoints set(int from) {
        boolean not = eat("^");
        CodePoints all = CodePoints.NONE;
        while (true) {
            if (!more()) {
                throw bad(from, "a set that is not closed (expected: ']')");
            }
            if (eat("]")) {
                break;
            }
            int start = at;
            CodePoints one = member();
            if (more() && pattern.charAt(at) == '-' && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']') {
                at++;
                CodePoints end = member();
                boolean single = isSingle(one) && isSingle(end);
                if (single && one.first(0) > end.first(0)) {
                    throw bad(start, "a range that goes down (expected: the smaller character first)");
                }
                all = all.or(
                        single
                                ? CodePoints.range(one.first(0), end.first(0))
                                : one.or(end).or(CodePoints.of('-')));
            } else {
                all = all.or(one);
            }
        }
        CodePoints cased = ignoreCase ? all.ignoringCase() : all;
        return not ? cased.not() : cased;
    }

    private static boolean isSingle(CodePoints characters) {
        return characters.runs() == 1 && characters.first(0) == characters.last(0);
    }

    private CodePoints member() {
        int from = at;
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        if (c != '\\') {
            return CodePoints.of(c);
        }
        if (!more()) {
            throw bad(from, "'\\' at the end (expected: a character after it)");
        }
        if (pattern.charAt(at) == 'b') {
            at++;
            return CodePoints.of('\b');
        }
        return escaped(from);
    }
}

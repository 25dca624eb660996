package dev.assay.store.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the language by recursive descent over the characters. */
final class FilterParser {

    /** So that no text exhausts the stack, or the engine that is asked. */
    private static final int MAX_LENGTH = 10_000;

    private static final int MAX_TERMS = 200;
    private static final int MAX_DEPTH = 50;

    private final String text;
    private int at;
    private int depth;
    private int terms;

    FilterParser(String text) {
        this.text = text;
    }

    Filter parse() {
        if (text.length() > MAX_LENGTH) {
            throw new FilterException(
                    MAX_LENGTH,
                    "the filter has " + text.length() + " characters (expected: at most " + MAX_LENGTH + ")");
        }
        skipSpace();
        if (atEnd()) {
            return Filter.everything();
        }
        Filter filter = or();
        if (!atEnd()) {
            throw new FilterException(at, "')' closes nothing (expected: a term; as text, quote it)");
        }
        return filter;
    }

    private Filter or() {
        List<Filter> parts = new ArrayList<>();
        parts.add(and());
        while (isWord("OR")) {
            at += 2;
            skipSpace();
            parts.add(and());
        }
        return Filter.or(parts);
    }

    private Filter and() {
        List<Filter> parts = new ArrayList<>();
        parts.add(unary());
        while (!atEnd() && text.charAt(at) != ')' && !isWord("OR")) {
            if (isWord("AND")) {
                at += 3;
                skipSpace();
            }
            parts.add(unary());
        }
        return Filter.and(parts);
    }

    private Filter unary() {
        if (atEnd() || text.charAt(at) == ')' || isWord("OR") || isWord("AND")) {
            throw new FilterException(
                    at,
                    (atEnd() ? "the filter ends" : "'" + rest() + "' stands") + " where a term was expected,"
                            + " like model:gpt-5* or \"some text\"");
        }
        if (text.charAt(at) == '-' && at + 1 < text.length() && !Character.isWhitespace(text.charAt(at + 1))) {
            at++;
            enter();
            Filter negated = Filter.not(unary());
            depth--;
            return negated;
        }
        Filter primary = primary();
        skipSpace();
        return primary;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new FilterException(at, "the filter is nested deeper than " + MAX_DEPTH + " (expected: less)");
        }
    }

    private Filter primary() {
        if (text.charAt(at) == '(') {
            int open = at++;
            enter();
            skipSpace();
            Filter inner = or();
            if (atEnd()) {
                throw new FilterException(open, "'(' is never closed (expected: a ')')");
            }
            at++;
            depth--;
            return inner;
        }
        if (++terms > MAX_TERMS) {
            throw new FilterException(at, "the filter has more terms than " + MAX_TERMS + " (expected: fewer)");
        }
        if (text.charAt(at) == '"') {
            return phrase(at, quoted());
        }
        int colon = fieldEnd();
        return colon < 0 ? word() : term(colon);
    }

    /** Where the colon stands that makes a field of the word here, or -1. */
    private int fieldEnd() {
        if (!Character.isLetter(text.charAt(at))) {
            return -1;
        }
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return i;
            }
            if (c == '\\') {
                i++;
            } else if (endsWord(c)) {
                return -1;
            }
        }
        return -1;
    }

    private Filter word() {
        int start = at;
        StringBuilder word = new StringBuilder();
        while (!atEnd() && !endsWord(text.charAt(at))) {
            word.append(unescaped());
        }
        return phrase(start, word.toString());
    }

    private static Filter phrase(int start, String text) {
        if (text.isBlank()) {
            throw new FilterException(start, "the text is blank (expected: words to look for)");
        }
        return new Filter.Text(text);
    }

    private Filter term(int colon) {
        int start = at;
        StringBuilder name = new StringBuilder();
        while (at < colon) {
            name.append(unescaped());
        }
        at = colon + 1;
        if (name.toString().equals("has")) {
            return has();
        }
        Subject subject = subject(start, name.toString());
        List<Match> matches = new ArrayList<>();
        matches.add(match(subject, name.toString()));
        while (!atEnd() && text.charAt(at) == ',') {
            at++;
            matches.add(match(subject, name.toString()));
        }
        if (!atEnd() && (text.charAt(at) == '"' || text.charAt(at) == '(')) {
            throw new FilterException(at, "'" + rest() + "' follows a value (expected: a space or a comma before it)");
        }
        return new Filter.Term(subject, matches);
    }

    private Filter has() {
        int start = at;
        StringBuilder value = new StringBuilder();
        while (!atEnd() && !endsWord(text.charAt(at))) {
            value.append(unescaped());
        }
        String name = value.toString();
        return name.equals("error")
                ? new Filter.Term(Field.STATUS, List.of(new Match.Equal("error")))
                : new Filter.Has(subject(start, name));
    }

    /** @throws FilterException where the name is none of a subject */
    static Subject subject(int start, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Optional<Field> field = Field.of(lower);
        if (field.isPresent()) {
            return field.get();
        }
        int dot = name.indexOf('.');
        if (dot > 0 && dot + 1 < name.length()) {
            String key = name.substring(dot + 1);
            switch (lower.substring(0, dot)) {
                case "attributes" -> {
                    return new Subject.Attribute(key);
                }
                case "metadata" -> {
                    return new Subject.Metadata(key);
                }
                case "score" -> {
                    return new Subject.Score(key);
                }
                default -> {
                    // no family of keys: the error below says so
                }
            }
        }
        List<String> known =
                new ArrayList<>(Arrays.stream(Field.values()).map(Field::label).toList());
        known.addAll(List.of("has", "attributes.KEY", "metadata.KEY", "score.NAME"));
        String nearest = Nearest.to(lower, known)
                .map(meant -> "'" + meant + "'; did you mean that?")
                .orElseGet(() -> "one of " + String.join(", ", known));
        throw new FilterException(
                start, "'" + name + "' is no field (expected: " + nearest + "; to look for it as text, quote it)");
    }

    private Match match(Subject subject, String name) {
        int start = at;
        Optional<Operator> operator = operator();
        if (atEnd() || (text.charAt(at) != '"' && endsValue(text.charAt(at)))) {
            throw new FilterException(
                    at,
                    "'" + name + "' has no value here (expected: " + Matches.expected(subject)
                            + "; for spans without one, -has:" + name + ")");
        }
        List<String> pieces = new ArrayList<>();
        if (text.charAt(at) == '"') {
            pieces.add(quoted());
        } else {
            StringBuilder piece = new StringBuilder();
            while (!atEnd() && !endsValue(text.charAt(at))) {
                if (text.charAt(at) == '*') {
                    at++;
                    pieces.add(piece.toString());
                    piece.setLength(0);
                } else {
                    piece.append(unescaped());
                }
            }
            pieces.add(piece.toString());
        }
        return Matches.of(subject, name, start, operator, pieces);
    }

    private Optional<Operator> operator() {
        for (Operator operator : Operator.values()) {
            if (text.startsWith(operator.sign(), at)) {
                at += operator.sign().length();
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    private String quoted() {
        int open = at++;
        StringBuilder quoted = new StringBuilder();
        while (!atEnd() && text.charAt(at) != '"') {
            quoted.append(unescaped());
        }
        if (atEnd()) {
            throw new FilterException(open, "the quote is never closed (expected: a '\"')");
        }
        at++;
        return quoted.toString();
    }

    /** The character here, or the one behind a backslash. */
    private char unescaped() {
        if (text.charAt(at) == '\\') {
            at++;
            if (atEnd()) {
                throw new FilterException(at - 1, "'\\' ends the filter (expected: a character behind it)");
            }
        }
        return text.charAt(at++);
    }

    private boolean isWord(String word) {
        int end = at + word.length();
        return text.startsWith(word, at)
                && (end == text.length()
                        || Character.isWhitespace(text.charAt(end))
                        || "()".indexOf(text.charAt(end)) >= 0);
    }

    private static boolean endsWord(char c) {
        return Character.isWhitespace(c) || c == '(' || c == ')' || c == '"';
    }

    private static boolean endsValue(char c) {
        return endsWord(c) || c == ',';
    }

    private String rest() {
        return text.substring(at, Math.min(text.length(), at + 20));
    }

    private boolean atEnd() {
        return at >= text.length();
    }

    private void skipSpace() {
        while (!atEnd() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}

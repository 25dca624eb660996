package dev.assay.structured.constrain.grammar;

import dev.assay.structured.constrain.ConstraintException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Walks over a grammar's text, character by character, and knows the line. */
final class Scanner {

    private static final int DEEPEST = 200;

    final String text;
    int at;
    private int depth;
    private int counted; // characters whose line feeds are in the number of the line
    private int line = 1;
    private final List<String> comments;

    /** @param comments what begins a comment, which ends with its line */
    Scanner(String text, String... comments) {
        this.text = text;
        this.comments = List.of(comments);
    }

    /** Goes past white space and comments. */
    void blanks() {
        while (more()) {
            if (Character.isWhitespace(peek())) {
                at++;
            } else if (comments.stream().anyMatch(this::looksAt)) {
                while (more() && peek() != '\n') {
                    at++;
                }
            } else {
                return;
            }
        }
    }

    /** Alternatives between bars. */
    Symbol alternatives(Supplier<Symbol> sequence) {
        List<Symbol> ways = new ArrayList<>();
        ways.add(sequence.get());
        while (eat("|")) {
            blanks();
            ways.add(sequence.get());
        }
        return Symbol.either(ways);
    }

    /** Alternatives up to a closing mark; the opening one has been read. */
    Symbol group(Supplier<Symbol> alternatives, String close) {
        if (++depth > DEEPEST) {
            throw bad("", "groups nested deeper than " + DEEPEST + " (expected: fewer)");
        }
        blanks();
        Symbol inner = alternatives.get();
        expect(close);
        depth--;
        return inner;
    }

    /** A symbol as often as {@code *}, {@code +}, {@code ?} or <code>{low,high}</code> after it say; nothing if none of them is here. */
    Optional<Symbol> repeated(Symbol one) {
        if (eat("*")) {
            return Optional.of(repeat(one, 0, -1));
        } else if (eat("+")) {
            return Optional.of(repeat(one, 1, -1));
        } else if (eat("?")) {
            return Optional.of(repeat(one, 0, 1));
        } else if (!eat("{")) {
            return Optional.empty();
        }
        blanks();
        int low = peek() == ',' ? 0 : number();
        int high = low;
        blanks();
        if (eat(",")) {
            blanks();
            high = peek() == '}' ? -1 : number();
        }
        blanks();
        expect("}");
        return Optional.of(repeat(one, low, high));
    }

    /** A repetition, unless it is one of a repetition of a repetition, which nobody writes and which may go on for ever. */
    Symbol repeat(Symbol one, int low, int high) {
        if (one instanceof Symbol.Repeat inner && inner.part() instanceof Symbol.Repeat) {
            throw bad("repetition", "a third one in a row (expected: a group around the first)");
        }
        return new Symbol.Repeat(one, low, high);
    }

    /** A text between double quotes. */
    String quoted() {
        expect("\"");
        StringBuilder quoted = new StringBuilder();
        while (more() && peek() != '"') {
            quoted.appendCodePoint(character());
        }
        expect("\"");
        return quoted.toString();
    }

    boolean more() {
        return at < text.length();
    }

    char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    boolean looksAt(String token) {
        return text.startsWith(token, at);
    }

    boolean eat(String token) {
        if (looksAt(token)) {
            at += token.length();
            return true;
        }
        return false;
    }

    void expect(String token) {
        if (!eat(token)) {
            throw bad("", "'" + found() + "' (expected: '" + token + "')");
        }
    }

    private String found() {
        return more()
                ? text.substring(at, Math.min(text.length(), at + 12))
                        .lines()
                        .findFirst()
                        .orElse("")
                : "the end";
    }

    ConstraintException unexpected(String expected) {
        return bad("", "'" + found() + "' (expected: " + expected + ")");
    }

    int line() {
        if (at < counted) {
            counted = 0;
            line = 1;
        }
        for (; counted < at && counted < text.length(); counted++) {
            line += text.charAt(counted) == '\n' ? 1 : 0;
        }
        return line;
    }

    ConstraintException bad(String symbol, String problem) {
        return new ConstraintException("line " + line(), symbol, problem);
    }

    /** Letters, digits and what else names may have; "" if there is none. */
    String name(String others) {
        int from = at;
        while (more() && (Character.isLetterOrDigit(peek()) || others.indexOf(peek()) >= 0)) {
            at++;
        }
        return text.substring(from, at);
    }

    int number() {
        int from = at;
        while (more() && Character.isDigit(peek()) && at - from < 9) {
            at++;
        }
        if (from == at) {
            throw unexpected("a number");
        }
        return Integer.parseInt(text.substring(from, at));
    }

    /** One character of a literal or set, escapes read. */
    int character() {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        if (c != '\\') {
            return c;
        }
        if (!more()) {
            throw unexpected("a character after '\\'");
        }
        char kind = text.charAt(at++);
        return switch (kind) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'b' -> '\b';
            case '0' -> 0;
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            case 'U' -> hex(8);
            default -> kind;
        };
    }

    private int hex(int digits) {
        String code = text.substring(at, Math.min(text.length(), at + digits));
        if (code.length() < digits || !code.matches("[0-9a-fA-F]+") || Long.parseLong(code, 16) > 0x10FFFF) {
            throw bad("", "'" + code + "' (expected: " + digits + " hexadecimal digits of a code point)");
        }
        at += digits;
        return Integer.parseInt(code, 16);
    }
}

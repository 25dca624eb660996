package dev.assay.structured.json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** Reads values and names that stand without quotes: numbers, literals, calls, and texts that should have had quotes. */
final class WordReader {

    /** What was found. */
    enum Found {
        /** A value, which is in the tree now. */
        VALUE,
        /** Something to be left out. */
        NOTHING,
        /** What may stand before a quote in Python. */
        PREFIX
    }

    private static final int MORE = -1;

    private final Source source;
    private final Frames frames;
    private final Lookahead look;
    private final RepairLog log;
    private final TreeBuilder tree;

    private Found found = Found.NOTHING;
    private String name = "";
    private boolean truncated;
    private int resume;

    WordReader(Source source, Frames frames, Lookahead look, RepairLog log, TreeBuilder tree) {
        this.source = source;
        this.frames = frames;
        this.look = look;
        this.log = log;
        this.tree = tree;
    }

    Found found() {
        return found;
    }

    /** Whether the end of the text was within the value. */
    boolean isTruncated() {
        return truncated;
    }

    /** Reads the value at {@code start}; where the reading goes on, -1 where more has to come. */
    int read(int start) {
        truncated = false;
        found = Found.VALUE;
        if (source.text[start] == '.' && source.startsWith("...", start)) {
            log.add(RepairKind.ELLIPSIS, start);
            found = Found.NOTHING;
            return start + 3;
        }
        if (source.text[start] == 0x2026) {
            log.add(RepairKind.ELLIPSIS, start);
            found = Found.NOTHING;
            return start + 1;
        }
        int number = Characters.numberEnd(source.text, start, source.limit);
        if (number >= source.limit && !source.ended) {
            return MORE;
        }
        if (number > 0 && endsValue(number)) {
            addNumber(start, number);
            return number;
        }
        return token(start);
    }

    private void addNumber(int start, int end) {
        JsonNode node = Numbers.node(source.text, start, end, Characters.isWhole(source.text, start, end));
        if (node.isString()) {
            log.add(RepairKind.NUMBER_AS_TEXT, start);
        }
        tree.add(node, Raw.Kind.NUMBER, source.slice(start, end), start);
    }

    /** Whether a value can end before {@code at}: what follows, blanks of the line aside, is no part of it. */
    private boolean endsValue(int at) {
        if (frames.depth() == 0) {
            return at >= source.limit || Characters.isBlank(source.text[at]) || ",;`".indexOf(source.text[at]) >= 0;
        }
        if (at >= source.limit) {
            return true;
        }
        char c = source.text[at];
        if (c == ',') {
            return !separatesDigits(at);
        }
        if ("]}):\n\r#/\"'`;{[\uFF0C\u3001".indexOf(c) >= 0) {
            return c != '/' || at + 1 >= source.limit || source.text[at + 1] == '/' || source.text[at + 1] == '*';
        }
        if (c != ' ' && c != '\t') {
            return false;
        }
        int next = at;
        int stop = Math.min(source.limit, at + 64);
        while (next < stop && (source.text[next] == ' ' || source.text[next] == '\t')) {
            next++;
        }
        if (next >= stop || frames.inObject()) {
            return next >= stop
                    || ",]}):\n\r#/\"'`;".indexOf(source.text[next]) >= 0
                    || source.text[next] == 0xFF0C
                    || look.isUnquotedName(next) == Lookahead.Answer.YES;
        }
        return !Character.isLetter(source.text[next]) && source.text[next] != '%';
    }

    /** Whether the comma at {@code at} separates thousands: three digits follow that can be nothing else. */
    private boolean separatesDigits(int at) {
        if (Characters.digits(source.text, at + 1, source.limit) != at + 4) {
            return false;
        }
        if (frames.inObject()) {
            int next = source.skipBlanks(at + 4, Math.min(source.limit, at + 64));
            return next >= source.limit || !Characters.isColon(source.text[next]);
        }
        return source.text[at + 1] == '0' && (Characters.digits(source.text, at + 2, source.limit) > at + 2);
    }

    /** Reads up to what ends a value, and says what it was. */
    private int token(int start) {
        int i = Math.max(start, resume);
        int nested = 0;
        while (i < source.limit) {
            char c = source.text[i];
            if (c == '\n' || c == '\r' || c == 0x2028) {
                break;
            }
            if (c == '(') {
                nested++;
            } else if (c == ')') {
                if (nested == 0 && frames.depth() > 0 && frames.top() == Frames.TUPLE) {
                    break;
                }
                nested--;
            } else if (c == '"' || c == '\'') {
                if (isPrefix(start, i)) {
                    log.add(RepairKind.OTHER_QUOTES, start);
                    found = Found.PREFIX;
                    resume = 0;
                    return i;
                }
            } else if (nested <= 0 && endsToken(c, i)) {
                break;
            }
            i++;
        }
        source.work.add(i - Math.max(start, resume));
        if (i >= source.limit && !source.ended) {
            resume = i;
            return MORE;
        }
        resume = 0;
        int end = source.lastBefore(i) + 1;
        classify(start, Math.max(end, start), i >= source.limit);
        return found == Found.NOTHING ? Math.max(i, start + 1) : i;
    }

    private boolean endsToken(char c, int at) {
        if (frames.depth() == 0) {
            return c == ';';
        }
        if (c == '}' || c == ']') {
            return frames.inObject() ? c == '}' || frames.hasList() : c == ']' || frames.hasObject();
        }
        if (c == '/' && at + 1 < source.limit) {
            return (source.text[at + 1] == '/' && at > 0 && source.text[at - 1] != ':') || source.text[at + 1] == '*';
        }
        if (!Characters.isComma(c)) {
            return false;
        }
        if (separatesDigits(at) && Characters.isDigit(source.text[at - 1])) {
            return false;
        }
        if (!frames.inObject()) {
            return true;
        }
        int next = source.skipBlanks(at + 1, Math.min(source.limit, at + 64));
        return next >= source.limit
                || Characters.isQuote(source.text[next])
                || source.text[next] == '}'
                || next >= at + 64
                || look.isUnquotedName(next) != Lookahead.Answer.NO;
    }

    private boolean isPrefix(int start, int quote) {
        int length = quote - start;
        if (length < 1 || length > 2) {
            return false;
        }
        for (int i = start; i < quote; i++) {
            if ("urbfURBF".indexOf(source.text[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    private void classify(int start, int end, boolean atEnd) {
        String word = source.slice(start, end);
        if (word.isEmpty()) {
            log.add(RepairKind.EXTRA_TEXT, start);
            found = Found.NOTHING;
            return;
        }
        if (atEnd && frames.depth() > 0 && cutLiteral(word, start)) {
            return;
        }
        switch (word) {
            case "true" -> tree.add(BooleanNode.TRUE, Raw.Kind.LITERAL, word, start);
            case "false" -> tree.add(BooleanNode.FALSE, Raw.Kind.LITERAL, word, start);
            case "null" -> tree.add(NullNode.instance, Raw.Kind.LITERAL, word, start);
            default -> other(word, start);
        }
    }

    /** Half a literal or number at the end of all. */
    private boolean cutLiteral(String word, int start) {
        for (String whole : new String[] {"true", "false", "null", "None", "True", "False"}) {
            if (whole.startsWith(word) && word.length() < whole.length()) {
                truncated = true;
                log.add(RepairKind.TRUNCATED, start + word.length());
                switch (whole) {
                    case "true", "True" -> tree.add(BooleanNode.TRUE, Raw.Kind.LITERAL, "true", start);
                    case "false", "False" -> tree.add(BooleanNode.FALSE, Raw.Kind.LITERAL, "false", start);
                    default -> tree.add(NullNode.instance, Raw.Kind.LITERAL, "null", start);
                }
                return true;
            }
        }
        char last = word.charAt(word.length() - 1);
        if ("-+.eE".indexOf(last) < 0 || !word.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0)) {
            return false;
        }
        truncated = true;
        log.add(RepairKind.TRUNCATED, start + word.length());
        int end = word.length();
        while (end > 0 && !Characters.isDigit(word.charAt(end - 1))) {
            end--;
        }
        String digits = word.substring(0, end);
        if (Characters.numberEnd(digits.toCharArray(), 0, digits.length()) == digits.length() && !digits.isEmpty()) {
            tree.add(Numbers.node(digits), Raw.Kind.NUMBER, digits, start);
        } else if (frames.inObject()) {
            tree.dropName();
        }
        return true;
    }

    private void other(String word, int start) {
        switch (word) {
            case "True", "TRUE" -> literal(BooleanNode.TRUE, "true", start);
            case "False", "FALSE" -> literal(BooleanNode.FALSE, "false", start);
            case "None", "NULL", "Null", "nil", "NIL" -> literal(NullNode.instance, "null", start);
            case "NaN", "nan", "Infinity", "-Infinity", "+Infinity", "inf", "-inf", "Inf", "-Inf", "undefined" -> {
                log.add(RepairKind.NO_NUMBER, start);
                tree.add(NullNode.instance, Raw.Kind.WORD, word, start);
            }
            default -> numberOrText(word, start);
        }
    }

    private void literal(JsonNode node, String canonical, int start) {
        log.add(RepairKind.OTHER_LITERAL, start);
        tree.add(node, Raw.Kind.LITERAL, canonical, start);
    }

    private void numberOrText(String word, int start) {
        String number = NumberForms.json(word);
        if (!number.isEmpty()) {
            log.add(RepairKind.NUMBER_FORM, start);
            tree.add(Numbers.node(number), Raw.Kind.NUMBER, number, start);
            return;
        }
        if (word.endsWith(")") && call(word, start)) {
            return;
        }
        String text = word;
        if (text.endsWith("\"") || text.endsWith("'")) {
            // The quote at its beginning is missing.
            text = text.substring(0, text.length() - 1);
            log.add(RepairKind.MISSING_QUOTE, start);
        } else {
            log.add(RepairKind.UNQUOTED_TEXT, start);
        }
        tree.add(StringNode.valueOf(text), Raw.Kind.WORD, text, start);
    }

    /** {@code ObjectId("1")}, {@code new Date(5)}, {@code Decimal('1.10')}: the only argument counts. */
    private boolean call(String word, int start) {
        int open = word.indexOf('(');
        String callee = word.substring(0, Math.max(open, 0)).replaceFirst("^new\\s+", "");
        if (open <= 0 || !callee.matches("[A-Za-z_][A-Za-z0-9_.]{0,60}")) {
            return false;
        }
        String argument = word.substring(open + 1, word.length() - 1).strip();
        int last = argument.length() - 1;
        boolean quoted = last > 0
                && (argument.charAt(0) == '"' || argument.charAt(0) == '\'')
                && argument.indexOf(argument.charAt(0), 1) == last;
        if (quoted && argument.indexOf('\\') < 0) {
            log.add(RepairKind.CALL, start);
            tree.addText(argument.substring(1, last), start);
            return true;
        }
        if (Characters.numberEnd(argument.toCharArray(), 0, argument.length()) == argument.length()
                && !argument.isEmpty()) {
            log.add(RepairKind.CALL, start);
            tree.add(Numbers.node(argument), Raw.Kind.NUMBER, argument, start);
            return true;
        }
        return false;
    }

    /**
     * Reads the name without quotes at {@code start}, up to its colon; {@link #name} is empty where there is none.
     *
     * @return where the reading goes on, -1 where more has to come
     */
    int readName(int start) {
        int i = Math.max(start, resume);
        while (i < source.limit && ":=,}\n\uFF1A\"".indexOf(source.text[i]) < 0) {
            i++;
        }
        source.work.add(i - Math.max(start, resume));
        if (i >= source.limit && !source.ended) {
            resume = i;
            return MORE;
        }
        resume = 0;
        boolean quoted = i < source.limit && source.text[i] == '"';
        int colon = quoted ? source.skipBlanks(i + 1, source.limit) : i;
        boolean isName = colon < source.limit
                && (Characters.isColon(source.text[colon]) || source.text[colon] == '=')
                && source.text[start] != '.';
        name = isName ? source.slice(start, i).strip() : "";
        return isName ? colon : i;
    }

    String name() {
        return name;
    }
}

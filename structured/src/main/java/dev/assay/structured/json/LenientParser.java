package dev.assay.structured.json;

import tools.jackson.databind.node.NullNode;

/**
 * Reads one value that is meant to be JSON, mending what is not. A machine with its own stack: it needs none of Java's however deep the value is,
 * looks at each character a bounded number of times, and stops anywhere to go on when more of the text has come.
 */
final class LenientParser {

    private enum State {
        VALUE,
        NAME,
        COLON,
        AFTER,
        TEXT,
        DONE
    }

    private final Source source;
    private final RepairLog log;
    private final TreeBuilder tree;
    private final Frames frames = new Frames();
    private final Lookahead look;
    private final TextReader reader;
    private final WordReader words;
    private final Gaps gaps;
    private final Brackets brackets;

    private State state = State.VALUE;
    private int pos;
    private int textStart;
    /** Where the search for the end of a block of code goes on; 0 where none is under way. */
    private int resume;

    private boolean joins;
    private boolean truncated;

    LenientParser(Source source, int start, RepairLog log, boolean keepsRaw) {
        this.source = source;
        this.pos = start;
        this.log = log;
        this.tree = new TreeBuilder(log, keepsRaw);
        this.look = new Lookahead(source, frames);
        this.reader = new TextReader(source, frames, look, log);
        this.words = new WordReader(source, frames, look, log, tree);
        this.gaps = new Gaps(source, frames, log);
        this.brackets = new Brackets(frames, tree, log);
    }

    LenientParser fenced(boolean fenced) {
        reader.setFenced(fenced);
        return this;
    }

    /** Begins within an object whose brace is missing. */
    void implyObject() {
        log.add(RepairKind.MISSING_OPEN, pos);
        brackets.open(Frames.OBJECT, pos);
        state = State.NAME;
    }

    TreeBuilder tree() {
        return tree;
    }

    /** Whether the value lacks its end. */
    boolean isTruncated() {
        return truncated;
    }

    /** Where the value ended. */
    int position() {
        return pos;
    }

    /** Shows the text that is being read in the tree. */
    void showPartial() {
        if (state == State.TEXT && !reader.isName() && !joins) {
            tree.showPartial(reader.soFar());
        }
    }

    /** Reads on; whether the value has ended. */
    boolean run() {
        while (state != State.DONE) {
            source.work.add(1);
            boolean went = switch (state) {
                case VALUE -> value();
                case NAME -> name();
                case COLON -> colon();
                case AFTER -> after();
                case TEXT -> text();
                case DONE -> true;
            };
            if (!went) {
                return false;
            }
        }
        return true;
    }

    /** The next character that is neither blank nor in a comment. */
    private int peek() {
        int c = gaps.next(pos, state == State.VALUE);
        pos = gaps.position();
        return c;
    }

    private boolean value() {
        int c = peek();
        if (c == Gaps.MORE) {
            return false;
        }
        if (c == Gaps.ENDED) {
            return cutOff();
        }
        switch (c) {
            case '{' -> open(Frames.OBJECT, State.NAME);
            case '[' -> open(Frames.LIST, State.VALUE);
            case '(' -> {
                log.add(RepairKind.WRONG_BRACKET, pos);
                open(Frames.TUPLE, State.VALUE);
            }
            case ']', '}', ')' -> missingValue();
            case ',', 0xFF0C, 0x3001 -> {
                if (frames.inObject()) {
                    missingValue();
                } else {
                    log.add(RepairKind.EXTRA_COMMA, pos++);
                }
            }
            case ':', '=', 0xFF1A -> log.add(RepairKind.WRONG_COLON, pos++);
            case '`' -> {
                return codeBlock();
            }
            default -> {
                return Characters.isQuote((char) c) ? beginText(false) : word();
            }
        }
        return true;
    }

    /** Three backticks begin a block of code as a text where they end as one; otherwise they end the block that all stands in. */
    private boolean codeBlock() {
        if (!source.ended && pos + 3 >= source.limit) {
            return false;
        }
        if (source.startsWith("```", pos) && frames.depth() > 0) {
            int end = source.indexOf("```", Math.max(resume, pos + 3));
            if (end < 0 && !source.ended) {
                resume = Math.max(pos + 3, source.limit - 2);
                return false;
            }
            resume = 0;
            int next = end < 0 ? source.limit : source.skipBlanks(end + 3, source.limit);
            if (end < 0 || (next < source.limit && ",}])".indexOf(source.text[next]) < 0)) {
                return cutOff();
            }
        }
        return beginText(false);
    }

    private boolean beginText(boolean isName) {
        if (source.text[pos] == '"' && !joins && source.ended) {
            int next = reader.plain(pos, isName);
            if (next > 0) {
                plainText(next, isName);
                return true;
            }
        }
        if (!reader.begin(pos, isName)) {
            return false;
        }
        textStart = pos;
        brackets.forgetComma();
        state = State.TEXT;
        return true;
    }

    private void plainText(int next, boolean isName) {
        brackets.forgetComma();
        if (isName) {
            tree.name(reader.plainText());
            state = State.COLON;
        } else {
            tree.addText(reader.plainText(), pos);
            valueEnded(next);
        }
        pos = next;
    }

    private void open(byte kind, State next) {
        brackets.open(kind, pos++);
        joins = false;
        state = next;
    }

    /** A value has ended at {@code next}. */
    private void valueEnded(int next) {
        pos = next;
        state = frames.depth() == 0 ? State.DONE : State.AFTER;
    }

    private void missingValue() {
        if (frames.inObject()) {
            log.add(RepairKind.MISSING_VALUE, pos);
            tree.add(NullNode.instance, Raw.Kind.LITERAL, "null", pos);
            state = State.AFTER;
        } else if (frames.depth() == 0) {
            pos++;
            log.add(RepairKind.EXTRA_CLOSE, pos - 1);
        } else {
            state = State.AFTER;
        }
    }

    private boolean word() {
        int end = words.read(pos);
        if (end == Gaps.MORE) {
            return false;
        }
        switch (words.found()) {
            case NOTHING -> {
                pos = end;
                return true;
            }
            case PREFIX -> {
                // u"text" of Python: the quote comes next.
                pos = end;
                return true;
            }
            case VALUE -> {
                truncated |= words.isTruncated();
                brackets.forgetComma();
                valueEnded(end);
                return true;
            }
        }
        return true;
    }

    private boolean text() {
        int next = reader.read();
        if (next < 0) {
            return false;
        }
        pos = next;
        boolean cut = reader.isTruncated();
        if (cut) {
            log.add(RepairKind.TRUNCATED, source.limit);
            truncated = true;
        }
        if (reader.isName()) {
            if (cut) {
                state = State.AFTER;
            } else {
                tree.name(reader.text());
                state = State.COLON;
            }
            return true;
        }
        if (!joins || !tree.joinText(reader.text())) {
            tree.addText(reader.text(), textStart);
        }
        joins = false;
        valueEnded(next);
        return true;
    }

    private boolean name() {
        int c = peek();
        if (c == Gaps.MORE) {
            return false;
        }
        if (c == Gaps.ENDED) {
            return cutOff();
        }
        switch (c) {
            case '}' -> valueEnded(brackets.brace(pos));
            case ']' -> valueEnded(brackets.bracket(pos));
            case ',', 0xFF0C, 0x3001 -> log.add(RepairKind.EXTRA_COMMA, pos++);
            case '{', '[', '(', ')', ';' -> log.add(RepairKind.EXTRA_TEXT, pos++);
            case ':', 0xFF1A -> log.add(RepairKind.WRONG_COLON, pos++);
            default -> {
                if (Characters.isQuote((char) c)) {
                    return beginText(true);
                }
                return unquotedName();
            }
        }
        return true;
    }

    private boolean unquotedName() {
        int end = words.readName(pos);
        if (end == Gaps.MORE) {
            return false;
        }
        if (words.name().isEmpty()) {
            log.add(RepairKind.EXTRA_TEXT, pos);
            pos = Math.max(end, pos + 1);
            return true;
        }
        log.add(RepairKind.UNQUOTED_KEY, pos);
        look.unquotedNames = true;
        tree.name(words.name());
        brackets.forgetComma();
        pos = end;
        state = State.COLON;
        return true;
    }

    private boolean colon() {
        int c = peek();
        if (c == Gaps.MORE) {
            return false;
        }
        if (c == Gaps.ENDED) {
            tree.dropName();
            return cutOff();
        }
        if (c == ':') {
            pos++;
        } else if (c == '=' || Characters.isColon((char) c)) {
            log.add(RepairKind.WRONG_COLON, pos++);
            if (pos < source.limit && source.text[pos] == '>') {
                pos++;
            }
        } else if (c != ',' && c != '}' && c != ']') {
            log.add(RepairKind.MISSING_COLON, pos);
        }
        state = State.VALUE;
        return true;
    }

    private boolean after() {
        int c = peek();
        if (c == Gaps.MORE) {
            return false;
        }
        if (c == Gaps.ENDED) {
            return cutOff();
        }
        boolean object = frames.inObject();
        switch (c) {
            case ',', 0xFF0C, 0x3001 -> {
                brackets.comma(pos++);
                state = object ? State.NAME : State.VALUE;
            }
            case '}' -> valueEnded(brackets.brace(pos));
            case ']' -> valueEnded(brackets.bracket(pos));
            case ')' -> valueEnded(brackets.parenthesis(pos));
            case ':' -> {
                if (brackets.nameBefore(pos)) {
                    state = State.COLON;
                } else {
                    log.add(RepairKind.EXTRA_TEXT, pos++);
                }
            }
            case '+' -> {
                log.add(RepairKind.JOINED_TEXT, pos++);
                joins = true;
                state = State.VALUE;
            }
            default -> {
                return afterOther((char) c, object);
            }
        }
        return true;
    }

    private boolean afterOther(char c, boolean object) {
        boolean begins = Characters.isQuote(c)
                || (object
                        ? Character.isLetter(c) || c == '_' || c == '$'
                        : c == '{' || c == '[' || c == '-' || Character.isLetterOrDigit(c));
        if (begins && object && !Characters.isQuote(c)) {
            Lookahead.Answer name = look.isUnquotedName(pos);
            if (name == Lookahead.Answer.MORE) {
                return false;
            }
            begins = name == Lookahead.Answer.YES;
        }
        if (begins) {
            log.add(RepairKind.MISSING_COMMA, pos);
            state = object ? State.NAME : State.VALUE;
            return true;
        }
        log.add(RepairKind.EXTRA_TEXT, pos++);
        // All that follows up to what can be meant is of the same run.
        int from = pos;
        while (pos < source.limit && ",:]})\"\n{[`/".indexOf(source.text[pos]) < 0) {
            pos++;
        }
        source.work.add(pos - from);
        return true;
    }

    /** The text ends while the value is open. */
    private boolean cutOff() {
        if (!truncated) {
            log.add(RepairKind.TRUNCATED, pos);
            truncated = true;
        }
        brackets.forgetComma();
        state = State.DONE;
        return true;
    }
}

package dev.assay.structured.json;

import java.util.Optional;
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

    private static final int MORE = -1;
    private static final int ENDED = -2;

    private final Source source;
    private final RepairLog log;
    private final TreeBuilder tree;
    private final Frames frames = new Frames();
    private final Lookahead look;
    private final TextReader reader;
    private final WordReader words;

    private State state = State.VALUE;
    private int pos;
    private int textStart;
    /** Where a scan goes on that found no end before; 0 where none is under way. */
    private int resume;
    /** Where the comma stands that came last, while nothing has come after it. */
    private int comma = -1;

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
    }

    LenientParser fenced(boolean fenced) {
        reader.setFenced(fenced);
        return this;
    }

    /** Begins within an object whose brace is missing. */
    void implyObject() {
        log.add(RepairKind.MISSING_OPEN, pos);
        tree.open(true, pos);
        frames.push(Frames.OBJECT);
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
        while (true) {
            pos = source.skipBlanks(pos, source.limit);
            if (pos >= source.limit) {
                return source.ended ? ENDED : MORE;
            }
            char c = source.text[pos];
            if (c == '/' || c == '#') {
                int end = commentEnd(c);
                if (end == MORE) {
                    return MORE;
                }
                if (end == 0) {
                    return c;
                }
                log.add(RepairKind.COMMENT, pos);
                pos = end;
            } else if (c == '`' && state != State.VALUE && frames.depth() > 0) {
                if (source.startsWith("```", pos)) {
                    return ENDED;
                }
                return !source.ended && source.mayStartWith("```", pos) && pos + 3 > source.limit ? MORE : c;
            } else {
                return c;
            }
        }
    }

    /** Where the comment at {@code pos} ends; 0 where there is none. */
    private int commentEnd(char c) {
        if (pos + 1 >= source.limit) {
            return source.ended ? 0 : MORE;
        }
        char second = source.text[pos + 1];
        int from = Math.max(resume, pos + 2);
        if (c == '/' && second == '*') {
            int end = source.indexOf("*/", from);
            if (end < 0) {
                resume = Math.max(from, source.limit - 1);
                return source.ended ? source.limit : MORE;
            }
            resume = 0;
            return end + 2;
        }
        boolean line = c == '/' ? second == '/' : second == ' ' || second == '!' || second == '#' || second == '\t';
        if (!line) {
            return 0;
        }
        int end = source.lineEnd(from);
        if (end >= source.limit && !source.ended) {
            resume = end;
            return MORE;
        }
        resume = 0;
        return end;
    }

    private boolean value() {
        int c = peek();
        if (c == MORE) {
            return false;
        }
        if (c == ENDED) {
            return cutOff();
        }
        switch (c) {
            case '{' -> open(Frames.OBJECT, true);
            case '[' -> open(Frames.LIST, false);
            case '(' -> {
                log.add(RepairKind.WRONG_BRACKET, pos);
                open(Frames.TUPLE, false);
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
        comma = -1;
        state = State.TEXT;
        return true;
    }

    private void plainText(int next, boolean isName) {
        comma = -1;
        if (isName) {
            tree.name(reader.plainText());
            state = State.COLON;
        } else {
            tree.addText(reader.plainText(), pos);
            state = frames.depth() == 0 ? State.DONE : State.AFTER;
        }
        pos = next;
    }

    private void open(byte kind, boolean object) {
        tree.open(object, pos);
        frames.push(kind);
        comma = -1;
        joins = false;
        pos++;
        state = object ? State.NAME : State.VALUE;
    }

    /** Ends the innermost list or object; what closes it has been seen to. */
    private void close() {
        if (comma >= 0) {
            log.add(RepairKind.EXTRA_COMMA, comma);
            comma = -1;
        }
        tree.close();
        frames.pop();
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
        if (end == MORE) {
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
                pos = end;
                comma = -1;
                state = frames.depth() == 0 ? State.DONE : State.AFTER;
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
        state = frames.depth() == 0 ? State.DONE : State.AFTER;
        return true;
    }

    private boolean name() {
        int c = peek();
        if (c == MORE) {
            return false;
        }
        if (c == ENDED) {
            return cutOff();
        }
        switch (c) {
            case '}' -> closeBrace();
            case ']' -> closeBracket();
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
        if (end == MORE) {
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
        comma = -1;
        pos = end;
        state = State.COLON;
        return true;
    }

    private boolean colon() {
        int c = peek();
        if (c == MORE) {
            return false;
        }
        if (c == ENDED) {
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
        if (c == MORE) {
            return false;
        }
        if (c == ENDED) {
            return cutOff();
        }
        boolean object = frames.inObject();
        switch (c) {
            case ',', 0xFF0C, 0x3001 -> {
                comma = pos++;
                state = object ? State.NAME : State.VALUE;
            }
            case '}' -> closeBrace();
            case ']' -> closeBracket();
            case ')' -> {
                pos++;
                if (frames.top() == Frames.TUPLE) {
                    close();
                } else {
                    log.add(RepairKind.EXTRA_TEXT, pos - 1);
                }
            }
            case ':' -> colonAfterValue();
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
        while (pos < source.limit && ",:]})\"\n{[`/".indexOf(source.text[pos]) < 0) {
            pos++;
        }
        return true;
    }

    /** A colon after a value of a list: that value was a name, of the object around or of one whose brace is missing. */
    private void colonAfterValue() {
        Optional<String> name = frames.inObject() ? Optional.empty() : tree.takeLastText();
        if (name.isEmpty()) {
            log.add(RepairKind.EXTRA_TEXT, pos++);
            return;
        }
        if (frames.depth() > 1 && frames.below(1) == Frames.OBJECT) {
            log.add(RepairKind.MISSING_CLOSE, pos);
            close();
        } else {
            log.add(RepairKind.MISSING_OPEN, pos);
            tree.open(true, pos);
            frames.push(Frames.IMPLIED);
        }
        tree.name(name.get());
        state = State.COLON;
    }

    private void closeBrace() {
        if (frames.inObject()) {
            pos++;
            close();
        } else if (frames.hasObject()) {
            log.add(RepairKind.MISSING_CLOSE, pos);
            close();
        } else {
            log.add(RepairKind.WRONG_BRACKET, pos++);
            close();
        }
    }

    private void closeBracket() {
        if (!frames.inObject()) {
            pos++;
            close();
        } else if (frames.top() == Frames.IMPLIED) {
            close();
        } else if (frames.hasList()) {
            log.add(RepairKind.MISSING_CLOSE, pos);
            close();
        } else {
            log.add(RepairKind.WRONG_BRACKET, pos++);
            close();
        }
    }

    /** The text ends while the value is open. */
    private boolean cutOff() {
        if (!truncated) {
            log.add(RepairKind.TRUNCATED, pos);
            truncated = true;
        }
        comma = -1;
        state = State.DONE;
        return true;
    }
}

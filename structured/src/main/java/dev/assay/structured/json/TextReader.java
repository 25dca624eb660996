package dev.assay.structured.json;

/** Reads one text in quotes, or in what stands for them; goes on where it stopped when more of it comes. */
final class TextReader {

    private final Source source;
    private final Frames frames;
    private final Lookahead look;
    private final RepairLog log;

    private StringBuilder content = new StringBuilder();
    private String plain = "";
    private boolean isName;
    private boolean fenced;
    private char opening;
    private String closing = "";
    private int from;
    private int scan;
    private boolean truncated;

    TextReader(Source source, Frames frames, Lookahead look, RepairLog log) {
        this.source = source;
        this.frames = frames;
        this.look = look;
        this.log = log;
    }

    /** @param fenced whether the whole value stands in a code block */
    void setFenced(boolean fenced) {
        this.fenced = fenced;
    }

    /**
     * Begins at a quote.
     *
     * @return whether enough has come to tell which kind of quote it is
     */
    boolean begin(int at, boolean name) {
        char c = source.text[at];
        if (!source.ended && mayBecomeThree(at)) {
            return false;
        }
        isName = name;
        opening = c;
        closing = "";
        truncated = false;
        content = new StringBuilder();
        int start = at + 1;
        if ((c == '"' || c == '\'' || c == '`')
                && source.startsWith(String.valueOf(c).repeat(3), at)) {
            char after = at + 3 < source.limit ? source.text[at + 3] : ' ';
            if (c == '`' || (!Characters.isComma(after) && after != '}' && after != ']' && after != ':')) {
                closing = String.valueOf(c).repeat(3);
                start = at + 3;
                if (c == '`') {
                    start = afterInfo(start);
                }
            }
        }
        if (c != '"' || !closing.isEmpty()) {
            log.add(RepairKind.OTHER_QUOTES, at);
        }
        from = start;
        scan = start;
        return true;
    }

    /**
     * Reads a text in plain quotes that has nothing to mend.
     *
     * @return where the reading goes on after it; -1 where it is not of that kind, and nothing was read
     */
    int plain(int at, boolean name) {
        char[] text = source.text;
        int limit = source.limit;
        int i = at + 1;
        while (i < limit) {
            char c = text[i];
            if (c == '"') {
                source.work.add(i - at);
                // Two quotes at once may be the first of three.
                if (i == at + 1 || look.closes(i, name) != Lookahead.Answer.YES) {
                    return -1;
                }
                plain = new String(text, at + 1, i - at - 1);
                return i + 1;
            }
            if (c == '\\' || c < ' ') {
                break;
            }
            i++;
        }
        source.work.add(i - at);
        return -1;
    }

    /** The text that {@link #plain} has read. */
    String plainText() {
        return plain;
    }

    /** Whether only more of the text can tell if there are three quotes, and what follows them. */
    private boolean mayBecomeThree(int at) {
        int i = at;
        while (i < source.limit && i < at + 3 && source.text[i] == source.text[at]) {
            i++;
        }
        return i >= source.limit;
    }

    /** A code block's first line may name its language. */
    private int afterInfo(int at) {
        int line = source.lineEnd(at);
        return line < source.limit && line - at < 20 ? line + 1 : at;
    }

    /**
     * Reads on.
     *
     * @return where the reading goes on after the text; -1 where more has to come
     */
    int read() {
        int before = scan;
        int next = readOn();
        source.work.add(1 + scan - before);
        return next;
    }

    private int readOn() {
        char[] text = source.text;
        while (true) {
            int i = scan;
            if (i >= source.limit) {
                return source.ended ? atEnd() : -1;
            }
            char c = text[i];
            if (c == '\\') {
                if (!escape(i)) {
                    return -1;
                }
            } else if (!closing.isEmpty()) {
                if (c == closing.charAt(0) && source.startsWith(closing, i)) {
                    return finish(c == '`' && i > from && text[i - 1] == '\n' ? i - 1 : i, i + 3);
                }
                if (!source.ended && i + 3 > source.limit && c == closing.charAt(0)) {
                    return -1;
                }
                scan = i + 1;
            } else if (Characters.closes(opening, c)) {
                switch (look.closes(i, isName)) {
                    case YES -> {
                        return finish(i, i + 1);
                    }
                    case EARLIER -> {
                        return finishEarlier();
                    }
                    case MORE -> {
                        return -1;
                    }
                    case NO -> {
                        log.add(RepairKind.UNESCAPED_QUOTE, i);
                        scan = i + 1;
                    }
                }
            } else if (c < ' ') {
                Lookahead.Answer ends = c == '\n' && !isName ? look.endsAtLineBreak(i) : Lookahead.Answer.NO;
                if (ends == Lookahead.Answer.MORE) {
                    return -1;
                }
                if (ends == Lookahead.Answer.EARLIER) {
                    return finishEarlier();
                }
                log.add(RepairKind.UNESCAPED_CONTROL, i);
                scan = i + 1;
            } else {
                scan = i + 1;
            }
        }
    }

    private int finish(int end, int next) {
        content.append(source.text, from, Math.max(0, end - from));
        from = end;
        return next;
    }

    private int finishEarlier() {
        log.add(RepairKind.MISSING_QUOTE, look.cut);
        if (look.cut >= from) {
            return finish(look.cut, look.cut);
        }
        return finish(scan, scan);
    }

    /** Handles the backslash at {@code at}; false where more has to come. */
    private boolean escape(int at) {
        int limit = source.limit;
        if (at + 1 >= limit) {
            if (!source.ended) {
                return false;
            }
            content.append(source.text, from, at - from);
            from = limit;
            scan = limit;
            return true;
        }
        char letter = source.text[at + 1];
        int digits = letter == 'u' ? 4 : letter == 'x' ? 2 : 0;
        if (digits > 0 && at + 2 + digits > limit && !source.ended) {
            return false;
        }
        content.append(source.text, from, at - from);
        int next = at + 2;
        char meant = Characters.escape(letter);
        if (meant != 0) {
            content.append(meant);
        } else {
            int code = digits == 0 ? -1 : Characters.hex(source.text, at + 2, digits, limit);
            if (code >= 0) {
                content.append((char) code);
                next = at + 2 + digits;
                if (letter == 'x') {
                    log.add(RepairKind.BAD_ESCAPE, at);
                }
            } else if (digits > 0 && source.ended && at + 2 + digits > limit) {
                next = limit;
            } else {
                log.add(RepairKind.BAD_ESCAPE, at);
                if (letter == '\n') {
                    next = at + 2;
                } else if (Characters.isQuote(letter)) {
                    content.append(letter);
                } else {
                    content.append('\\').append(letter);
                }
            }
        }
        from = next;
        scan = next;
        return true;
    }

    /** All has ended within the text: either its quote is missing and only brackets follow, or it is cut off. */
    private int atEnd() {
        int stop = source.limit;
        if (fenced) {
            int last = source.lastBefore(stop) + 1;
            if (last - 3 >= from && source.startsWith("```", last - 3)) {
                stop = last - 3;
            }
        }
        int before = source.lastBefore(stop) + 1;
        int closed = 0;
        while (closed < frames.depth() && before > from) {
            byte kind = frames.below(frames.depth() - 1 - closed);
            char wanted = kind == Frames.LIST ? ']' : kind == Frames.TUPLE ? ')' : '}';
            if (source.text[before - 1] != wanted) {
                break;
            }
            closed++;
            before = source.lastBefore(before - 1) + 1;
        }
        if (!isName && closed > 0 && closed == frames.depth() && before >= from) {
            log.add(RepairKind.MISSING_QUOTE, before);
            return finish(before, before);
        }
        truncated = true;
        return finish(Math.max(stop, from), source.limit);
    }

    /** Whether the end of the text was the end of all. */
    boolean isTruncated() {
        return truncated;
    }

    String text() {
        return content.toString();
    }

    /** What has been read by now; half of a pair of surrogates is kept back. */
    String soFar() {
        int end = scan;
        if (end > from && Character.isHighSurrogate(source.text[end - 1])) {
            end--;
        }
        return content + source.slice(from, Math.max(from, end));
    }

    boolean isName() {
        return isName;
    }
}

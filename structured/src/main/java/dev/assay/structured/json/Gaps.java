package dev.assay.structured.json;

/** What stands between the parts of a value and means nothing: blanks and comments. Goes on where it stopped when more of the text comes. */
final class Gaps {

    /** In place of a character: more of the text has to come first. */
    static final int MORE = -1;

    /** In place of a character: there is no more, or the block of code ends in which the value stands. */
    static final int ENDED = -2;

    private static final int NONE = 0;

    private final Source source;
    private final Frames frames;
    private final RepairLog log;
    private int pos;
    /** Where the search for the end of a comment goes on; 0 where none is under way. */
    private int resume;

    Gaps(Source source, Frames frames, RepairLog log) {
        this.source = source;
        this.frames = frames;
        this.log = log;
    }

    /** Where the character stands that {@link #next} gave. */
    int position() {
        return pos;
    }

    /**
     * Passes over blanks and comments.
     *
     * @param start where to begin
     * @param value whether a value is expected there, which may be a block of code
     * @return the next character, {@link #MORE} or {@link #ENDED}
     */
    int next(int start, boolean value) {
        pos = start;
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
                if (end == NONE) {
                    return c;
                }
                log.add(RepairKind.COMMENT, pos);
                pos = end;
            } else if (c == '`' && !value && frames.depth() > 0) {
                if (source.startsWith("```", pos)) {
                    return ENDED;
                }
                return !source.ended && source.mayStartWith("```", pos) && pos + 3 > source.limit ? MORE : c;
            } else {
                return c;
            }
        }
    }

    private int commentEnd(char c) {
        if (pos + 1 >= source.limit) {
            return source.ended ? NONE : MORE;
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
            return NONE;
        }
        int end = source.lineEnd(from);
        if (end >= source.limit && !source.ended) {
            resume = end;
            return MORE;
        }
        resume = 0;
        return end;
    }
}

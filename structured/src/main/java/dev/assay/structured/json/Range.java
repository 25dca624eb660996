package dev.assay.structured.json;

/**
 * The part of a text that counts where it is no list or object: without thinking before it, a fence around it, and blanks.
 *
 * @param start where it begins
 * @param end where it ends
 * @param fenced whether a fence was around it
 * @param thought whether thinking was before it
 */
record Range(int start, int end, boolean fenced, boolean thought) {

    static Range of(Source source) {
        char[] text = source.text;
        Thinking thinking = new Thinking(source);
        int start = source.skipBlanks(thinking.unopenedEnd(), text.length);
        boolean thought = start > 0 && thinking.unopenedEnd() > 0;
        while (start < text.length && text[start] == '<' && thinking.opens(start)) {
            int end = thinking.end(start);
            if (end < 0) {
                break;
            }
            thought = true;
            start = source.skipBlanks(end, text.length);
        }
        int end = source.lastBefore(text.length) + 1;
        boolean fenced = false;
        if (source.startsWith("```", start)) {
            int line = source.lineEnd(start);
            if (line < end && end - line > 3 && source.startsWith("```", end - 3)) {
                fenced = true;
                start = source.skipBlanks(line, text.length);
                end = source.lastBefore(end - 3) + 1;
            }
        }
        return new Range(start, Math.max(start, end), fenced, thought);
    }

    boolean isEmpty() {
        return end <= start;
    }

    void note(RepairLog log) {
        if (thought) {
            log.add(RepairKind.THINKING, 0);
        }
        if (fenced) {
            log.add(RepairKind.FENCE, start);
        }
    }
}

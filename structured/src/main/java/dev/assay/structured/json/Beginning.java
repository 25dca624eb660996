package dev.assay.structured.json;

/** Finds where the first list or object of a text begins while the text still comes; goes on where it stopped. */
final class Beginning {

    private static final int FAR = 40;

    private final Source source;
    private final Thinking thinking;
    private int pos;
    private boolean thinks;
    private int thought;

    Beginning(Source source) {
        this.source = source;
        this.thinking = new Thinking(source);
    }

    /** Where it begins; -1 while that is not known. */
    int find() {
        while (pos < source.limit) {
            if (thinks) {
                int end = source.indexOf("</", Math.max(thought, pos));
                if (end < 0) {
                    thought = Math.max(pos, source.limit - 1);
                    return -1;
                }
                if (source.limit - end < FAR && !source.ended && !thinking.opens(end + 1)) {
                    if (source.indexOf(">", end) < 0) {
                        thought = end;
                        return -1;
                    }
                }
                pos = end + 2;
                thinks = !thinking.opens(end + 1);
                continue;
            }
            char c = source.text[pos];
            if (c == '<') {
                if (source.limit - pos < FAR && source.indexOf(">", pos) < 0) {
                    return -1;
                }
                thinks = thinking.opens(pos);
            } else if (c == '{' || c == '[') {
                int next = source.skipBlanks(pos + 1, source.limit);
                if (next >= source.limit) {
                    return -1;
                }
                if (begins(c, source.text[next]) && !source.isIndex(pos)) {
                    return pos;
                }
            }
            pos++;
        }
        return -1;
    }

    private static boolean begins(char opening, char next) {
        if (Characters.isQuote(next)) {
            return true;
        }
        return opening == '{'
                ? next == '}' || Character.isLetter(next) || next == '_' || next == '/'
                : next == '{'
                        || next == '['
                        || next == ']'
                        || next == '-'
                        || Characters.isDigit(next)
                        || next == 't'
                        || next == 'f'
                        || next == 'n';
    }
}

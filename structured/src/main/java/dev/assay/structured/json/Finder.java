package dev.assay.structured.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Finds the values in a text: the whole, what stands in fences, what stands among prose. Walks over the text once; where a value begins it is read
 * to its end, and the search goes on behind it.
 */
final class Finder {

    private static final int FAR = 300;

    private final Source source;
    private final boolean keepsRaw;
    private final Lookahead look;
    private final List<Candidate> found = new ArrayList<>();
    private final Thinking thinking;
    private final List<int[]> thoughts = new ArrayList<>();

    private int prose = -1;
    private int thought = -1;
    private boolean escapedOnce;
    private int pos;
    private boolean separated;
    /** Whether each candidate but the first follows the one before without words between. */
    private boolean adjacent = true;

    Finder(Source source, boolean keepsRaw) {
        this.source = source;
        this.keepsRaw = keepsRaw;
        this.look = new Lookahead(source, new Frames());
        this.thinking = new Thinking(source);
    }

    /** The values, in the order of the text. */
    List<Candidate> find() {
        int start = thinking.unopenedEnd();
        if (start > 0) {
            thought = 0;
            walk(start);
            if (found.isEmpty()) {
                thought = -1;
                walk(0);
            }
        } else {
            walk(0);
        }
        return found;
    }

    /** Where the first words outside of values stand; -1 where there are none. */
    int prose() {
        return prose;
    }

    /** Where thinking stands that was left out; -1 where there is none. */
    int thought() {
        return thought;
    }

    /** Whether the values follow each other without words between. */
    boolean areAdjacent() {
        return adjacent && prose < 0;
    }

    private void walk(int start) {
        pos = start;
        prose = -1;
        boolean inThinking = false;
        while (true) {
            source.work.add(1);
            pos = source.skipBlanks(pos, source.limit);
            if (pos >= source.limit) {
                return;
            }
            char c = source.text[pos];
            boolean primary = prose < 0 && found.isEmpty();
            Candidate.Origin origin = inThinking ? Candidate.Origin.THINKING : Candidate.Origin.TEXT;
            if (c == '<' && thinking.opens(pos)) {
                thought = pos;
                int end = thinking.end(pos);
                if (end < 0) {
                    inThinking = true;
                    pos++;
                } else {
                    thoughts.add(new int[] {pos, end});
                    pos = end;
                }
            } else if (c == '`' && source.startsWith("```", pos)) {
                fence(origin);
            } else if ((c == '{' || c == '[') && begins(pos, primary) && (isAfterValue(pos) || !source.isIndex(pos))) {
                take(origin, pos, false);
            } else if (primary && c == '"' && beginsMember(pos)) {
                take(origin, pos, false);
            } else if ((c == ',' || c == ';') && !found.isEmpty()) {
                pos++;
            } else {
                if (prose < 0) {
                    prose = pos;
                }
                separated = true;
                pos++;
            }
        }
    }

    private boolean isAfterValue(int at) {
        return !found.isEmpty() && found.get(found.size() - 1).end() == at;
    }

    /** The values within what was thought; they count only where there are no others. */
    List<Candidate> findInThinking() {
        List<Candidate> all = new ArrayList<>();
        for (int[] range : thoughts) {
            Source part = source.upTo(range[1]);
            Finder inner = new Finder(part, keepsRaw);
            inner.walk(range[0] + 1);
            inner.found.forEach(c -> all.add(new Candidate(
                    Candidate.Origin.THINKING, c.start(), c.end(), c.value(), c.raw(), c.repairs(), c.truncated())));
        }
        return all;
    }

    private void fence(Candidate.Origin origin) {
        int info = pos + 3;
        while (info < source.limit
                && source.text[info] != '\n'
                && (Characters.isNamePart(source.text[info]) || source.text[info] == '+')) {
            info++;
        }
        int content = source.skipBlanks(info, source.limit);
        if (content < source.limit
                && (source.text[content] == '{' || source.text[content] == '[')
                && begins(content, true)) {
            take(origin == Candidate.Origin.THINKING ? origin : Candidate.Origin.FENCE, content, true);
            int after = source.skipBlanks(pos, source.limit);
            if (source.startsWith("```", after)) {
                pos = after + 3;
            }
        } else {
            pos = Math.max(info, pos + 3);
        }
    }

    private void take(Candidate.Origin origin, int start, boolean fenced) {
        if (isEscaped(start)) {
            takeEscaped(origin, start);
            return;
        }
        RepairLog log = new RepairLog();
        boolean member = source.text[start] == '"';
        LenientParser parser = new LenientParser(source, start, log, keepsRaw).fenced(fenced);
        if (member) {
            parser.implyObject();
        }
        parser.run();
        add(origin, start, parser.position(), parser, log);
        pos = Math.max(parser.position(), start + 1);
    }

    private void add(Candidate.Origin origin, int start, int end, LenientParser parser, RepairLog log) {
        if (separated && !found.isEmpty()) {
            adjacent = false;
        }
        separated = false;
        JsonNode value = parser.tree().root().orElseThrow(() -> new IllegalStateException("nothing at " + start));
        found.add(
                new Candidate(origin, start, end, value, parser.tree().rawRoot(), log.sorted(), parser.isTruncated()));
    }

    /** Whether the first quote within is escaped: the whole is the inside of a string. */
    private boolean isEscaped(int start) {
        int i = start;
        int stop = Math.min(source.limit, start + FAR);
        while (i < stop && (source.text[i] == '{' || source.text[i] == '[' || Characters.isBlank(source.text[i]))) {
            i++;
        }
        return !escapedOnce && i + 1 < stop && source.text[i] == '\\' && source.text[i + 1] == '"';
    }

    private void takeEscaped(Candidate.Origin origin, int start) {
        escapedOnce = true;
        char[] plain = new char[source.limit - start];
        int[] places = new int[plain.length + 1];
        int length = 0;
        source.work.add(plain.length);
        for (int i = start; i < source.limit; i++) {
            places[length] = i;
            char meant = source.text[i] == '\\' && i + 1 < source.limit ? Characters.escape(source.text[i + 1]) : 0;
            if (meant != 0) {
                i++;
            }
            plain[length++] = meant == 0 ? source.text[i] : meant;
        }
        places[length] = source.limit;
        Source inner = Source.whole(Arrays.copyOf(plain, length), source.work);
        RepairLog log = new RepairLog();
        LenientParser parser = new LenientParser(inner, 0, log, keepsRaw);
        parser.run();
        RepairLog outer = new RepairLog();
        outer.add(RepairKind.ESCAPED_TEXT, start);
        log.sorted()
                .forEach(repair -> outer.add(
                        repair.kind(), places[Math.min(repair.position(), places.length - 1)], repair.penalty()));
        int end = places[Math.min(parser.position(), length)];
        add(origin, start, end, parser, outer);
        pos = Math.max(end, start + 1);
    }

    /** Whether a name and a colon stand here, without the brace before them. */
    private boolean beginsMember(int at) {
        int stop = Math.min(source.limit, at + FAR);
        for (int i = at + 1; i < stop && source.text[i] != '\n'; i++) {
            if (source.text[i] == '"') {
                int colon = source.skipBlanks(i + 1, stop);
                return colon < stop && source.text[colon] == ':';
            }
        }
        return false;
    }

    /**
     * Whether a list or object can begin here, by what follows the bracket.
     *
     * @param primary whether nothing stands before it, which lets it begin with more
     */
    private boolean begins(int at, boolean primary) {
        int i = at;
        int stop = Math.min(source.limit, at + FAR);
        while (true) {
            boolean object = source.text[i] == '{';
            int next = source.skipBlanks(i + 1, stop);
            if (next >= stop) {
                return primary || next < source.limit;
            }
            char c = source.text[next];
            if (Characters.isQuote(c) || (c == '\\' && next + 1 < stop && source.text[next + 1] == '"')) {
                return true;
            }
            if (object) {
                return c == '}'
                        || (primary && (c == ',' || c == '/' || c == '#'))
                        || (look.isUnquotedName(next) == Lookahead.Answer.YES && (primary || !isAssigned(next)));
            }
            if (c == ']') {
                return primary || next == i + 1;
            }
            if (c == '{' || c == '[') {
                i = next;
                continue;
            }
            return Characters.isDigit(c) || c == '-' || primary || beginsLiteral(next);
        }
    }

    /** Whether the name at {@code at} is followed by a sign of equality: among prose that is a statement of some program. */
    private boolean isAssigned(int at) {
        int i = at;
        while (i < source.limit && Characters.isNamePart(source.text[i])) {
            i++;
        }
        int after = source.skipBlanks(i, source.limit);
        return after < source.limit && source.text[after] == '=';
    }

    private boolean beginsLiteral(int at) {
        for (String literal : new String[] {"true", "false", "null", "True", "False", "None", "NaN"}) {
            if (source.startsWith(literal, at)) {
                int after = source.skipBlanks(at + literal.length(), source.limit);
                return after >= source.limit || source.text[after] == ',' || source.text[after] == ']';
            }
        }
        return false;
    }
}

package dev.assay.structured.json;

/** Looks a bounded way ahead to tell what a quote or a line break within a text means. */
final class Lookahead {

    /** What was found out. */
    enum Answer {
        YES,
        NO,
        /** The text ended an earlier place ({@link Lookahead#cut}); its closing quote is missing. */
        EARLIER,
        /** More of the text has to come first. */
        MORE
    }

    /** How far is looked. JSON itself never comes here, so a name that is longer costs at most a wrong reading of broken text. */
    private static final int FAR = 300;

    private final Source source;
    private final Frames frames;

    /** Where a text ended whose closing quote is missing. */
    int cut;

    /** Whether names without quotes have been seen. */
    boolean unquotedNames;

    Lookahead(Source source, Frames frames) {
        this.source = source;
        this.frames = frames;
    }

    /** Whether the quote at {@code at} ends the text that it stands in. */
    Answer closes(int at, boolean isName) {
        int stop = Math.min(source.limit, at + FAR);
        int next = source.skipBlanks(at + 1, stop);
        if (next >= stop) {
            return next >= source.limit && !source.ended ? Answer.MORE : Answer.YES;
        }
        if (isName) {
            return closesName(at, next, stop);
        }
        if (frames.depth() == 0) {
            return Answer.YES;
        }
        char c = source.text[next];
        Answer common = closesAnything(c, next);
        if (common != Answer.NO) {
            return common;
        }
        return frames.inObject() ? closesMember(at, next, c) : closesItem(at, next, c);
    }

    private Answer closesName(int at, int next, int stop) {
        if (Characters.isColon(source.text[next]) || next > at + 1 || !Character.isLetterOrDigit(source.text[next])) {
            return Answer.YES;
        }
        // A letter follows at once: an inner quote, where the name ends later in this line.
        for (int i = next; i < stop && source.text[i] != '\n'; i++) {
            if (source.text[i] == '"') {
                int after = source.skipBlanks(i + 1, stop);
                return after < stop && Characters.isColon(source.text[after]) ? Answer.NO : Answer.YES;
            }
        }
        return stop >= source.limit && !source.ended ? Answer.MORE : Answer.YES;
    }

    /** What ends a text in a list as well as in an object. */
    private Answer closesAnything(char c, int next) {
        switch (c) {
            case '/' -> {
                if (next + 1 >= source.limit) {
                    return source.ended ? Answer.NO : Answer.MORE;
                }
                return source.text[next + 1] == '/' || source.text[next + 1] == '*' ? Answer.YES : Answer.NO;
            }
            case '+' -> {
                int after = source.skipBlanks(next + 1, Math.min(source.limit, next + FAR));
                if (after >= source.limit) {
                    return source.ended ? Answer.NO : Answer.MORE;
                }
                return Characters.isQuote(source.text[after]) ? Answer.YES : Answer.NO;
            }
            case '`' -> {
                return source.startsWith("```", next) ? Answer.YES : waits("```", next);
            }
            case ')' -> {
                return frames.top() == Frames.TUPLE ? Answer.YES : Answer.NO;
            }
            default -> {
                return Answer.NO;
            }
        }
    }

    private Answer waits(String word, int at) {
        return !source.ended && source.limit - at < word.length() && source.mayStartWith(word, at)
                ? Answer.MORE
                : Answer.NO;
    }

    private Answer closesMember(int at, int next, char c) {
        if (c == '}') {
            return Answer.YES;
        }
        if (Characters.isComma(c)) {
            return nameFollows(next + 1);
        }
        if (c == ']') {
            return frames.hasList() ? Answer.YES : Answer.NO;
        }
        if (c == '#') {
            return next > at + 1 ? Answer.YES : Answer.NO;
        }
        if (Characters.isQuote(c)) {
            Answer name = endsAtTheSecond(at, next) == Answer.YES ? Answer.NO : isName(next);
            if (name != Answer.NO) {
                return name;
            }
        } else if (next > at + 1 && hasLineBreak(at + 1, next)) {
            Answer name = isUnquotedName(next);
            if (name != Answer.NO) {
                return name;
            }
        }
        // The quote may be the first of the next name, and the text have lost its last.
        int before = source.lastBefore(at);
        if (before >= 0 && (source.text[before] == ',' || hasLineBreak(before + 1, at))) {
            Answer name = isName(at);
            if (name == Answer.YES && colonFollows(at)) {
                cut = source.text[before] == ',' ? before : before + 1;
                return Answer.EARLIER;
            }
            return name == Answer.MORE ? Answer.MORE : Answer.NO;
        }
        return Answer.NO;
    }

    /** Whether of two quotes at once the second ends the text, as in {@code "she said "yes""}. */
    private Answer endsAtTheSecond(int at, int next) {
        if (next != at + 1 || source.text[next] != source.text[at]) {
            return Answer.NO;
        }
        int after = source.skipBlanks(next + 1, Math.min(source.limit, next + FAR));
        if (after >= source.limit) {
            return source.ended ? Answer.NO : Answer.MORE;
        }
        char c = source.text[after];
        return Characters.isComma(c) || c == '}' || c == ']' || c == ')' ? Answer.YES : Answer.NO;
    }

    /** Whether after a comma comes what can come there in an object. */
    private Answer nameFollows(int from) {
        int stop = Math.min(source.limit, from + FAR);
        int next = source.skipBlanks(from, stop);
        if (next >= stop) {
            return next >= source.limit && !source.ended ? Answer.MORE : Answer.YES;
        }
        char c = source.text[next];
        if (Characters.isQuote(c)) {
            return isName(next);
        }
        if (c == '}' || c == ']' || c == '#') {
            return Answer.YES;
        }
        if (c == '.') {
            return source.startsWith("...", next) ? Answer.YES : waits("...", next);
        }
        Answer comment = closesAnything(c, next);
        if (comment != Answer.NO) {
            return comment;
        }
        Answer name = isUnquotedName(next);
        return name == Answer.YES && !unquotedNames ? valueFollowsName(next) : name;
    }

    /** Whether after the name without quotes at {@code at} comes what only a value begins with: {@code she said "no", then: go} has none. */
    private Answer valueFollowsName(int at) {
        int stop = Math.min(source.limit, at + FAR);
        int colon = at;
        while (colon < stop && Characters.isNamePart(source.text[colon])) {
            colon++;
        }
        colon = source.skipBlanks(colon, stop);
        int value = source.skipBlanks(Math.min(stop, colon + 1), stop);
        if (value >= stop) {
            return value >= source.limit && !source.ended ? Answer.MORE : Answer.NO;
        }
        return beginsValue(value);
    }

    private Answer closesItem(int at, int next, char c) {
        if (c == ']' || Characters.isColon(c)) {
            return Answer.YES;
        }
        if (c == '}') {
            return frames.hasObject() ? Answer.YES : Answer.NO;
        }
        if (Characters.isComma(c)) {
            int stop = Math.min(source.limit, next + FAR);
            int after = source.skipBlanks(next + 1, stop);
            if (after >= stop) {
                return after >= source.limit && !source.ended ? Answer.MORE : Answer.YES;
            }
            return beginsValue(after);
        }
        if (c == '"') {
            return switch (endsAtTheSecond(at, next)) {
                case YES -> Answer.NO;
                case MORE -> Answer.MORE;
                default -> Answer.YES;
            };
        }
        return next > at + 1 && (c == '{' || c == '[' || c == '\'') ? Answer.YES : Answer.NO;
    }

    private Answer beginsValue(int at) {
        char c = source.text[at];
        if (Characters.isQuote(c) || Characters.isDigit(c) || "-{[(]}#/.".indexOf(c) >= 0) {
            return Answer.YES;
        }
        for (String word : new String[] {"true", "false", "null", "None", "True", "False", "NaN"}) {
            if (source.startsWith(word, at)) {
                return Answer.YES;
            }
            if (waits(word, at) == Answer.MORE) {
                return Answer.MORE;
            }
        }
        return Answer.NO;
    }

    /** Whether the quote at {@code at} begins a name: its end is followed by a colon, or has not come when all has ended. */
    private Answer isName(int at) {
        char opening = source.text[at];
        int stop = Math.min(source.limit, at + FAR);
        for (int i = at + 1; i < stop; i++) {
            char c = source.text[i];
            if (c == '\\') {
                i++;
            } else if (c == '\n') {
                return Answer.NO;
            } else if (Characters.closes(opening, c)) {
                int after = source.skipBlanks(i + 1, stop);
                if (after >= stop) {
                    return after >= source.limit && !source.ended ? Answer.MORE : Answer.YES;
                }
                return Characters.isColon(source.text[after]) ? Answer.YES : Answer.NO;
            }
        }
        return stop >= source.limit && !source.ended ? Answer.MORE : Answer.YES;
    }

    /** Whether the name that begins at {@code at} is really followed by a colon. */
    private boolean colonFollows(int at) {
        char opening = source.text[at];
        int stop = Math.min(source.limit, at + FAR);
        for (int i = at + 1; i < stop; i++) {
            if (Characters.closes(opening, source.text[i])) {
                int after = source.skipBlanks(i + 1, stop);
                return after < stop && Characters.isColon(source.text[after]);
            }
        }
        return false;
    }

    /** Whether a name without quotes begins at {@code at}. */
    Answer isUnquotedName(int at) {
        int stop = Math.min(source.limit, at + FAR);
        int i = at;
        while (i < stop && Characters.isNamePart(source.text[i])) {
            i++;
        }
        if (i == at) {
            return Answer.NO;
        }
        int after = source.skipBlanks(i, stop);
        if (after >= stop) {
            return after >= source.limit && !source.ended ? Answer.MORE : Answer.NO;
        }
        return Characters.isColon(source.text[after]) || source.text[after] == '=' ? Answer.YES : Answer.NO;
    }

    /** Whether the text ended at the line break at {@code at}, because the next line begins with a name. */
    Answer endsAtLineBreak(int at) {
        if (!frames.inObject()) {
            return Answer.NO;
        }
        int stop = Math.min(source.limit, at + FAR);
        int next = source.skipBlanks(at, stop);
        if (next >= stop) {
            return next >= source.limit && !source.ended ? Answer.MORE : Answer.NO;
        }
        if (source.text[next] != '"') {
            return Answer.NO;
        }
        Answer name = isName(next);
        if (name != Answer.YES) {
            return name;
        }
        if (!colonFollows(next)) {
            return Answer.NO;
        }
        int before = source.lastBefore(at);
        cut = before >= 0 && source.text[before] == ',' ? before : before + 1;
        return Answer.EARLIER;
    }

    private boolean hasLineBreak(int from, int to) {
        for (int i = from; i < to; i++) {
            if (source.text[i] == '\n') {
                return true;
            }
        }
        return false;
    }
}

package dev.assay.structured.json;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tags between which models think before they answer. */
final class Thinking {

    private static final List<String> TAGS = List.of(
            "think",
            "thinking",
            "thought",
            "thoughts",
            "reasoning",
            "reflection",
            "scratchpad",
            "analysis",
            "seed:think");

    private final Source source;
    /** Tags whose end was looked for in vain. */
    private final Set<String> open = new HashSet<>();

    Thinking(Source source) {
        this.source = source;
    }

    private String tag(int at) {
        for (String tag : TAGS) {
            int end = at + tag.length();
            if (source.startsWith(tag, at)
                    && end < source.limit
                    && (source.text[end] == '>' || source.text[end] == ' ')) {
                return tag;
            }
        }
        return "";
    }

    /** Whether thinking begins at the {@code <} at {@code at}. */
    boolean opens(int at) {
        return !tag(at + 1).isEmpty();
    }

    /** Where the thinking that begins at {@code at} has ended; -1 where it has no end. */
    int end(int at) {
        String tag = tag(at + 1);
        if (open.contains(tag)) {
            return -1;
        }
        String close = "</" + tag + ">";
        int end = source.indexOf(close, at);
        if (end < 0) {
            open.add(tag);
            return -1;
        }
        return end + close.length();
    }

    /** Where thinking ends whose beginning is not in the text, as where a template has written it before the answer; 0 where there is none. */
    int unopenedEnd() {
        int close = source.indexOf("</", 0);
        while (close >= 0 && tag(close + 2).isEmpty()) {
            close = source.indexOf("</", close + 2);
        }
        if (close < 0) {
            return 0;
        }
        String tag = tag(close + 2);
        int opening = source.indexOf("<" + tag + ">", 0);
        if (opening >= 0 && opening < close) {
            return 0;
        }
        int before = source.lastBefore(close);
        // Behind an open text of a value it is part of that text.
        return before >= 0 && source.text[source.skipBlanks(0, source.limit)] == '{' ? 0 : close + tag.length() + 3;
    }
}

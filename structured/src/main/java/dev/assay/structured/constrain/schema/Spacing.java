package dev.assay.structured.constrain.schema;

import dev.assay.structured.constrain.SchemaOptions.Whitespace;
import dev.assay.structured.constrain.regex.CodePoints;
import dev.assay.structured.constrain.regex.Encoding;
import dev.assay.structured.constrain.regex.Regex;
import dev.assay.structured.constrain.regex.Regexes;

/** The marks of JSON with the white space around them. */
final class Spacing {

    private final Regexes re;
    private final Regex before;
    private final Regex after;

    Spacing(Regexes re, Whitespace whitespace) {
        this.re = re;
        this.before = whitespace == Whitespace.ANY
                ? re.star(re.oneOf(CodePoints.anyOf(" \t\n\r"), Encoding.PLAIN))
                : re.epsilon();
        this.after = whitespace == Whitespace.ONE_BLANK ? re.optional(re.word(" ")) : re.epsilon();
    }

    /** White space that may end a document; the empty language if none may. */
    Regex trailing() {
        return before.isEpsilon() ? re.empty() : re.atLeast(re.oneOf(CodePoints.anyOf(" \t\n\r"), Encoding.PLAIN), 1);
    }

    /** Something with white space before it. */
    Regex placed(Regex text) {
        return re.concat(before, text);
    }

    /** A bracket or brace. */
    Regex mark(String mark) {
        return re.concat(before, re.word(mark));
    }

    Regex comma() {
        return re.concat(before, re.word(","), after);
    }

    /** A name and the colon after it; with the comma before it unless it is the first. */
    Regex name(Regex quoted, boolean first) {
        Regex named = re.concat(before, quoted, before, re.word(":"), after);
        return first ? named : re.concat(comma(), named);
    }
}

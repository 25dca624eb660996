package dev.assay.structured.constrain.regex;

import java.util.function.BinaryOperator;

/**
 * What a part of a regular expression matches, apart by whether the match must begin the text and must end it.
 *
 * @param free anywhere
 * @param atStart the text begins where the match does
 * @param atEnd the text ends where the match does
 * @param whole both
 */
record Anchored(Regex free, Regex atStart, Regex atEnd, Regex whole) {

    static Anchored of(Regexes regexes, Regex free) {
        return new Anchored(free, regexes.empty(), regexes.empty(), regexes.empty());
    }

    static Anchored start(Regexes regexes) {
        return new Anchored(regexes.empty(), regexes.epsilon(), regexes.empty(), regexes.empty());
    }

    static Anchored end(Regexes regexes) {
        return new Anchored(regexes.empty(), regexes.empty(), regexes.epsilon(), regexes.empty());
    }

    boolean isFree() {
        return atStart.isEmpty() && atEnd.isEmpty() && whole.isEmpty();
    }

    private Regex at(boolean start, boolean end) {
        return start ? (end ? whole : atStart) : end ? atEnd : free;
    }

    Anchored or(Regexes regexes, Anchored other) {
        return each(other, regexes::or);
    }

    private Anchored each(Anchored other, BinaryOperator<Regex> both) {
        return new Anchored(
                both.apply(free, other.free),
                both.apply(atStart, other.atStart),
                both.apply(atEnd, other.atEnd),
                both.apply(whole, other.whole));
    }

    /** An anchor in the middle leaves only what is empty on its other side. */
    Anchored then(Regexes regexes, Anchored next) {
        Anchored all = of(regexes, regexes.empty());
        for (boolean start : new boolean[] {false, true}) {
            for (boolean end : new boolean[] {false, true}) {
                for (boolean nextStart : new boolean[] {false, true}) {
                    for (boolean nextEnd : new boolean[] {false, true}) {
                        Regex one = at(start, end);
                        Regex other = next.at(nextStart, nextEnd);
                        if (one == regexes.empty() || other == regexes.empty()) {
                            continue;
                        }
                        Regex both = end && nextStart
                                ? (one.nullable && other.nullable ? regexes.epsilon() : regexes.empty())
                                : nextStart
                                        ? (one.nullable ? other : regexes.empty())
                                        : end ? (other.nullable ? one : regexes.empty()) : regexes.concat(one, other);
                        all = all.or(regexes, of(regexes, both).moved(regexes, start || nextStart, end || nextEnd));
                    }
                }
            }
        }
        return all;
    }

    private Anchored moved(Regexes regexes, boolean start, boolean end) {
        Regex none = regexes.empty();
        return new Anchored(
                start || end ? none : free,
                start && !end ? free : none,
                end && !start ? free : none,
                start && end ? free : none);
    }

    /** The texts in which the expression is found somewhere. */
    Regex found(Regexes regexes, Regex anyText) {
        return regexes.or(
                regexes.concat(anyText, free, anyText),
                regexes.concat(atStart, anyText),
                regexes.concat(anyText, atEnd),
                whole);
    }

    /** The texts that the expression matches from beginning to end. */
    Regex matched(Regexes regexes) {
        return regexes.or(free, atStart, atEnd, whole);
    }
}

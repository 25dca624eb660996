package dev.assay.skew.descriptor;

import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Something that can be measured of one text by itself. The version grows whenever the same text may get another value, so that stored
 * values are never mixed.
 *
 * @param name as people read it
 * @param unit of a number, or empty
 * @param measure pure; NaN where it means nothing for the text
 */
public record Descriptor(String name, int version, Kind kind, String unit, ToDoubleFunction<Text> measure) {

    /** How values are compared: numbers by ranks, flags (0 or 1) by shares. */
    public enum Kind {
        NUMBER,
        FLAG
    }

    static Descriptor number(String name, String unit, ToDoubleFunction<Text> measure) {
        return new Descriptor(name, 1, Kind.NUMBER, unit, measure);
    }

    static Descriptor flag(String name, Predicate<Text> measure) {
        return new Descriptor(name, 1, Kind.FLAG, "", text -> measure.test(text) ? 1 : 0);
    }

    /** A share of something; NaN where there is none of it. */
    static double share(double part, double of) {
        return of == 0 ? Double.NaN : part / of;
    }
}

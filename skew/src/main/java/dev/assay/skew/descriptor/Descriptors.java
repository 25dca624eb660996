package dev.assay.skew.descriptor;

import java.util.List;
import java.util.stream.Stream;

/** All that is measured, in the order in which it is reported. */
public final class Descriptors {

    /** Of a text by itself. */
    public static final List<Descriptor> OF_TEXT = Stream.of(
                    Size.ALL,
                    Structure.NUMBERS,
                    Casing.ALL,
                    Spelling.ALL,
                    Fragments.ALL,
                    Languages.ALL,
                    Format.ALL,
                    Phrases.ALL,
                    Entities.ALL,
                    Whitespace.ALL,
                    Repetition.ALL)
            .flatMap(List::stream)
            .toList();

    /** Of a text by itself, one of several words. */
    public static final List<Category> CATEGORIES = Stream.of(
                    Structure.CATEGORIES, Languages.CATEGORIES, Format.CATEGORIES)
            .flatMap(List::stream)
            .toList();

    /** Of an output beside its input. */
    public static final List<PairDescriptor> OF_PAIR = Grounding.ALL;

    private Descriptors() {}

    /** The values of all of {@link #OF_TEXT}, in its order. */
    public static double[] measure(Text text) {
        double[] values = new double[OF_TEXT.size()];
        for (int d = 0; d < values.length; d++) {
            values[d] = OF_TEXT.get(d).measure().applyAsDouble(text);
        }
        return values;
    }

    /** The words of all of {@link #CATEGORIES}, in its order. */
    public static List<String> categorise(Text text) {
        return CATEGORIES.stream().map(c -> c.value().apply(text)).toList();
    }
}

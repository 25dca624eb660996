package dev.assay.skew.descriptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All that is measured, in the order in which it is reported. */
public final class Descriptors {

    private static final Map<String, Theme> THEMES = new HashMap<>();

    /** Of a text by itself. */
    public static final List<Descriptor> OF_TEXT = ofText();

    /** Of a text by itself, one of several words. */
    public static final List<Category> CATEGORIES = categories();

    /** Of an output beside its input. */
    public static final List<PairDescriptor> OF_PAIR = ofPair();

    private Descriptors() {}

    private static List<Descriptor> ofText() {
        Map<Theme, List<Descriptor>> of = new LinkedHashMap<>();
        of.put(Theme.LENGTH, Size.LENGTH);
        of.put(Theme.STRUCTURE, Structure.NUMBERS);
        of.put(Theme.CASING, Casing.ALL);
        of.put(Theme.SPELLING, Spelling.ALL);
        of.put(Theme.SENTENCES, Fragments.ALL);
        of.put(Theme.LANGUAGE, Languages.ALL);
        of.put(Theme.FORMAT, Format.ALL);
        of.put(Theme.PHRASES, Phrases.ALL);
        of.put(Theme.TONE, Tone.ALL);
        of.put(Theme.ENTITIES, Entities.ALL);
        of.put(Theme.WHITE_SPACE, Whitespace.ALL);
        of.put(Theme.REPETITION, Repetition.ALL);
        of.put(
                Theme.STYLE,
                Stream.concat(Size.READABILITY.stream(), Style.ALL.stream()).toList());
        List<Descriptor> all = new ArrayList<>();
        of.forEach((theme, descriptors) -> {
            descriptors.forEach(d -> THEMES.put(d.name(), theme));
            all.addAll(descriptors);
        });
        return List.copyOf(all);
    }

    private static List<Category> categories() {
        Structure.CATEGORIES.forEach(c -> THEMES.put(c.name(), Theme.STRUCTURE));
        Languages.CATEGORIES.forEach(c -> THEMES.put(c.name(), Theme.LANGUAGE));
        Format.CATEGORIES.forEach(c -> THEMES.put(c.name(), Theme.FORMAT));
        return Stream.of(Structure.CATEGORIES, Languages.CATEGORIES, Format.CATEGORIES)
                .flatMap(List::stream)
                .toList();
    }

    private static List<PairDescriptor> ofPair() {
        Grounding.ALL.forEach(d -> THEMES.put(d.name(), Theme.GROUNDING));
        return Grounding.ALL;
    }

    /** The theme of a descriptor or category by its name. */
    public static Optional<Theme> theme(String name) {
        return Optional.ofNullable(THEMES.get(name));
    }

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

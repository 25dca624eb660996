package dev.assay.skew.descriptor;

import java.util.function.ToDoubleBiFunction;

/**
 * Something that can be measured of an input and its output together.
 *
 * @param measure of the input and the output; pure; NaN where it means nothing
 */
public record PairDescriptor(
        String name, int version, Descriptor.Kind kind, String unit, ToDoubleBiFunction<Text, Text> measure) {}

package dev.assay.skew.descriptor;

import java.util.function.Function;

/**
 * Something of a text that is one of several words.
 *
 * @param value pure; empty where the text has none
 */
public record Category(String name, int version, Function<Text, String> value) {}

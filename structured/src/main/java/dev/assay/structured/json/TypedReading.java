package dev.assay.structured.json;

/**
 * A Java value and the reading that it was made of.
 *
 * @param value the value
 * @param reading its JSON and the repairs
 * @param <T> its type
 */
public record TypedReading<T>(T value, Reading reading) {}

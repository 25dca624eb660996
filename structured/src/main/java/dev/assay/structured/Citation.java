package dev.assay.structured;

/**
 * Where a quotation stands in its source.
 *
 * @param source the position of the source among those that were given, from 0
 * @param start the first character, from 0
 * @param end behind the last character
 * @param likeness 1 for the same words; below, the part of characters that are the same
 */
public record Citation(int source, int start, int end, double likeness) {}

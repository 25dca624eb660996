package dev.assay.files;

import dev.assay.model.ScoreValue;

/**
 * What a row says of its own output.
 *
 * @param comment why, or empty
 */
public record RowScore(String name, ScoreValue value, String comment) {}

package dev.assay.files;

import dev.assay.model.ScoreValue;

/**
 * What a row says of its own output.
 *
 * @param comment why, or empty
 */
public record RowScore(String name, ScoreValue value, String comment) {

    /** What servers take, in characters. */
    static final int LONGEST_NAME = 200;

    static boolean isName(String name) {
        return !name.isBlank() && name.length() <= LONGEST_NAME;
    }
}

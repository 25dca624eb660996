package dev.assay.files;

import tools.jackson.databind.JsonNode;

/** One row of a file, read or not. */
public sealed interface Row {

    /** The line that the row begins on; the first line of a file is 1. */
    long line();

    /**
     * A row.
     *
     * @param section the name of the array that the row stands in where a file has several of them, or empty
     * @param value a row of a CSV file is an object of strings, in the order of the columns
     */
    record Good(String section, long line, JsonNode value) implements Row {

        /** The row as text that is the same for the same value, whatever the order of properties and white space. */
        public String canonical() {
            return Trees.canonical(value);
        }
    }

    /**
     * A row that cannot be read.
     *
     * @param reason what was found and what was expected
     */
    record Bad(long line, String reason) implements Row {}
}

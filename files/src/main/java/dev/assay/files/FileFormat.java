package dev.assay.files;

/** What a file turned out to be. */
public sealed interface FileFormat {

    /** As people call it, for example {@code CSV separated by semicolons}. */
    String describe();

    /** One JSON value on each line. */
    record Lines() implements FileFormat {
        @Override
        public String describe() {
            return "JSON lines";
        }
    }

    /**
     * JSON over many lines: an array of rows, or objects.
     *
     * @param holdsArrays whether rows stand in arrays within an object, not in one array or on their own
     */
    record Document(boolean holdsArrays) implements FileFormat {
        @Override
        public String describe() {
            return holdsArrays ? "JSON object of arrays" : "JSON";
        }
    }

    /** Values between delimiters, the first line names the columns. */
    record Csv(char delimiter) implements FileFormat {
        @Override
        public String describe() {
            return switch (delimiter) {
                case ';' -> "CSV separated by semicolons";
                case '\t' -> "CSV separated by tabs";
                case '|' -> "CSV separated by bars";
                default -> "CSV";
            };
        }
    }
}

package dev.assay.server.skew;

import dev.assay.skew.Example;
import java.util.List;

/**
 * A sample of a file.
 *
 * @param sentence what was found where in it
 * @param rows examples that the file has
 * @param bad rows that could not be understood
 */
record Side(String name, String sentence, List<Example> examples, long rows, long bad) {

    Side {
        examples = List.copyOf(examples);
    }
}

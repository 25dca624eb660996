package dev.assay.server.skew;

import dev.assay.skew.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Both sides as rows of one corpus, the first side's before the second's. */
record Sides(Side first, Side second) {

    List<Example> examples() {
        List<Example> all = new ArrayList<>(first.examples());
        all.addAll(second.examples());
        return all;
    }

    int[] firstRows() {
        return IntStream.range(0, first.examples().size()).toArray();
    }

    int[] secondRows() {
        int from = first.examples().size();
        return IntStream.range(from, from + second.examples().size()).toArray();
    }
}

package dev.assay.server.skew;

import dev.assay.files.MappingException;
import dev.assay.files.MappingOptions;
import dev.assay.files.Recognition;
import dev.assay.files.Row;
import dev.assay.files.RowException;
import dev.assay.files.Rows;
import dev.assay.skew.Example;
import dev.assay.skew.Reservoir;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads a file into a sample: one row at a time, so that memory does not grow with the file. */
final class SideReader {

    /** Characters of a side that are kept, so that both sides with all that is measured of them fit into the heap. */
    static final long HEAVIEST = 100_000_000;

    private final MappingOptions options;
    private final int most;
    private final long heaviest;
    private final long seed;
    private final Steps steps;

    /**
     * @param most how many examples are kept of a file
     * @param heaviest how many characters they may have together
     */
    SideReader(MappingOptions options, int most, long heaviest, long seed, Steps steps) {
        this.options = options;
        this.most = most;
        this.heaviest = heaviest;
        this.seed = seed;
        this.steps = steps;
    }

    /**
     * @throws IllegalArgumentException where no row makes an example
     * @throws MappingException where nobody can tell what the rows say
     * @throws IOException where the file cannot be read
     */
    Side read(String file, Where where) throws IOException, MappingException {
        try (Rows rows = file.equals("-") ? Rows.of("standard input", System.in) : Rows.open(Path.of(file))) {
            Deque<Row> head = new ArrayDeque<>();
            List<Row.Good> sample = new ArrayList<>();
            while (sample.size() < Recognition.SAMPLE) {
                Optional<Row> row = rows.next();
                if (row.isEmpty()) {
                    break;
                }
                head.add(row.get());
                if (row.get() instanceof Row.Good good) {
                    sample.add(good);
                }
            }
            Recognition recognition = Recognition.of(sample, options);
            Reservoir<Example> reservoir = new Reservoir<>(most, heaviest, seed);
            long bad = 0;
            while (true) {
                Optional<Row> row = head.isEmpty() ? rows.next() : Optional.of(head.remove());
                if (row.isEmpty()) {
                    break;
                }
                bad += offer(row.get(), recognition, where, reservoir) ? 0 : 1;
                steps.reading(rows, reservoir.seen());
            }
            if (reservoir.seen() == 0) {
                throw new IllegalArgumentException(rows.name() + " has no example" + where.sentence() + where.seen()
                        + (bad > 0 ? "; " + bad + " rows could not be understood" : ""));
            }
            return new Side(
                    rows.name() + where.sentence(),
                    rows.format().describe() + "; " + recognition.sentence(),
                    reservoir.sample(),
                    reservoir.seen(),
                    bad);
        }
    }

    private static boolean offer(Row row, Recognition recognition, Where where, Reservoir<Example> reservoir) {
        return switch (row) {
            case Row.Bad _ -> false;
            case Row.Good good -> {
                try {
                    if (where.holds(good.value())) {
                        Example example = Examples.of(recognition.mapping().read(good));
                        reservoir.offer(example, example.size());
                    }
                    yield true;
                } catch (RowException _) {
                    yield false; // counted, and told as "could not be understood"
                }
            }
        };
    }
}

package dev.assay.store.columns;

import dev.assay.model.Message;
import dev.assay.model.Span;
import dev.assay.model.SpanBuilder;
import dev.assay.store.Batch;
import dev.assay.store.Batch.SpanWrite;
import dev.assay.store.Spans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Writes batch after batch into a file of columns until it is killed. What a batch holds follows from its position. */
final class EndlessWriter {

    static final int SPANS = 64;

    /** Every so many batches bring the spans of the one before once more. */
    private static final int AGAIN = 5;

    private static final int TEXT_BYTES = 12_000;

    private EndlessWriter() {}

    /** @param args the file */
    public static void main(String[] args) {
        try (DuckColumns columns = new DuckColumns(Path.of(args[0]), 256)) {
            while (true) {
                columns.write(batch(columns.position() + 1));
            }
        }
    }

    private static Batch batch(long position) {
        boolean again = isAgain(position);
        long spansOf = again ? position - 1 : position;
        Random random = new Random(position);
        List<SpanWrite> writes = new ArrayList<>();
        for (int i = 0; i < SPANS; i++) {
            writes.add(new SpanWrite("default", span(spansOf, i, random), again));
        }
        return new Batch(position, writes, List.of(), List.of());
    }

    private static Span span(long batch, int number, Random random) {
        byte[] noise = new byte[TEXT_BYTES];
        random.nextBytes(noise);
        SpanBuilder span = Spans.llm((int) batch, number + 1, 0);
        span.output = List.of(Message.text("assistant", Base64.getEncoder().encodeToString(noise)));
        return span.build();
    }

    private static boolean isAgain(long position) {
        return position % AGAIN == 0;
    }

    /** How many spans there are when everything up to a position is stored. */
    static long spansAt(long position) {
        return (position - position / AGAIN) * SPANS;
    }
}

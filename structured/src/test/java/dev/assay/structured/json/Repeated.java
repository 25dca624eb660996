package dev.assay.structured.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.structured.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A text that grows by a piece that is repeated.
 *
 * @param before what stands before the pieces
 * @param piece what is repeated, one character at least
 * @param after what stands after them
 */
record Repeated(String before, String piece, String after) {

    private static final String SEPARATOR = "\u0001";

    /** Two parts are a beginning and a piece, one is a piece. */
    static Repeated of(byte[] input) {
        String[] parts = new String(input, StandardCharsets.UTF_8).split(SEPARATOR, 3);
        String piece = parts[parts.length == 1 ? 0 : 1];
        return new Repeated(
                parts.length == 1 ? "" : parts[0], piece.isEmpty() ? " " : piece, parts.length < 3 ? "" : parts[2]);
    }

    String text(int length) {
        return before + piece.repeat(Math.max(1, length / piece.length())) + after;
    }

    /** What it takes to read about so many characters: as a whole, with a schema, and in chunks. */
    long steps(int length) {
        String text = text(length);
        Work work = new Work();
        read(text, Optional.empty(), work);
        read(text, Optional.of(HostileInputTest.TREE), work);
        JsonStream stream = LenientJson.stream();
        for (int i = 0; i < text.length(); i += 1000) {
            stream.append(text.substring(i, Math.min(text.length(), i + 1000)));
        }
        return work.steps() + stream.work().steps();
    }

    /** Twice the text may take little more than twice the steps; squares would show as four times. */
    void assertLinear(int length) {
        long half = steps(length);
        long whole = steps(2 * length);
        // how far is looked ahead is bounded, and may come to count only in the longer text
        assertThat(whole).as("%s", this).isLessThan(half * 5 / 2 + 300L * length);
    }

    private static void read(String text, Optional<Schema> schema, Work work) {
        try {
            Choosing.read(text.toCharArray(), schema, work).json();
        } catch (LenientJsonException refused) {
            work.add(1);
        }
    }
}

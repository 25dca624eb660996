package dev.assay.store.filter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** One value of a term. */
public sealed interface Match {

    /** The number that a text is, where it is one: an attribute that holds a number equals it. */
    static OptionalDouble numberOf(String value) {
        return Values.number(value).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    /**
     * The same text; for contents, a text that they contain; for attributes, metadata and scores also the same number.
     *
     * @param value not empty
     */
    record Equal(String value) implements Match {
        public Equal {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("an empty value asks for nothing (expected: a text)");
            }
        }
    }

    /**
     * A text with wildcards.
     *
     * @param pieces what stands before, between and after the wildcards, so at least two; a piece may be empty
     */
    record Like(List<String> pieces) implements Match {
        public Like {
            pieces = List.copyOf(pieces);
            if (pieces.size() < 2) {
                throw new IllegalArgumentException("a pattern of " + pieces.size() + " pieces (expected: 2 or more)");
            }
        }
    }

    /** @param value finite */
    record Amount(Operator operator, double value) implements Match {
        public Amount {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("the number " + value + " (expected: a finite one)");
            }
            value = value == 0 ? 0 : value; // minus zero is zero
        }
    }

    /** @param value not negative */
    record Length(Operator operator, Duration value) implements Match {}

    record Time(Operator operator, Instant value) implements Match {}
}

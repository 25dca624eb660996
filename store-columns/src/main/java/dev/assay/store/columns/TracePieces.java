package dev.assay.store.columns;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Pieces in the order in which they were added, as numbers and texts in two arrays. What is kept for seconds is copied by each young
 * collection meanwhile, and ten small objects for each span would take longer than all else that one does.
 */
final class TracePieces implements Iterable<TracePiece> {

    // The first number of a piece has the bits of what it tells, then these, then those of its usage.
    private static final int ROOT = Telling.EVERYTHING + 1;
    private static final int FAILED = ROOT << 1;
    private static final int CALL = ROOT << 2;
    private static final int IN_SESSION = ROOT << 3;

    /** Of the trace that the piece before it is of. */
    private static final int SAME_TRACE = ROOT << 4;

    private static final int USAGE = Integer.numberOfTrailingZeros(ROOT << 5);

    private static final int MOST_NUMBERS = 13;

    private long[] numbers = {};
    private String[] texts = {};
    private int numbersEnd;
    private int textsEnd;
    private int size;

    /** Of the last piece. */
    private UUID traceId = new UUID(0, 0);

    private String session = "";

    int size() {
        return size;
    }

    void add(TracePiece piece) {
        boolean same = size > 0 && piece.traceId().equals(traceId);
        int usage = UsageNumbers.told(piece.usage(), piece.cost());
        makeRoom(1 + piece.told().size());
        numbers[numbersEnd++] = (long) usage << USAGE
                | piece.tells()
                | (piece.isRoot() ? ROOT : 0)
                | (piece.failed() ? FAILED : 0)
                | (piece.call() ? CALL : 0)
                | (piece.session().isEmpty() ? 0 : IN_SESSION)
                | (same ? SAME_TRACE : 0);
        numbers[numbersEnd++] = piece.id();
        numbers[numbersEnd++] = piece.start();
        numbers[numbersEnd++] = piece.end();
        if (!same) {
            traceId = piece.traceId();
            numbers[numbersEnd++] = traceId.getMostSignificantBits();
            numbers[numbersEnd++] = traceId.getLeastSignificantBits();
        }
        if (piece.parent().isPresent()) {
            numbers[numbersEnd++] = piece.parent().getAsLong();
        }
        numbersEnd = UsageNumbers.write(piece.usage(), piece.cost(), numbers, numbersEnd);
        for (String value : piece.told()) {
            texts[textsEnd++] = value;
        }
        if (!piece.session().isEmpty()) {
            if (!session.equals(piece.session())) {
                session = piece.session();
            }
            texts[textsEnd++] = session;
        }
        size++;
    }

    private void makeRoom(int more) {
        if (numbers.length - numbersEnd < MOST_NUMBERS) {
            numbers = Arrays.copyOf(numbers, numbersEnd + numbersEnd / 2 + MOST_NUMBERS);
        }
        if (texts.length - textsEnd < more) {
            texts = Arrays.copyOf(texts, textsEnd + textsEnd / 2 + more);
        }
    }

    /** Gives back what was not needed, before they are kept. */
    void trim() {
        numbers = Arrays.copyOf(numbers, numbersEnd);
        texts = Arrays.copyOf(texts, textsEnd);
    }

    private static int texts(long bits) {
        return Integer.bitCount((int) bits & (Telling.EVERYTHING | IN_SESSION));
    }

    private static int numbers(long bits) {
        return 4 + ((bits & SAME_TRACE) == 0 ? 2 : 0) + ((bits & ROOT) == 0 ? 1 : 0) + Long.bitCount(bits >>> USAGE);
    }

    boolean has(long id) {
        for (int at = 0; at < numbersEnd; at += numbers(numbers[at])) {
            if (numbers[at + 1] == id) {
                return true;
            }
        }
        return false;
    }

    /** Whether one tells such a value; tags come as they are stored, with bounds between them. */
    boolean anyValue(Telling.Kept kept, Predicate<String> wanted) {
        int text = 0;
        for (int at = 0; at < numbersEnd; at += numbers(numbers[at])) {
            int bits = (int) numbers[at];
            if ((bits & kept.bit()) != 0) {
                String value = texts[text + Integer.bitCount(bits & (kept.bit() - 1))];
                if (!value.isEmpty() && wanted.test(value)) {
                    return true;
                }
            }
            text += texts(bits);
        }
        return false;
    }

    /** Gives the id of the trace of each, but not again of the same as before. */
    void traceIds(Consumer<UUID> each) {
        for (int at = 0; at < numbersEnd; at += numbers(numbers[at])) {
            if ((numbers[at] & SAME_TRACE) == 0) {
                each.accept(new UUID(numbers[at + 4], numbers[at + 5]));
            }
        }
    }

    @Override
    public Iterator<TracePiece> iterator() {
        return new Walk();
    }

    private final class Walk implements Iterator<TracePiece> {

        private int number;
        private int text;
        private UUID traceId = new UUID(0, 0);

        @Override
        public boolean hasNext() {
            return number < numbersEnd;
        }

        @Override
        public TracePiece next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            long bits = numbers[number];
            int at = number + 4;
            if ((bits & SAME_TRACE) == 0) {
                traceId = new UUID(numbers[at], numbers[at + 1]);
                at += 2;
            }
            OptionalLong parent = (bits & ROOT) == 0 ? OptionalLong.of(numbers[at++]) : OptionalLong.empty();
            int usage = (int) (bits >>> USAGE);
            int tells = (int) bits & Telling.EVERYTHING;
            int told = text + Integer.bitCount(tells);
            TracePiece piece = new TracePiece(
                    traceId,
                    numbers[number + 1],
                    parent,
                    numbers[number + 2],
                    numbers[number + 3],
                    (bits & FAILED) != 0,
                    (bits & CALL) != 0,
                    UsageNumbers.usage(usage, numbers, at),
                    UsageNumbers.cost(usage, numbers, at),
                    (bits & IN_SESSION) == 0 ? "" : texts[told],
                    tells,
                    Arrays.asList(texts).subList(text, told));
            number += numbers(bits);
            text += texts(bits);
            return piece;
        }
    }
}

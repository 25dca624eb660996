package dev.assay.server.ingest.otlp;

import dev.assay.server.ingest.dialect.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Attributes whose value is a text or a whole number, read from the bytes of a request: {@code KeyValue} of
 * opentelemetry/proto/common/v1/common.proto, its two fields once and in their order, as every exporter writes them.
 */
final class PlainPairs {

    /** Somebody else has to read it. */
    static final int OTHER = -1;

    private static final int KEY = 1 << 3 | 2;
    private static final int VALUE = 2 << 3 | 2;
    private static final int STRING_VALUE = 1 << 3 | 2;
    private static final int INT_VALUE = 3 << 3;

    /** Behind the end of every array. */
    private static final int NOWHERE = Integer.MAX_VALUE;

    private static final Words WORDS = new Words();

    private final byte[] body;
    private int at;

    PlainPairs(byte[] body) {
        this.body = body;
    }

    /**
     * Reads one, and puts it to the others.
     *
     * @param from where its length stands
     * @param limit where its span ends
     * @return where it ends, or {@link #OTHER}
     */
    int read(int from, int limit, Attributes attributes) {
        at = from;
        int end = endOfNext(limit);
        if (end == NOWHERE || !isNext(KEY, end)) {
            return OTHER;
        }
        int keyEnd = endOfNext(end);
        if (keyEnd == NOWHERE) {
            return OTHER;
        }
        @Nullable String key = WORDS.text(body, at, keyEnd);
        at = keyEnd;
        if (key == null || !isNext(VALUE, end) || endOfNext(end) != end || at == end) {
            return OTHER;
        }
        return switch (body[at++]) {
            case STRING_VALUE -> putText(key, end, attributes);
            case INT_VALUE -> putNumber(key, end, attributes);
            default -> OTHER;
        };
    }

    /**
     * Where one ends, whatever its value is.
     *
     * @return {@link #OTHER} where that is behind the limit
     */
    int endOf(int from, int limit) {
        at = from;
        int end = endOfNext(limit);
        return end == NOWHERE ? OTHER : end;
    }

    private int putText(String key, int end, Attributes attributes) {
        if (endOfNext(end) != end) {
            return OTHER;
        }
        @Nullable String text = WORDS.text(body, at, end);
        if (text == null) {
            return OTHER;
        }
        attributes.put(key, text);
        return end;
    }

    private int putNumber(String key, int end, Attributes attributes) {
        long number = varint(end);
        if (at != end) {
            return OTHER;
        }
        attributes.put(key, number);
        return end;
    }

    private boolean isNext(int tag, int limit) {
        return at < limit && body[at++] == tag;
    }

    /** Reads a length, and where what is so long ends; nowhere, where that is behind the limit. */
    private int endOfNext(int limit) {
        long length = varint(limit);
        return at == NOWHERE || length < 0 || length > limit - at ? NOWHERE : at + (int) length;
    }

    /** Where it does not end before the limit, this is nowhere afterwards. */
    private long varint(int limit) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE && at < limit; shift += 7) {
            byte next = body[at++];
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
        at = NOWHERE;
        return 0;
    }
}

package dev.assay.files;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.util.JsonParserDelegate;

/** Bounds what one row may hold: a small value takes a hundred times its bytes as a part of a tree. */
final class CountedParser extends JsonParserDelegate {

    /** Names and brackets count too. */
    static final int MOST_TOKENS = 2_000_000;

    private long left = MOST_TOKENS;

    CountedParser(JsonParser json) {
        super(json);
    }

    /** A row begins. */
    void begin() {
        left = MOST_TOKENS;
    }

    @Override
    public @Nullable JsonToken nextToken() {
        count();
        return super.nextToken();
    }

    @Override
    public @Nullable String nextName() {
        count();
        return super.nextName();
    }

    private void count() {
        if (--left < 0) {
            throw new StreamReadException(
                    this, "more than " + MOST_TOKENS + " values, names and brackets (expected: fewer in one row)");
        }
    }
}

package dev.assay.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The newest spans that pass a filter, without their texts. */
public interface FindSpans {

    /**
     * @param filter all of it is asked of the one span
     * @param limit at least 1
     * @param after where the page before ended; empty for the first page
     */
    Page find(TraceFilter filter, int limit, Optional<Cursor> after);

    /**
     * @param items newest start first; equal starts by descending trace id, then span id
     * @param next where to go on; empty where this was the last page
     */
    record Page(List<SpanRow> items, Optional<Cursor> next) {

        public Page {
            items = List.copyOf(items);
        }

        /** The first of the rows, and where to go on if there are more. */
        public static Page of(List<SpanRow> rows, int limit) {
            if (rows.size() <= limit) {
                return new Page(rows, Optional.empty());
            }
            SpanRow last = rows.get(limit - 1);
            return new Page(
                    rows.subList(0, limit), Optional.of(new Cursor(last.startTime(), last.traceId(), last.spanId())));
        }
    }

    /** The last item of a page, as the order sees it. */
    record Cursor(Instant startTime, String traceId, String spanId) {}
}

package dev.assay.store;

import dev.assay.model.TraceSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The newest traces that pass a filter. */
public interface FindTraces {

    /**
     * @param limit at least 1
     * @param after where the page before ended; empty for the first page
     */
    Page find(TraceFilter filter, int limit, Optional<Cursor> after);

    /**
     * Those of these traces that pass, newest first, whenever they start.
     *
     * @param filter its times bound the start of some span of each of the traces
     */
    List<TraceSummary> among(TraceFilter filter, Collection<String> traceIds);

    /**
     * @param items newest start first; equal starts by descending trace id
     * @param next where to go on; empty where this was the last page
     */
    record Page(List<TraceSummary> items, Optional<Cursor> next) {

        public Page {
            items = List.copyOf(items);
        }
    }

    /** The last item of a page, as the order sees it. */
    record Cursor(Instant startTime, String traceId) {}
}

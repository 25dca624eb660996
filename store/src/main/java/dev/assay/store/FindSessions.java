package dev.assay.store;

import dev.assay.model.SessionSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The sessions with traces that pass a filter. */
public interface FindSessions {

    /**
     * A session is in where one of its traces passes. What is said of it is said of its traces that start in the filter's
     * range.
     *
     * @param limit at least 1
     * @param after where the page before ended; empty for the first page
     */
    Page find(TraceFilter filter, int limit, Optional<Cursor> after);

    /**
     * @param items by the start of the last trace that passes, newest first; equal ones by descending id
     * @param next where to go on; empty where this was the last page
     */
    record Page(List<SessionSummary> items, Optional<Cursor> next) {

        public Page {
            items = List.copyOf(items);
        }
    }

    /** The last item of a page, as the order sees it. */
    record Cursor(Instant lastTime, String sessionId) {}
}

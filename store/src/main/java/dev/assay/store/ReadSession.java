package dev.assay.store;

import dev.assay.model.Message;
import dev.assay.model.SessionSummary;
import dev.assay.model.TraceSummary;
import java.util.List;
import java.util.Optional;

/** One session as a conversation. */
public interface ReadSession {

    /**
     * Empty where the project has no trace of the session.
     *
     * @param limit how many turns; at least 1
     * @param after the last turn of the page before; empty for the first page
     */
    Optional<Session> read(String project, String sessionId, int limit, Optional<FindTraces.Cursor> after);

    /**
     * @param summary of all traces, whatever the page
     * @param turns the traces, oldest first; equal starts by trace id
     * @param next where to go on; empty where this was the last page
     */
    record Session(SessionSummary summary, List<Turn> turns, Optional<FindTraces.Cursor> next) {

        public Session {
            turns = List.copyOf(turns);
        }
    }

    /** @param messages what the trace adds to the conversation: see {@link Sessions#messages} */
    record Turn(TraceSummary trace, List<Message> messages) {

        public Turn {
            messages = List.copyOf(messages);
        }
    }
}

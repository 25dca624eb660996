package dev.assay.server.look;

import dev.assay.server.web.ProblemException;
import dev.assay.store.FindSessions;
import dev.assay.store.FindSpans;
import dev.assay.store.FindTraces.Cursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/** A cursor as text: the time of the last item of the page before, and its ids. */
final class CursorText {

    private CursorText() {}

    static String write(Cursor cursor) {
        return cursor.startTime() + "_" + cursor.traceId();
    }

    static Cursor read(String text) {
        int separator = text.indexOf('_');
        if (separator > 0 && text.substring(separator + 1).matches("[0-9a-fA-F]{32}")) {
            try {
                return new Cursor(
                        Instant.parse(text.substring(0, separator)),
                        text.substring(separator + 1).toLowerCase(Locale.ROOT));
            } catch (DateTimeException e) {
                throw new ProblemException(400, message(text), e);
            }
        }
        throw ProblemException.badRequest(message(text));
    }

    static String write(FindSpans.Cursor cursor) {
        return cursor.startTime() + "_" + cursor.traceId() + "_" + cursor.spanId();
    }

    static FindSpans.Cursor readSpan(String text) {
        int separator = text.lastIndexOf('_');
        if (separator > 0 && text.substring(separator + 1).matches("[0-9a-fA-F]{16}")) {
            Cursor trace = read(text.substring(0, separator));
            return new FindSpans.Cursor(
                    trace.startTime(),
                    trace.traceId(),
                    text.substring(separator + 1).toLowerCase(Locale.ROOT));
        }
        throw ProblemException.badRequest(message(text));
    }

    static String write(FindSessions.Cursor cursor) {
        return cursor.lastTime() + "_" + cursor.sessionId();
    }

    static FindSessions.Cursor readSession(String text) {
        int separator = text.indexOf('_');
        if (separator > 0) {
            try {
                return new FindSessions.Cursor(
                        Instant.parse(text.substring(0, separator)), text.substring(separator + 1));
            } catch (DateTimeException e) {
                throw new ProblemException(400, message(text), e);
            }
        }
        throw ProblemException.badRequest(message(text));
    }

    private static String message(String text) {
        return "cursor is '" + text + "' (expected: the nextCursor of the page before)";
    }
}

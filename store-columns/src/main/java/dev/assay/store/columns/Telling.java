package dev.assay.store.columns;

import dev.assay.model.Span;
import dev.assay.store.filter.Field;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which values the spans of one trace tell of it that none before them in their batch has told. The rows of traces have each value once, and
 * to find the different ones again later costs five times as much as all else of a row.
 */
final class Telling {

    /** The fields whose values are kept in rows of traces. */
    enum Kept {
        NAMES(1 << 0, Field.NAME),
        KINDS(1 << 1, Field.KIND),
        STATUSES(1 << 2, Field.STATUS),
        PROVIDERS(1 << 3, Field.PROVIDER),
        REQUEST_MODELS(1 << 4, Field.REQUEST_MODEL),
        RESPONSE_MODELS(1 << 5, Field.RESPONSE_MODEL),
        SESSIONS(1 << 6, Field.SESSION),
        USERS(1 << 7, Field.USER),
        TAGS(1 << 8, Field.TAG),
        SERVICES(1 << 9, Field.SERVICE),
        ENVIRONMENTS(1 << 10, Field.ENVIRONMENT);

        private final int bit;
        private final Field field;

        Kept(int bit, Field field) {
            this.bit = bit;
            this.field = field;
        }

        /** As it is stored. */
        int bit() {
            return bit;
        }

        /** What it is called in the filter language. */
        Field field() {
            return field;
        }

        /** Of {@code traces}. */
        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final List<Kept> ALL = List.of(Kept.values());

    /** All bits: a value that is told twice is no harm. */
    static final int EVERYTHING = (1 << ALL.size()) - 1;

    private final Map<Kept, Object> last = new EnumMap<>(Kept.class);
    private final Map<Kept, Set<Object>> all = new EnumMap<>(Kept.class);

    /** Bits of what a span tells that is alone in its batch. */
    static int all(Span span) {
        int bits = 0;
        for (Kept kept : ALL) {
            if (isValue(value(kept, span))) {
                bits |= kept.bit();
            }
        }
        return bits;
    }

    /** Bits of what it tells. To be asked once for each span of the trace, in their order. */
    int of(Span span) {
        int bits = 0;
        for (Kept kept : ALL) {
            if (isNew(kept, value(kept, span))) {
                bits |= kept.bit();
            }
        }
        return bits;
    }

    private boolean isNew(Kept kept, Object value) {
        if (!isValue(value)) {
            return false;
        }
        @Nullable Object before = last.put(kept, value);
        if (before == null) {
            return true;
        }
        return !value.equals(before)
                && all.computeIfAbsent(kept, _ -> new HashSet<>(Set.of(before))).add(value);
    }

    private static boolean isValue(Object value) {
        return !value.equals("") && !value.equals(List.of());
    }

    /** What is stored of it: of a list, with bounds between its values. */
    static String text(Kept kept, Span span) {
        return switch (value(kept, span)) {
            case List<?> values ->
                values.stream()
                        .map(value -> SpanAppender.unbound(String.valueOf(value)))
                        .collect(Collectors.joining(String.valueOf(TraceFieldSql.BOUND)));
            case Object value -> SpanAppender.unbound(String.valueOf(value));
        };
    }

    /** An empty text or list where there is none. */
    private static Object value(Kept kept, Span span) {
        return switch (kept) {
            case NAMES -> span.name();
            case KINDS -> span.kind().label();
            case STATUSES -> span.status().label();
            case PROVIDERS -> span.provider();
            case REQUEST_MODELS -> span.requestModel();
            case RESPONSE_MODELS -> span.responseModel();
            case SESSIONS -> span.sessionId();
            case USERS -> span.userId();
            case TAGS -> span.tags();
            case SERVICES -> span.service();
            case ENVIRONMENTS -> span.environment();
        };
    }
}

package dev.assay.store.columns;

import dev.assay.model.Span;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which values a span tells of its trace that none before it in its batch has told. The rows of traces have each value once, and
 * to find the different ones again later costs five times as much as all else of a row.
 */
final class Telling {

    /** The fields whose values are kept in rows of traces. */
    enum Field {
        NAMES(1 << 0),
        KINDS(1 << 1),
        STATUSES(1 << 2),
        PROVIDERS(1 << 3),
        REQUEST_MODELS(1 << 4),
        RESPONSE_MODELS(1 << 5),
        SESSIONS(1 << 6),
        USERS(1 << 7),
        TAGS(1 << 8),
        SERVICES(1 << 9),
        ENVIRONMENTS(1 << 10);

        private final int bit;

        Field(int bit) {
            this.bit = bit;
        }

        /** As it is stored. */
        int bit() {
            return bit;
        }
    }

    private static final List<Field> FIELDS = List.of(Field.values());

    /** All bits: a value that is told twice is no harm. */
    static final int EVERYTHING = (1 << FIELDS.size()) - 1;

    private record TraceKey(String project, String traceId) {}

    private final Map<TraceKey, Told> told = new HashMap<>();

    /** Bits of what it tells. To be asked once for each span of a batch, in their order. */
    int of(String project, Span span) {
        Told known = told.computeIfAbsent(new TraceKey(project, span.traceId()), _ -> new Told());
        int bits = 0;
        for (Field field : FIELDS) {
            if (known.add(field, value(field, span))) {
                bits |= field.bit();
            }
        }
        return bits;
    }

    /** An empty text or list where there is none. */
    private static Object value(Field field, Span span) {
        return switch (field) {
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

    /** What was told of one trace. */
    private static final class Told {

        private final Map<Field, Object> last = new EnumMap<>(Field.class);
        private final Map<Field, Set<Object>> all = new EnumMap<>(Field.class);

        /** Whether it is a value, and new. */
        boolean add(Field field, Object value) {
            if (value.equals("") || value.equals(List.of())) {
                return false;
            }
            @Nullable Object before = last.put(field, value);
            if (before == null) {
                return true;
            }
            return !value.equals(before)
                    && all.computeIfAbsent(field, _ -> new HashSet<>(Set.of(before)))
                            .add(value);
        }
    }
}

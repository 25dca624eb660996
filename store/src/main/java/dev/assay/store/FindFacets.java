package dev.assay.store;

import dev.assay.store.filter.Subject;
import java.util.List;

/** Which values fields have among the traces or spans that pass a filter. */
public interface FindFacets {

    /** Longer values are no facets; in UTF-16 code units or code points, as the engine counts. */
    int MAX_VALUE = 500;

    /** One for each field, in their order. */
    List<Facet> facets(Question question);

    /**
     * @param filter a field's own terms do not narrow its values: see {@link dev.assay.store.filter.Filter#without}
     * @param fields each one that {@link Subject#isGrouped}
     * @param prefix only values that begin so, whatever their case; empty for all
     * @param limit how many values of each field at most; at least 1
     */
    record Question(TraceFilter filter, Counted of, List<Subject> fields, String prefix, int limit) {

        public Question {
            fields = List.copyOf(fields);
        }
    }

    /**
     * @param values the most frequent first, equal ones by value
     * @param more whether there are more values
     */
    record Facet(Subject field, List<Value> values, boolean more) {

        public Facet {
            values = List.copyOf(values);
        }
    }

    /** @param count how many traces or spans have the value */
    record Value(String value, long count) {}
}

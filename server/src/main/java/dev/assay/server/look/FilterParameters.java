package dev.assay.server.look;

import dev.assay.server.web.ProblemException;
import dev.assay.server.web.Request;
import dev.assay.store.Counted;
import dev.assay.store.TraceFilter;
import dev.assay.store.filter.Field;
import dev.assay.store.filter.Filter;
import dev.assay.store.filter.FilterException;
import dev.assay.store.filter.Match;
import dev.assay.store.filter.Subject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The query parameters that say which traces are meant. */
final class FilterParameters {

    private static final Duration DEFAULT_RANGE = Duration.ofHours(24);

    /** Those that may be asked for by a parameter of their own, too. */
    private static final List<Field> FIELDS = List.of(
            Field.MODEL,
            Field.PROVIDER,
            Field.KIND,
            Field.STATUS,
            Field.NAME,
            Field.SERVICE,
            Field.ENVIRONMENT,
            Field.SESSION,
            Field.USER,
            Field.TAG);

    private final Request request;
    private final Clock clock;
    private final Set<String> known;

    FilterParameters(Request request, Clock clock) {
        this(request, clock, Set.of("from", "to", "q", "filter"));
        FIELDS.forEach(field -> known.add(field.label()));
    }

    /** @param known the parameters that the route has of these */
    FilterParameters(Request request, Clock clock, Set<String> known) {
        this.request = request;
        this.clock = clock;
        this.known = new TreeSet<>(known);
    }

    /** Names further parameters of the route; call it before any other. */
    void allow(String... names) {
        known.addAll(Arrays.asList(names));
        Set<String> unknown = new HashSet<>(request.queryNames());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw ProblemException.badRequest("the parameter '"
                    + unknown.iterator().next() + "' is not known (expected: one of " + String.join(", ", known) + ")");
        }
    }

    TraceFilter filter(String project) {
        Instant to = time("to").orElseGet(clock::instant);
        Instant from = time("from").orElseGet(() -> to.minus(DEFAULT_RANGE));
        if (!from.isBefore(to)) {
            throw ProblemException.badRequest("from is " + from + " and to is " + to + " (expected: from before to)");
        }
        List<Filter> parts = new ArrayList<>();
        request.queries("filter").forEach(text -> parts.add(parse(text)));
        parts.addAll(conditions());
        request.query("q").ifPresent(text -> parts.add(new Filter.Text(text)));
        return new TraceFilter(project, from, to, Filter.and(parts));
    }

    private static Filter parse(String text) {
        try {
            return Filter.parse(text);
        } catch (FilterException e) {
            throw ProblemException.badRequestAt(e.position(), "filter is '" + text + "'; " + e.getMessage());
        }
    }

    private Optional<Instant> time(String name) {
        return request.query(name).map(text -> {
            try {
                return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
            } catch (DateTimeException e) {
                throw new ProblemException(
                        400,
                        name + " is '" + text + "' (expected: a time like 2026-11-23T14:00:00Z; a '+' is written %2B)",
                        e);
            }
        });
    }

    private List<Filter> conditions() {
        List<Filter> conditions = new ArrayList<>();
        for (Field field : FIELDS) {
            for (String value : request.queries(field.label())) {
                conditions.add(new Filter.Term(field, List.of(new Match.Equal(checked(field, value)))));
            }
        }
        return conditions;
    }

    private static String checked(Field field, String value) {
        if (field.words().isEmpty()) {
            return value;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        if (!field.words().contains(lower)) {
            throw ProblemException.badRequest(
                    field.label() + " is '" + value + "' (expected: one of " + String.join(", ", field.words()) + ")");
        }
        return lower;
    }

    Counted counted() {
        String of = request.query("of").orElse(Counted.TRACES.label());
        return Arrays.stream(Counted.values())
                .filter(each -> each.label().equals(of))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest("of is '" + of + "' (expected: traces or spans)"));
    }

    /** A field by whose values traces and spans can be told apart. */
    static Subject grouped(String parameter, String name) {
        Subject subject;
        try {
            subject = Subject.named(name);
        } catch (FilterException e) {
            throw new ProblemException(400, parameter + " is '" + name + "'; " + e.getMessage(), e);
        }
        if (!subject.isGrouped()) {
            throw ProblemException.badRequest(parameter + " is '" + name
                    + "' (expected: a field of texts or words, like model, user, status or attributes.KEY)");
        }
        return subject;
    }

    int number(String name, int min, int max, int otherwise) {
        return request.query(name)
                .map(text -> {
                    if (text.matches("\\d{1,9}")) {
                        int number = Integer.parseInt(text);
                        if (number >= min && number <= max) {
                            return number;
                        }
                    }
                    throw ProblemException.badRequest(
                            name + " is '" + text + "' (expected: a whole number from " + min + " to " + max + ")");
                })
                .orElse(otherwise);
    }
}

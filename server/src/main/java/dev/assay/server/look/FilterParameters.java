package dev.assay.server.look;

import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.server.web.ProblemException;
import dev.assay.server.web.Request;
import dev.assay.store.TraceFilter;
import dev.assay.store.TraceFilter.Condition;
import dev.assay.store.TraceFilter.Field;
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

    private final Request request;
    private final Clock clock;
    private final Set<String> known = new TreeSet<>(Set.of("from", "to", "q"));

    FilterParameters(Request request, Clock clock) {
        this.request = request;
        this.clock = clock;
        for (Field field : Field.values()) {
            known.add(name(field));
        }
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
        return new TraceFilter(project, from, to, request.query("q").orElse(""), conditions());
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

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        for (Field field : Field.values()) {
            for (String value : request.queries(name(field))) {
                check(field, value);
                conditions.add(new Condition(field, value));
            }
        }
        return conditions;
    }

    private static void check(Field field, String value) {
        List<String> words = switch (field) {
            case KIND -> Arrays.stream(SpanKind.values()).map(SpanKind::label).toList();
            case STATUS -> Arrays.stream(Status.values()).map(Status::label).toList();
            case MODEL, PROVIDER, NAME, SERVICE, ENVIRONMENT, SESSION, USER, TAG -> List.of();
        };
        if (!words.isEmpty() && !words.contains(value.toLowerCase(Locale.ROOT))) {
            throw ProblemException.badRequest(
                    name(field) + " is '" + value + "' (expected: one of " + String.join(", ", words) + ")");
        }
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

    private static String name(Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }
}

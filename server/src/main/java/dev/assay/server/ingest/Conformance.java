package dev.assay.server.ingest;

import dev.assay.model.Client;
import dev.assay.model.Span;
import dev.assay.model.SpanKind;
import dev.assay.model.Status;
import dev.assay.server.ingest.dialect.LeftAttributes;
import dev.assay.store.Batch;
import dev.assay.store.Finding;
import dev.assay.store.Sightings;
import dev.assay.store.Sightings.Sighting;
import dev.assay.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what each client does not tell, tells twice or tells in words that no dialect knows, while its spans are projected.
 * Counts are written once a second, so a crash may lose the last second of them; a part of the journal that is projected again
 * is not counted again. Names of attributes are looked at in a part of the spans only, because that is what costs time.
 */
public final class Conformance implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Conformance.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Of each client the first are looked at, and then one of so many. */
    private static final int FIRST = 32;

    private static final int ONE_OF = 16;

    /** Clients name themselves, so there may be any number of them. */
    private static final int MAX_CLIENTS = 1_000;

    private static final int MAX_SUBJECTS = 500;

    private final Sightings sightings;
    private final Clock clock;
    private final Map<Sender, Tallies> bySender = new HashMap<>();
    private Sender lastSender = new Sender("", Client.UNKNOWN);
    private Tallies lastTallies = new Tallies();
    private Instant written;
    private long reached;

    private record Sender(String project, Client client) {}

    private record Subject(Finding finding, String name) {}

    /** What was counted since the last write. Every span has some findings without a name, which are quicker found apart. */
    private static final class Tallies {
        final Map<Finding, Tally> byFinding = new EnumMap<>(Finding.class);
        final Map<Subject, Tally> bySubject = new HashMap<>();
        long seen;

        void forEach(BiConsumer<Subject, Tally> action) {
            byFinding.forEach((finding, tally) -> action.accept(new Subject(finding, ""), tally));
            bySubject.forEach(action);
        }

        void clear() {
            byFinding.clear();
            bySubject.clear();
        }
    }

    private static final class Tally {
        long spans;
        Span example;

        Tally(Span example) {
            this.example = example;
        }

        void add(Span span) {
            spans++;
            example = span;
        }
    }

    public Conformance(Sightings sightings, Clock clock) {
        this.sightings = sightings;
        this.clock = clock;
        this.written = clock.instant();
        this.reached = sightings.position();
    }

    /** Counts what was just stored. Called by one thread. */
    void count(Batch batch) {
        if (batch.position() <= reached) {
            return; // counted before a crash, or before the columns were lost
        }
        for (Batch.SpanWrite write : batch.spans()) {
            Span span = write.span();
            if (!span.client().dialect().equals("otel")) {
                count(write.project(), span);
            }
        }
        reached = batch.position();
        if (!clock.instant().isBefore(written.plus(PAUSE))) {
            write();
        }
    }

    private void count(String project, Span span) {
        Tallies tallies = of(project, span.client());
        add(tallies, Finding.SPANS, span);
        String attributes = span.attributes().text();
        if (attributes.contains("\"droppedAttributes\":")) {
            add(tallies, Finding.TRUNCATED, span);
        }
        if (attributes.contains("\"assay.usage.")) {
            add(tallies, Finding.EXCLUSIVE_USAGE, span);
        }
        if (span.kind().isInference() && span.status() != Status.ERROR) {
            countCall(tallies, span);
        }
        if (tallies.seen < FIRST || tallies.seen % ONE_OF == 0) {
            add(tallies, Finding.EXAMINED, span);
            for (LeftAttributes.Left left : LeftAttributes.of(span)) {
                add(tallies, left.finding(), left.name(), span);
            }
        }
        tallies.seen++;
    }

    /** Spans of one client come together. */
    private Tallies of(String project, Client client) {
        if (!lastSender.project.equals(project) || !lastSender.client.equals(client)) {
            lastSender = new Sender(project, client);
            lastTallies = bySender.computeIfAbsent(lastSender, _ -> new Tallies());
        }
        return lastTallies;
    }

    private static void countCall(Tallies tallies, Span span) {
        // No convention has a place for what is embedded, so that its absence is nothing a client could mend.
        if (span.kind() == SpanKind.LLM
                && (span.input().isEmpty() || span.output().isEmpty())) {
            add(tallies, Finding.NO_CONTENT, span);
        }
        if (!span.usage().isKnown()) {
            add(tallies, Finding.NO_USAGE, span);
        } else if (span.costUsd().isEmpty()) {
            String provider = span.provider().isEmpty() ? "" : span.provider() + "/";
            add(tallies, Finding.UNPRICED, provider + span.model(), span);
        }
    }

    private static void add(Tallies tallies, Finding finding, Span span) {
        tallies.byFinding.computeIfAbsent(finding, _ -> new Tally(span)).add(span);
    }

    private static void add(Tallies tallies, Finding finding, String name, Span span) {
        if (name.isEmpty()) {
            add(tallies, finding, span);
            return;
        }
        Subject subject = new Subject(finding, name);
        Tally tally = tallies.bySubject.get(subject);
        if (tally == null) {
            if (tallies.bySubject.size() >= MAX_SUBJECTS) {
                return;
            }
            tally = new Tally(span);
            tallies.bySubject.put(subject, tally);
        }
        tally.add(span);
    }

    private void write() {
        List<Sighting> all = new ArrayList<>();
        bySender.forEach((sender, tallies) -> tallies.forEach((subject, tally) -> all.add(new Sighting(
                sender.project(),
                sender.client().name(),
                sender.client().version(),
                sender.client().dialect(),
                subject.finding(),
                subject.name(),
                tally.spans,
                tally.example.traceId(),
                tally.example.spanId(),
                tally.example.startTime()))));
        try {
            if (!all.isEmpty()) {
                sightings.add(all, reached);
            }
            bySender.values().forEach(Tallies::clear);
            if (bySender.size() > MAX_CLIENTS) {
                bySender.clear();
                lastSender = new Sender("", Client.UNKNOWN);
            }
        } catch (StoreException e) {
            // Spans must not wait for what is said about them; the counts are kept for the next time.
            LOG.warn("what was noticed about clients is not written: {}", e.getMessage());
        }
        written = clock.instant();
    }

    /** Writes what was counted last. */
    @Override
    public void close() {
        write();
    }
}

package dev.assay.server.keep;

import dev.assay.store.Columns;
import dev.assay.store.Journal;
import dev.assay.store.ProjectSettings;
import dev.assay.store.Projects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out what projects keep no longer. Traces go by when they began, requests by when they were received, a day later, so that a
 * trace that is still there can be made anew from its requests.
 */
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private static final Duration MARGIN = Duration.ofDays(1);

    /** A project that is too large gives up a little more, so that it is not too large again at once. */
    private static final double SPARE = 0.9;

    private final Projects projects;
    private final ProjectSettings settings;
    private final Clock clock;

    public Retention(Projects projects, ProjectSettings settings, Clock clock) {
        this.projects = projects;
        this.settings = settings;
        this.clock = clock;
    }

    RetentionSettings of(String project) {
        return settings.read(project, RetentionSettings.NAME)
                .map(RetentionSettings::read)
                .orElse(RetentionSettings.OFF);
    }

    void set(String project, RetentionSettings retention) {
        settings.write(project, RetentionSettings.NAME, retention.toJson());
    }

    /** @return how many rows of the columns and requests of the journal were taken out */
    long run(Journal journal, Columns columns) {
        Map<String, Long> bytes = Map.of();
        Map<String, Instant> requestsBefore = new HashMap<>();
        long rows = 0;
        for (Projects.Project each : projects.all()) {
            String project = each.name();
            RetentionSettings retention = of(project);
            Optional<Instant> tracesBefore = byAge(retention);
            tracesBefore.ifPresent(before -> requestsBefore.put(project, before.minus(MARGIN)));
            if (retention.maxBytes().isPresent()) {
                bytes = bytes.isEmpty() ? journal.bytes() : bytes;
                long most = retention.maxBytes().getAsLong();
                if (bytes.getOrDefault(project, 0L) > most) {
                    Optional<Instant> bySize = journal.newestWithin(project, (long) (SPARE * most));
                    bySize.ifPresent(before -> requestsBefore.merge(project, before, Retention::later));
                    tracesBefore =
                            bySize.map(before -> later(before, byAge(retention).orElse(before)));
                }
            }
            if (tracesBefore.isPresent()) {
                rows += columns.eraseTraces()
                        .eraseBefore(project, tracesBefore.get())
                        .sum();
            }
        }
        long requests = journal.drop(requestsBefore);
        if (rows + requests > 0) {
            LOG.info("retention took {} rows and {} requests out", rows, requests);
        }
        return rows + requests;
    }

    /** What the journal still holds of traces that are too old must not come back into columns that are made anew. */
    public void run(Columns columns) {
        for (Projects.Project project : projects.all()) {
            byAge(of(project.name())).ifPresent(before -> columns.eraseTraces().eraseBefore(project.name(), before));
        }
    }

    private Optional<Instant> byAge(RetentionSettings retention) {
        return retention.maxAgeDays().isEmpty()
                ? Optional.empty()
                : Optional.of(clock.instant()
                        .minus(Duration.ofDays(retention.maxAgeDays().getAsLong())));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

package dev.assay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.store.Deletions.Deletion;
import dev.assay.store.Deletions.Subject;
import dev.assay.store.Projects.Project;
import dev.assay.store.Sightings.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every engine of the records does. */
public abstract class RecordsContract {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

    /** Opens the records of this test, or makes them. */
    protected abstract Records open();

    private static Sighting sighting(String project, String client, Finding finding, String subject, long spans) {
        return new Sighting(
                project,
                client,
                "1",
                "otel-genai",
                finding,
                subject,
                spans,
                "t" + spans,
                "s" + spans,
                NOON.plusSeconds(spans));
    }

    @Test
    void sightings_areAddedUp_withTheNewestExample() {
        try (Records records = open()) {
            Sightings sightings = records.sightings();
            assertThat(sightings.position()).isZero();
            assertThat(sightings.of("shop")).isEmpty();

            sightings.add(
                    List.of(
                            sighting("shop", "a", Finding.SPANS, "", 5),
                            sighting("shop", "a", Finding.UNMAPPED, "x.y", 2),
                            sighting("bank", "a", Finding.SPANS, "", 9)),
                    7);
            sightings.add(List.of(sighting("shop", "a", Finding.UNMAPPED, "x.y", 4)), 9);

            assertThat(sightings.position()).isEqualTo(9);
            assertThat(sightings.of("shop"))
                    .containsExactly(
                            new Sighting(
                                    "shop",
                                    "a",
                                    "1",
                                    "otel-genai",
                                    Finding.UNMAPPED,
                                    "x.y",
                                    6,
                                    "t4",
                                    "s4",
                                    NOON.plusSeconds(4)),
                            sighting("shop", "a", Finding.SPANS, "", 5));

            sightings.clear();
            assertThat(sightings.position()).isZero();
            assertThat(sightings.of("bank")).isEmpty();
        }
    }

    @Test
    void sightings_ofAProjectAreBounded() {
        try (Records records = open()) {
            List<Sighting> many = IntStream.range(0, Sightings.MAX_A_PROJECT + 10)
                    .mapToObj(i -> sighting("shop", "a", Finding.UNMAPPED, "k" + i, 1))
                    .toList();
            records.sightings().add(many, 1);
            records.sightings().add(List.of(sighting("shop", "a", Finding.UNMAPPED, "k0", 1)), 2);
            List<Sighting> kept = records.sightings().of("shop");
            assertThat(kept).hasSize(Sightings.MAX_A_PROJECT);
            assertThat(kept.getFirst().spans()).isEqualTo(2);
        }
    }

    @Test
    void settings_areOfAProject_andTheNewestCounts() {
        try (Records records = open()) {
            ProjectSettings settings = records.settings();
            assertThat(settings.read("shop", "a")).isEmpty();
            settings.write("shop", "a", "1");
            settings.write("shop", "a", "2");
            settings.write("bank", "a", "3");
            assertThat(settings.read("shop", "a")).hasValue("2");
            assertThat(settings.read("shop", "b")).isEmpty();
        }
    }

    @Test
    void projects_areMadeOnce_andListedByName() {
        try (Records records = open()) {
            assertThat(records.projects().all()).isEmpty();

            records.projects().ensure("shop", NOON);
            records.projects().ensure("bank", NOON.plusSeconds(1));
            records.projects().ensure("shop", NOON.plusSeconds(2));

            assertThat(records.projects().all())
                    .containsExactly(new Project("bank", NOON.plusSeconds(1)), new Project("shop", NOON));
        }
    }

    private static Deletion deletion(String id, String session) {
        return new Deletion(id, "shop", Subject.SESSION, session, NOON, Optional.empty(), "");
    }

    @Test
    void deletions_standUntilTheyEnd_andTheirTracesUntilTheirTimeIsOver() {
        try (Records records = open()) {
            Deletions deletions = records.deletions();
            assertThat(deletions.isEmpty("shop")).isTrue();
            deletions.begin(deletion("d-1", "s-1"), Set.of("t-1", "t-2"), NOON.plusSeconds(60));
            deletions.begin(deletion("d-2", ""), Set.of(), NOON.plusSeconds(60));

            assertThat(deletions.unfinished()).containsExactlyInAnyOrder(deletion("d-1", "s-1"), deletion("d-2", ""));
            assertThat(deletions.traceIds("d-1")).containsExactlyInAnyOrder("t-1", "t-2");
            assertThat(deletions.isDeleted("shop", "t-1")).isTrue();
            assertThat(deletions.isDeleted("bank", "t-1")).isFalse();
            assertThat(deletions.deletedOf("shop", List.of("t-2", "t-3"))).containsExactly("t-2");

            deletions.finish("d-1", NOON.plusSeconds(1), "{}");
            assertThat(deletions.unfinished()).containsExactly(deletion("d-2", ""));
            assertThat(deletions.read("shop", "d-1"))
                    .hasValue(new Deletion(
                            "d-1", "shop", Subject.SESSION, "", NOON, Optional.of(NOON.plusSeconds(1)), "{}"));
            assertThat(deletions.read("bank", "d-1")).isEmpty();

            deletions.expire(NOON.plusSeconds(59));
            assertThat(deletions.isDeleted("shop", "t-1")).isTrue();
            deletions.expire(NOON.plusSeconds(60));
            assertThat(deletions.isDeleted("shop", "t-1")).isFalse();
            assertThat(deletions.isEmpty("shop")).isTrue();
        }
    }

    @Test
    void deletion_waitsForWhatWasLetInBefore() throws Exception {
        try (Records records = open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Deletions deletions = records.deletions();
            Future<?> deleting;
            try (Deletions.Standing _ = deletions.standing()) {
                deleting =
                        threads.submit(() -> deletions.begin(deletion("d-1", ""), Set.of("t-1"), NOON.plusSeconds(60)));
                assertThat(deletions.isDeleted("shop", "t-1")).isFalse();
            }
            deleting.get();
            assertThat(deletions.isDeleted("shop", "t-1")).isTrue();
        }
    }

    @Test
    void sightings_forgetExamplesOfTracesThatAreGone() {
        try (Records records = open()) {
            records.sightings().add(List.of(sighting("shop", "a", Finding.SPANS, "", 5)), 1);
            records.sightings().forgetExamples("shop", Set.of("t5"));
            assertThat(records.sightings().of("shop"))
                    .extracting(Sighting::spans, Sighting::traceId)
                    .containsExactly(tuple(5L, ""));
        }
    }
}

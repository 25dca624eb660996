package dev.assay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.store.Deletions.Deletion;
import dev.assay.store.Deletions.Subject;
import dev.assay.store.LogIns.LogIn;
import dev.assay.store.Projects.Project;
import dev.assay.store.Sightings.Sighting;
import dev.assay.store.Users.User;
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

            assertThat(records.projects().ensure("shop", NOON)).isTrue();
            assertThat(records.projects().ensure("bank", NOON.plusSeconds(1))).isTrue();
            assertThat(records.projects().ensure("shop", NOON.plusSeconds(2))).isFalse();
            assertThat(records.projects().entitle("shop", "The shop")).isTrue();
            assertThat(records.projects().entitle("nobody", "x")).isFalse();

            assertThat(records.projects().all())
                    .containsExactly(
                            new Project("bank", "bank", NOON.plusSeconds(1)), new Project("shop", "The shop", NOON));
            assertThat(records.projects().find("shop")).map(Project::title).hasValue("The shop");
            assertThat(records.projects().find("nobody")).isEmpty();
        }
    }

    @Test
    void users_areToldApartWithoutTheirCase() {
        try (Records records = open()) {
            Users users = records.users();
            assertThat(users.any()).isFalse();
            assertThat(users.add(new User("ada", Role.ADMIN, "hash-1", NOON))).isTrue();
            assertThat(users.add(new User("Ada", Role.VIEWER, "hash-2", NOON))).isFalse();
            assertThat(users.add(new User("bob", Role.VIEWER, "hash-3", NOON))).isTrue();

            assertThat(users.any()).isTrue();
            assertThat(users.find("ADA")).hasValue(new User("ada", Role.ADMIN, "hash-1", NOON));
            assertThat(users.find("eve")).isEmpty();
            assertThat(users.changePassword("Bob", "hash-4")).isTrue();
            assertThat(users.change("bob", Role.EDITOR)).isTrue();
            assertThat(users.change("eve", Role.EDITOR)).isFalse();
            assertThat(users.all())
                    .containsExactly(
                            new User("ada", Role.ADMIN, "hash-1", NOON), new User("bob", Role.EDITOR, "hash-4", NOON));
        }
    }

    @Test
    void users_keepAnAdministrator() {
        try (Records records = open()) {
            Users users = records.users();
            users.add(new User("ada", Role.ADMIN, "hash", NOON));
            users.add(new User("bob", Role.EDITOR, "hash", NOON));
            assertThat(users.change("ada", Role.VIEWER)).isFalse();
            assertThat(users.remove("ada")).isFalse();
            assertThat(users.change("ada", Role.ADMIN)).isTrue();

            assertThat(users.change("bob", Role.ADMIN)).isTrue();
            assertThat(users.remove("Ada")).isTrue();
            assertThat(users.remove("bob")).isFalse();
        }
    }

    @Test
    void logIns_areFoundByTheirTokenAndTheOneBefore_andEndWithTheUser() {
        try (Records records = open()) {
            records.users().add(new User("ada", Role.ADMIN, "hash", NOON));
            records.users().add(new User("bob", Role.VIEWER, "hash", NOON));
            LogIns logIns = records.logIns();
            logIns.add(new LogIn("l1", "bob", NOON, NOON), new byte[] {1});
            assertThat(logIns.find(new byte[] {1}))
                    .hasValue(new LogIns.Found(new LogIn("l1", "bob", NOON, NOON), Role.VIEWER, true));
            assertThat(logIns.find(new byte[] {9})).isEmpty();

            Instant later = NOON.plusSeconds(60);
            assertThat(logIns.rotate("l1", new byte[] {1}, new byte[] {2}, later))
                    .isTrue();
            assertThat(logIns.rotate("l1", new byte[] {1}, new byte[] {3}, later))
                    .isFalse();
            assertThat(logIns.find(new byte[] {2})).map(LogIns.Found::newest).hasValue(true);
            assertThat(logIns.find(new byte[] {1}))
                    .hasValue(new LogIns.Found(new LogIn("l1", "bob", NOON, later), Role.VIEWER, false));

            assertThat(records.users().remove("bob")).isTrue();
            assertThat(logIns.find(new byte[] {2})).isEmpty();
        }
    }

    @Test
    void logIns_end() {
        try (Records records = open()) {
            records.users().add(new User("ada", Role.ADMIN, "hash", NOON));
            LogIns logIns = records.logIns();
            Instant old = NOON.minusSeconds(1);
            logIns.add(new LogIn("began", "ada", old, NOON), new byte[] {1});
            logIns.add(new LogIn("rotated", "ada", NOON, old), new byte[] {2});
            logIns.add(new LogIn("young", "ada", NOON, NOON), new byte[] {3});
            logIns.add(new LogIn("removed", "ada", NOON, NOON), new byte[] {4});
            logIns.remove("removed");
            logIns.removeOlder(NOON, NOON);
            assertThat(IntStream.rangeClosed(1, 4)
                            .filter(i -> logIns.find(new byte[] {(byte) i}).isPresent()))
                    .containsExactly(3);
            logIns.removeOf("Ada");
            assertThat(logIns.find(new byte[] {3})).isEmpty();
        }
    }

    @Test
    void keepsViewsByNameUntilTheyAreRemoved() {
        try (Records records = open()) {
            Views views = records.views();
            Views.View failed = new Views.View("shop", "what failed", "traces?f=has:error", "", NOON);
            Views.View dear = new Views.View("shop", "dear", "sessions?f=cost:>1", "ada", NOON.plusSeconds(1));
            views.keep(failed);
            views.keep(dear);
            views.keep(new Views.View("bank", "dear", "traces", "bob", NOON));
            assertThat(views.of("shop")).containsExactly(dear, failed);

            Views.View other = new Views.View("shop", "dear", "traces?f=cost:>2", "bob", NOON.plusSeconds(2));
            views.keep(other);
            assertThat(views.of("shop")).containsExactly(other, failed);

            assertThat(views.remove("shop", "dear")).isTrue();
            assertThat(views.remove("shop", "dear")).isFalse();
            assertThat(views.of("shop")).containsExactly(failed);
            assertThat(views.of("bank")).hasSize(1);
        }
    }

    @Test
    void keys_areFoundByTheirHash_untilTheyAreRevoked() {
        try (Records records = open()) {
            Keys keys = records.keys();
            Keys.Key first = new Keys.Key(
                    "k1", "shop", "app", KeyScope.INGEST, "assay_i_ab", NOON, Optional.empty(), Optional.empty());
            Keys.Key second = new Keys.Key(
                    "k2",
                    "shop",
                    "ci",
                    KeyScope.FULL,
                    "assay_f_cd",
                    NOON.plusSeconds(1),
                    Optional.empty(),
                    Optional.empty());
            keys.add(first, new byte[] {1});
            keys.add(second, new byte[] {2});
            assertThat(keys.find(new byte[] {1})).hasValue(first);
            assertThat(keys.find(new byte[] {3})).isEmpty();
            assertThat(keys.of("shop")).containsExactly(second, first);
            assertThat(keys.of("bank")).isEmpty();

            keys.used("k1", NOON.plusSeconds(5));
            assertThat(keys.find(new byte[] {1})).flatMap(Keys.Key::lastUsedAt).hasValue(NOON.plusSeconds(5));
            assertThat(keys.revoke("bank", "k1", NOON.plusSeconds(6))).isFalse();
            assertThat(keys.revoke("shop", "k1", NOON.plusSeconds(6))).isTrue();
            assertThat(keys.revoke("shop", "k1", NOON.plusSeconds(7))).isFalse();
            assertThat(keys.find(new byte[] {1})).isEmpty();
            assertThat(keys.of("shop").getLast().revokedAt()).hasValue(NOON.plusSeconds(6));
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
    void projects_standDeletedUntilTheirTimeIsOver_orSomebodyAllowsThem() {
        try (Records records = open()) {
            Deletions deletions = records.deletions();
            records.projects().ensure("shop", NOON);
            records.projects().ensure("bank", NOON);
            records.settings().write("shop", "retention", "{}");
            records.settings().write("bank", "retention", "{}");
            Deletion whole = new Deletion("d-1", "shop", Subject.PROJECT, "", NOON, Optional.empty(), "");
            deletions.begin(whole, Set.of(), NOON.plusSeconds(60));

            assertThat(deletions.isDeleted("shop")).isTrue();
            assertThat(deletions.isDeleted("shop", "any")).isTrue();
            assertThat(deletions.deletedOf("shop", List.of("t-1"))).containsExactly("t-1");
            assertThat(deletions.isDeleted("bank")).isFalse();
            assertThat(deletions.isEmpty("shop")).isFalse();
            assertThat(records.ofProject().forget("shop")).isEqualTo(new ProjectRecords.Count(0, 0, 1, 0, 1));
            assertThat(records.ofProject().count("shop").sum()).isZero();
            assertThat(records.ofProject().count("bank").sum()).isEqualTo(2);
            assertThatThrownBy(() -> records.projects().ensure("shop", NOON))
                    .isInstanceOf(DeletedProjectException.class);
            records.sightings()
                    .add(
                            List.of(
                                    sighting("shop", "a", Finding.SPANS, "", 1),
                                    sighting("bank", "a", Finding.SPANS, "", 1)),
                            1);
            assertThat(records.sightings().of("shop")).isEmpty();
            assertThat(records.sightings().of("bank")).hasSize(1);

            deletions.allow("shop");
            assertThat(records.projects().ensure("shop", NOON)).isTrue();
            assertThat(deletions.isDeleted("shop", "any")).isFalse();

            deletions.begin(
                    new Deletion("d-2", "bank", Subject.PROJECT, "", NOON, Optional.empty(), ""),
                    Set.of(),
                    NOON.plusSeconds(60));
            deletions.expire(NOON.plusSeconds(60));
            assertThat(deletions.isDeleted("bank")).isFalse();
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

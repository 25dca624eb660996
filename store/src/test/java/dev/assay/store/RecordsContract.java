package dev.assay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.store.Projects.Project;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every engine of the records does. */
public abstract class RecordsContract {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

    /** Opens the records of this test, or makes them. */
    protected abstract Records open();

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
}

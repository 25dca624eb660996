package dev.assay.store.memory;

import dev.assay.store.Projects;
import dev.assay.store.Records;
import dev.assay.store.Sightings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Records that are gone with the process. */
public final class MemoryRecords implements Records {

    private final Projects projects = new MemoryProjects();
    private final Sightings sightings = new MemorySightings();

    @Override
    public Projects projects() {
        return projects;
    }

    @Override
    public Sightings sightings() {
        return sightings;
    }

    @Override
    public void close() {}

    private static final class MemoryProjects implements Projects {

        private final SortedMap<String, Instant> byName = new TreeMap<>();

        @Override
        public synchronized List<Project> all() {
            return byName.entrySet().stream()
                    .map(entry -> new Project(entry.getKey(), entry.getValue()))
                    .toList();
        }

        @Override
        public synchronized void ensure(String name, Instant at) {
            byName.putIfAbsent(name, at.truncatedTo(ChronoUnit.MICROS));
        }
    }
}

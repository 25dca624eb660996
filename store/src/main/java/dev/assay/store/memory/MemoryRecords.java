package dev.assay.store.memory;

import dev.assay.store.Deletions;
import dev.assay.store.Keys;
import dev.assay.store.LogIns;
import dev.assay.store.ProjectSettings;
import dev.assay.store.Projects;
import dev.assay.store.Records;
import dev.assay.store.Sightings;
import dev.assay.store.Users;
import dev.assay.store.Views;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Records that are gone with the process. */
public final class MemoryRecords implements Records {

    private final Projects projects = new MemoryProjects();
    private final ProjectSettings settings = new MemorySettings();
    private final Sightings sightings = new MemorySightings();
    private final Deletions deletions = new MemoryDeletions();
    private final MemoryUsers users = new MemoryUsers();
    private final Keys keys = new MemoryKeys();
    private final Views views = new MemoryViews();

    @Override
    public Projects projects() {
        return projects;
    }

    @Override
    public Sightings sightings() {
        return sightings;
    }

    @Override
    public ProjectSettings settings() {
        return settings;
    }

    @Override
    public Deletions deletions() {
        return deletions;
    }

    @Override
    public Users users() {
        return users;
    }

    @Override
    public LogIns logIns() {
        return users.logIns();
    }

    @Override
    public Keys keys() {
        return keys;
    }

    @Override
    public Views views() {
        return views;
    }

    @Override
    public void close() {}

    private static final class MemorySettings implements ProjectSettings {

        private record Key(String project, String name) {}

        private final Map<Key, String> values = new ConcurrentHashMap<>();

        @Override
        public Optional<String> read(String project, String name) {
            return Optional.ofNullable(values.get(new Key(project, name)));
        }

        @Override
        public void write(String project, String name, String value) {
            values.put(new Key(project, name), value);
        }
    }

    private static final class MemoryProjects implements Projects {

        private final SortedMap<String, Project> byName = new TreeMap<>();

        @Override
        public synchronized List<Project> all() {
            return List.copyOf(byName.values());
        }

        @Override
        public synchronized Optional<Project> find(String name) {
            return Optional.ofNullable(byName.get(name));
        }

        @Override
        public synchronized boolean ensure(String name, Instant at) {
            Project project = new Project(name, name, at.truncatedTo(ChronoUnit.MICROS));
            return byName.putIfAbsent(name, project) == null;
        }

        @Override
        public synchronized boolean entitle(String name, String title) {
            return byName.computeIfPresent(name, (_, old) -> new Project(name, title, old.createdAt())) != null;
        }
    }
}

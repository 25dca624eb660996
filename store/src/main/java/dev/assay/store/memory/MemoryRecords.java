package dev.assay.store.memory;

import dev.assay.store.DeletedProjectException;
import dev.assay.store.Deletions;
import dev.assay.store.Keys;
import dev.assay.store.LogIns;
import dev.assay.store.ProjectRecords;
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

    private final Deletions deletions = new MemoryDeletions();
    private final MemoryProjects projects = new MemoryProjects(deletions);
    private final MemorySettings settings = new MemorySettings();
    private final MemorySightings sightings = new MemorySightings(deletions);
    private final MemoryUsers users = new MemoryUsers();
    private final MemoryKeys keys = new MemoryKeys();
    private final MemoryViews views = new MemoryViews();

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
    public ProjectRecords ofProject() {
        return new OfProject();
    }

    @Override
    public void close() {}

    private final class OfProject implements ProjectRecords {

        @Override
        public Count count(String project) {
            return new Count(
                    keys.of(project).size(),
                    views.of(project).size(),
                    settings.count(project),
                    sightings.of(project).size(),
                    projects.find(project).isPresent() ? 1 : 0);
        }

        @Override
        public Count forget(String project) {
            Count count = count(project);
            keys.forget(project);
            views.forget(project);
            settings.forget(project);
            sightings.forget(project);
            projects.forget(project);
            return count;
        }
    }

    private static final class MemorySettings implements ProjectSettings {

        private record Key(String project, String name) {}

        private final Map<Key, String> values = new ConcurrentHashMap<>();

        long count(String project) {
            return values.keySet().stream()
                    .filter(key -> key.project.equals(project))
                    .count();
        }

        void forget(String project) {
            values.keySet().removeIf(key -> key.project.equals(project));
        }

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
        private final Deletions deletions;

        MemoryProjects(Deletions deletions) {
            this.deletions = deletions;
        }

        synchronized void forget(String name) {
            byName.remove(name);
        }

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
            if (deletions.isDeleted(name)) {
                throw new DeletedProjectException(name);
            }
            Project project = new Project(name, name, at.truncatedTo(ChronoUnit.MICROS));
            return byName.putIfAbsent(name, project) == null;
        }

        @Override
        public synchronized boolean entitle(String name, String title) {
            return byName.computeIfPresent(name, (_, old) -> new Project(name, title, old.createdAt())) != null;
        }
    }
}

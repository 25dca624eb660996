package dev.assay.store;

import dev.assay.store.Deletions.Standing;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The traces and projects that must not come back, in memory, and who may let something in meanwhile. What every {@link Deletions} is made of. */
public final class Tombstones {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile Map<String, Map<String, Instant>> untilByProject = Map.of();
    private volatile Map<String, Instant> projects = Map.of();

    /** Waits for those that are letting something in, and remembers the traces before the next of them asks. */
    public void add(String project, Collection<String> traceIds, Instant until) {
        lock.writeLock().lock();
        try {
            Map<String, Map<String, Instant>> all = new HashMap<>(untilByProject);
            Map<String, Instant> ofProject = new HashMap<>(all.getOrDefault(project, Map.of()));
            traceIds.forEach(id -> ofProject.put(id, until));
            all.put(project, ofProject);
            untilByProject = all;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The same for a project with all its traces. */
    public void addProject(String project, Instant until) {
        lock.writeLock().lock();
        try {
            Map<String, Instant> all = new HashMap<>(projects);
            all.put(project, until);
            projects = all;
        } finally {
            lock.writeLock().unlock();
        }
    }

    public void allow(String project) {
        lock.writeLock().lock();
        try {
            Map<String, Instant> all = new HashMap<>(projects);
            all.remove(project);
            projects = all;
        } finally {
            lock.writeLock().unlock();
        }
    }

    public void expire(Instant now) {
        lock.writeLock().lock();
        try {
            Map<String, Instant> left = new HashMap<>(projects);
            left.values().removeIf(end -> !end.isAfter(now));
            projects = left;
            Map<String, Map<String, Instant>> all = new HashMap<>();
            untilByProject.forEach((project, until) -> {
                Map<String, Instant> standing = new HashMap<>(until);
                standing.values().removeIf(end -> !end.isAfter(now));
                if (!standing.isEmpty()) {
                    all.put(project, standing);
                }
            });
            untilByProject = all;
        } finally {
            lock.writeLock().unlock();
        }
    }

    public boolean has(String project) {
        return projects.containsKey(project);
    }

    public boolean has(String project, String traceId) {
        Map<String, Map<String, Instant>> all = untilByProject;
        return has(project) || all.getOrDefault(project, Map.of()).containsKey(traceId);
    }

    public boolean isEmpty(String project) {
        return !untilByProject.containsKey(project) && !has(project);
    }

    /** Those of these traces that must not come back. */
    public Set<String> of(String project, Collection<String> traceIds) {
        Set<String> found = new HashSet<>(traceIds);
        if (has(project)) {
            return found;
        }
        found.retainAll(untilByProject.getOrDefault(project, Map.of()).keySet());
        return found;
    }

    /** Holds {@link #add} off until it is closed. On the same thread. */
    public Standing standing() {
        lock.readLock().lock();
        return () -> lock.readLock().unlock();
    }
}

package dev.assay.store.memory;

import dev.assay.store.Views;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

final class MemoryViews implements Views {

    private final Map<String, SortedMap<String, View>> byProject = new HashMap<>();

    @Override
    public synchronized List<View> of(String project) {
        return List.copyOf(named(project).values());
    }

    @Override
    public synchronized void keep(View view) {
        named(view.project()).put(view.name(), view);
    }

    @Override
    public synchronized boolean remove(String project, String name) {
        return named(project).remove(name) != null;
    }

    synchronized void forget(String project) {
        byProject.remove(project);
    }

    private SortedMap<String, View> named(String project) {
        return byProject.computeIfAbsent(project, _ -> new TreeMap<>());
    }
}

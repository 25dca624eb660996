package dev.assay.store.memory;

import dev.assay.store.Deletions;
import dev.assay.store.Finding;
import dev.assay.store.Sightings;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class MemorySightings implements Sightings {

    private record Key(
            String project, String client, String version, String dialect, Finding finding, String subject) {}

    private final Map<Key, Sighting> byKey = new LinkedHashMap<>();
    private final Deletions deletions;
    private long position;

    MemorySightings(Deletions deletions) {
        this.deletions = deletions;
    }

    @Override
    public synchronized void add(List<Sighting> sightings, long reached) {
        for (Sighting each : sightings) {
            Key key = new Key(
                    each.project(), each.client(), each.version(), each.dialect(), each.finding(), each.subject());
            boolean fits = byKey.containsKey(key) || count(each.project()) < MAX_A_PROJECT;
            if (fits && !deletions.isDeleted(each.project())) {
                byKey.merge(key, micros(each, each.spans()), (old, now) -> micros(now, old.spans() + now.spans()));
            }
        }
        position = reached;
    }

    synchronized void forget(String project) {
        byKey.keySet().removeIf(key -> key.project().equals(project));
    }

    private long count(String project) {
        return byKey.keySet().stream()
                .filter(key -> key.project().equals(project))
                .count();
    }

    private static Sighting micros(Sighting sighting, long spans) {
        return new Sighting(
                sighting.project(),
                sighting.client(),
                sighting.version(),
                sighting.dialect(),
                sighting.finding(),
                sighting.subject(),
                spans,
                sighting.traceId(),
                sighting.spanId(),
                sighting.lastSeen().truncatedTo(ChronoUnit.MICROS));
    }

    @Override
    public synchronized long position() {
        return position;
    }

    @Override
    public synchronized List<Sighting> of(String project) {
        return byKey.values().stream()
                .filter(each -> each.project().equals(project))
                .sorted(Comparator.comparingLong(Sighting::spans)
                        .reversed()
                        .thenComparing(Sighting::client)
                        .thenComparing(Sighting::subject))
                .toList();
    }

    @Override
    public synchronized void forgetExamples(String project, Set<String> traceIds) {
        byKey.replaceAll((_, each) -> each.project().equals(project) && traceIds.contains(each.traceId())
                ? new Sighting(
                        project,
                        each.client(),
                        each.version(),
                        each.dialect(),
                        each.finding(),
                        each.subject(),
                        each.spans(),
                        "",
                        "",
                        each.lastSeen())
                : each);
    }

    @Override
    public synchronized void clear() {
        byKey.clear();
        position = 0;
    }
}

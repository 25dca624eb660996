package dev.assay.structured.constrain.grammar;

import dev.assay.structured.constrain.grammar.Bodies.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What follows from how rules need each other: which have a finite text, which can be nothing, and which begin with themselves. */
final class RuleGraph {

    private final Map<String, List<List<Unit>>> bodies;

    RuleGraph(Map<String, List<List<Unit>>> bodies) {
        this.bodies = bodies;
    }

    /** Rules after those that they need, as far as that goes. */
    private List<Map.Entry<String, List<List<Unit>>>> lastFirst() {
        List<Map.Entry<String, List<List<Unit>>>> all = new ArrayList<>(bodies.entrySet());
        Collections.reverse(all);
        return all;
    }

    /** Rules that have a finite text. */
    Set<String> useful() {
        Set<String> found = new HashSet<>();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map.Entry<String, List<List<Unit>>> body : lastFirst()) {
                if (!found.contains(body.getKey()) && body.getValue().stream().anyMatch(way -> isUseful(way, found))) {
                    changed |= found.add(body.getKey());
                }
            }
        }
        return found;
    }

    /** Whether a way has a finite text, if these rules have. */
    static boolean isUseful(List<Unit> way, Set<String> found) {
        return way.stream()
                .allMatch(unit -> unit.terminal().map(t -> !t.isEmpty()).orElseGet(() -> found.contains(unit.rule())));
    }

    /** Rules that can be nothing. */
    Set<String> nullable() {
        Set<String> found = new HashSet<>();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map.Entry<String, List<List<Unit>>> body : lastFirst()) {
                for (List<Unit> way : body.getValue()) {
                    if (way.stream().allMatch(u -> u.terminal().isEmpty() && found.contains(u.rule()))) {
                        changed |= found.add(body.getKey());
                    }
                }
            }
        }
        return found;
    }

    /** Rules that can begin with themselves. */
    Set<String> leftRecursive(Set<String> nullable) {
        Map<String, Set<String>> first = new HashMap<>();
        bodies.forEach((name, ways) -> {
            Set<String> begins = new LinkedHashSet<>();
            for (List<Unit> way : ways) {
                for (Unit unit : way) {
                    if (unit.terminal().isPresent()) {
                        break;
                    }
                    begins.add(unit.rule());
                    if (!nullable.contains(unit.rule())) {
                        break;
                    }
                }
            }
            first.put(name, begins);
        });
        Set<String> found = new HashSet<>();
        for (String name : withoutEnd(first)) {
            List<String> open = new ArrayList<>(first.getOrDefault(name, Set.of()));
            Set<String> seen = new HashSet<>(open);
            for (int i = 0; i < open.size(); i++) {
                for (String next : first.getOrDefault(open.get(i), Set.of())) {
                    if (seen.add(next)) {
                        open.add(next);
                    }
                }
            }
            if (seen.contains(name)) {
                found.add(name);
            }
        }
        return found;
    }

    /** Those from which one can go on for ever: only among them is one that comes back to itself. */
    private static Set<String> withoutEnd(Map<String, Set<String>> next) {
        Map<String, Integer> left = new LinkedHashMap<>();
        Map<String, List<String>> before = new HashMap<>();
        List<String> ended = new ArrayList<>();
        next.forEach((name, others) -> {
            left.put(name, others.size());
            others.forEach(other ->
                    before.computeIfAbsent(other, k -> new ArrayList<>()).add(name));
            if (others.isEmpty()) {
                ended.add(name);
            }
        });
        for (int i = 0; i < ended.size(); i++) {
            left.remove(ended.get(i));
            for (String name : before.getOrDefault(ended.get(i), List.of())) {
                if (left.merge(name, -1, Integer::sum) == 0) {
                    ended.add(name);
                }
            }
        }
        return left.keySet();
    }
}

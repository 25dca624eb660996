package dev.assay.structured.constrain.engine;

import dev.assay.structured.constrain.engine.Place.Step;
import dev.assay.structured.constrain.regex.Regex;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings texts to an end: by the reading that seems to lack the fewest bytes, terminal by terminal, each of which leaves less to write. The
 * distances are lower bounds, since what a terminal lacks is one, so the end that is found is near, though not always the nearest.
 */
public final class Endings {

    private static final int FAR = Integer.MAX_VALUE / 2;

    private final Machine machine;
    private final Map<Rule, Integer> rules = new HashMap<>();
    private final Map<Place, Integer> branches = new HashMap<>();
    private final Set<Object> open = new HashSet<>();

    /** Of the texts of a machine. */
    public Endings(Machine machine) {
        this.machine = machine;
    }

    /** Bytes after which the text may end. */
    public byte[] from(Spot start) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Spot at = start;
        Map<Frame, Integer> frames = new HashMap<>();
        while (!at.isComplete()) {
            addFrames(at, frames);
            int best = -1;
            int nearest = FAR + 1;
            for (int i = 0; i < at.terminals.length; i++) {
                int distance = sum(
                        sum(distance(at.terminals[i]), distance(at.after[i])), frames.getOrDefault(at.frames[i], FAR));
                if (distance < nearest) {
                    nearest = distance;
                    best = i;
                }
            }
            for (byte b : at.terminals[best].shortWord()) {
                bytes.write(b);
                at = machine.next(at, b & 0xFF);
            }
        }
        return bytes.toByteArray();
    }

    private static int sum(int one, int other) {
        return Math.min(FAR, one + other);
    }

    private static int distance(Regex terminal) {
        return Math.min(FAR, Math.max(1, terminal.shortest()));
    }

    private int distance(Step step) {
        Regex terminal = step.terminal;
        Rule rule = step.rule;
        return terminal != null ? distance(terminal) : rule != null ? distance(rule) : 0;
    }

    private int distance(Rule rule) {
        Integer known = rules.get(rule);
        if (known != null) {
            return known;
        }
        if (!open.add(rule)) {
            return FAR; // what needs itself is never the nearest
        }
        int found = distance(rule.start());
        open.remove(rule);
        if (found < FAR) {
            rules.put(rule, found);
        }
        return found;
    }

    private int distance(Place start) {
        int all = 0;
        Place at = start;
        while (!at.end && all < FAR) {
            List<Step> steps = at.steps();
            if (steps.isEmpty()) {
                return FAR;
            }
            if (!at.soonestFirst && steps.size() > 1) {
                return sum(all, branch(at));
            }
            all = sum(all, distance(steps.get(0)));
            at = steps.get(0).after;
        }
        return all;
    }

    private int branch(Place place) {
        Integer known = branches.get(place);
        if (known != null) {
            return known;
        }
        if (!open.add(place)) {
            return FAR;
        }
        int nearest = FAR;
        for (Step step : place.steps()) {
            int first = distance(step);
            nearest = first < nearest ? Math.min(nearest, sum(first, distance(step.after))) : nearest;
        }
        open.remove(place);
        if (nearest < FAR) {
            branches.put(place, nearest);
        }
        return nearest;
    }

    /**
     * How far it is from the end of a rule to that of the text, for each frame that a spot leads to and that is not known yet; all that a known
     * one leads to is known as well. Without recursion, since texts may be deep.
     */
    private void addFrames(Spot spot, Map<Frame, Integer> found) {
        Set<Frame> seen = new LinkedHashSet<>(List.of(spot.frames));
        seen.removeAll(found.keySet());
        List<Frame> all = new ArrayList<>(seen);
        for (int i = 0; i < all.size(); i++) {
            for (Frame parent : all.get(i).parents) {
                if (!found.containsKey(parent) && seen.add(parent)) {
                    all.add(parent);
                }
            }
        }
        all.forEach(frame -> found.put(frame, FAR));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = all.size() - 1; i >= 0; i--) {
                Frame frame = all.get(i);
                int nearest = frame.root ? 0 : FAR;
                for (int k = 0; k < frame.places.length; k++) {
                    nearest = Math.min(
                            nearest, sum(distance(frame.places[k]), found.getOrDefault(frame.parents[k], FAR)));
                }
                if (nearest < found.getOrDefault(frame, FAR)) {
                    found.put(frame, nearest);
                    changed = true;
                }
            }
        }
    }
}

package dev.assay.structured.constrain.engine;

import dev.assay.structured.constrain.engine.Place.Step;
import dev.assay.structured.constrain.regex.Regex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds all readings after one byte: rules that end go back to their frames, places lead into rules, and all that enter a rule here share
 * one frame. Frames are made last, when all who enter are known, callers first; rules that begin with themselves are in their own frames.
 */
final class Closure {

    /** A rule that is entered here, and by whom: a place in a frame that exists, or in another rule that is entered here. */
    private static final class Entry {
        final Rule rule;
        final List<Place> places = new ArrayList<>();
        final List<Object> owners = new ArrayList<>();

        @Nullable Frame frame;

        Entry(Rule rule) {
            this.rule = rule;
        }
    }

    private record Reading(Regex terminal, Place after, Object owner) {}

    private final Machine machine;
    private final List<Reading> readings = new ArrayList<>(4);
    private final Set<Reading> seenReadings = new HashSet<>();
    private final Map<Rule, Entry> entries = new LinkedHashMap<>();
    private final List<Entry> fresh = new ArrayList<>();
    private final Map<Long, Boolean> resumed = new HashMap<>();
    private final List<Place> places = new ArrayList<>(4);
    private final List<Frame> frames = new ArrayList<>(4);
    private boolean complete;

    Closure(Machine machine) {
        this.machine = machine;
    }

    /** A terminal goes on. */
    void read(Regex terminal, Place after, Frame frame) {
        add(terminal, after, frame);
    }

    private void add(Regex terminal, Place after, Object owner) {
        Reading reading = new Reading(terminal, after, owner);
        if (seenReadings.add(reading)) {
            readings.add(reading);
        }
    }

    /** What follows a terminal that has been read. */
    void resume(Place place, Frame frame) {
        if (resumed.putIfAbsent(Frame.key(place, frame), true) == null) {
            places.add(place);
            frames.add(frame);
        }
    }

    Spot close() {
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            Frame frame = frames.get(i);
            if (place.end) {
                complete |= frame.root;
                for (int k = 0; k < frame.places.length; k++) {
                    resume(frame.places[k], frame.parents[k]);
                }
            }
            for (Step step : place.steps()) {
                if (step.rule != null && step.rule.isNullable()) {
                    resume(step.after, frame);
                }
            }
        }
        for (int i = 0; i < places.size(); i++) {
            enter(places.get(i), frames.get(i));
        }
        for (int i = 0; i < fresh.size(); i++) {
            expand(fresh.get(i));
        }
        List<Regex> terminals = new ArrayList<>(readings.size());
        List<Place> after = new ArrayList<>(readings.size());
        List<Frame> parents = new ArrayList<>(readings.size());
        for (Reading reading : readings) {
            terminals.add(reading.terminal);
            after.add(reading.after);
            parents.add(reading.owner instanceof Entry entry ? resolve(entry) : (Frame) reading.owner);
        }
        return machine.spot(terminals, after, parents, complete);
    }

    private void enter(Place place, Object owner) {
        for (Step step : place.steps()) {
            Rule rule = step.rule;
            if (step.terminal != null) {
                add(step.terminal, step.after, owner);
            } else if (rule != null) {
                Entry entry = entries.get(rule);
                if (entry == null) {
                    entry = new Entry(rule);
                    entries.put(rule, entry);
                    fresh.add(entry);
                }
                entry.places.add(step.after);
                entry.owners.add(owner);
            }
        }
    }

    /** Goes into a rule, and past what can be nothing at its beginning. */
    private void expand(Entry entry) {
        List<Place> open = new ArrayList<>();
        Set<Place> seen = new HashSet<>();
        open.add(entry.rule.start());
        seen.add(entry.rule.start());
        for (int i = 0; i < open.size(); i++) {
            Place place = open.get(i);
            enter(place, entry);
            for (Step step : place.steps()) {
                if (step.rule != null && step.rule.isNullable() && seen.add(step.after)) {
                    open.add(step.after);
                }
            }
        }
    }

    private Frame resolve(Entry entry) {
        Frame known = entry.frame;
        if (known != null) {
            return known;
        }
        boolean recursive = entry.rule.isLeftRecursive();
        Frame cyclic = machine.root();
        if (recursive) {
            cyclic = machine.cyclic(outside(entry));
            entry.frame = cyclic;
            if (cyclic.places.length > 0) {
                return cyclic;
            }
        }
        List<Place> to = new ArrayList<>();
        List<Frame> of = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < entry.places.size(); i++) {
            Place place = entry.places.get(i);
            Frame frame = entry.owners.get(i) instanceof Entry owner ? resolve(owner) : (Frame) entry.owners.get(i);
            if (!recursive && place.isOnlyEnd() && !frame.root) {
                // a last call needs no frame of its own: what ends with it goes back at once
                for (int k = 0; k < frame.places.length; k++) {
                    add(frame.places[k], frame.parents[k], to, of, seen);
                }
            } else {
                add(place, frame, to, of, seen);
            }
        }
        if (recursive) {
            cyclic.places = to.toArray(new Place[0]);
            cyclic.parents = of.toArray(new Frame[0]);
            return cyclic;
        }
        Frame made = machine.frame(to, of);
        entry.frame = made;
        return made;
    }

    /** What a rule that begins with itself is entered from that is not entered here: that, and the grammar, say all about its frame. */
    private static List<Object> outside(Entry entry) {
        List<Entry> open = new ArrayList<>();
        Set<Entry> seen = new HashSet<>();
        Set<Object> edges = new HashSet<>();
        open.add(entry);
        seen.add(entry);
        for (int i = 0; i < open.size(); i++) {
            Entry one = open.get(i);
            for (int k = 0; k < one.owners.size(); k++) {
                if (one.owners.get(k) instanceof Entry owner) {
                    if (seen.add(owner)) {
                        open.add(owner);
                    }
                } else {
                    edges.add(List.of(one.rule, one.places.get(k), one.owners.get(k)));
                }
            }
        }
        return List.of(entry.rule, edges);
    }

    private static void add(Place place, Frame frame, List<Place> to, List<Frame> of, Set<Long> seen) {
        if (seen.add(Frame.key(place, frame))) {
            to.add(place);
            of.add(frame);
        }
    }
}

package dev.assay.structured.constrain.engine;

import dev.assay.structured.constrain.regex.Partition;
import dev.assay.structured.constrain.regex.Regex;
import dev.assay.structured.constrain.regex.Relaxed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows a grammar byte by byte, every possible reading at once. A reading is a terminal half read and a stack of frames; stacks are shared
 * wherever they are equal (a graph-structured stack, as in generalised LR), which makes the work per byte as bounded as Earley's, and equal
 * situations are one {@link Spot}, so that a text soon walks along known ones. For one thread at a time.
 */
public final class Machine {

    /** After so many spots the memory of them begins anew: a long text of ever new situations must not fill the heap. */
    private static final int REMEMBERED = 20_000;

    private record Pair(Partition one, Partition other) {}

    private record SpotKey(Frame.Key readings, boolean complete) {}

    private final Frame root = new Frame(0, true, new Place[0], new Frame[0]);
    private final Map<Frame.Key, Frame> frames = new HashMap<>();
    private final Map<List<Object>, Frame> cyclic = new HashMap<>();
    private final Map<SpotKey, Spot> spots = new HashMap<>();
    private final Map<Pair, Partition> refined = new HashMap<>();
    private final Spot dead = new Spot(new Regex[0], new Place[0], new Frame[0], false);
    private final Spot start;
    private int frameIds = 1;

    /** A machine for the texts of one rule. */
    public Machine(Rule grammar) {
        Closure closure = new Closure(this);
        closure.resume(new Place(grammar.isNullable(), () -> List.of(Place.Step.rule(grammar, Place.END))), root);
        this.start = closure.close();
    }

    /** Before the first byte. */
    public Spot start() {
        return start;
    }

    /** No reading is left. */
    public Spot dead() {
        return dead;
    }

    Frame root() {
        return root;
    }

    /** How many situations are remembered. */
    public int size() {
        return spots.size();
    }

    /** After byte {@code b} (0 to 255); {@link #dead()} if none may follow so. */
    public Spot next(Spot spot, int b) {
        Partition classes = spot.partition;
        if (classes == null) {
            classes = partition(spot);
            spot.partition = classes;
        }
        @Nullable Spot[] known = spot.next;
        if (known == null) {
            known = new Spot[classes.size()];
            spot.next = known;
        }
        int c = classes.classOf(b);
        Spot after = known[c];
        if (after == null) {
            after = step(spot, b);
            known[c] = after;
        }
        return after;
    }

    /** The only byte that may follow; -1 if there are several, or none, or the text may end. */
    public int onlyNext(Spot spot) {
        if (spot.complete) {
            return -1;
        }
        next(spot, 0);
        Partition classes = spot.partition == null ? Partition.WHOLE : spot.partition;
        int only = -1;
        for (int c = 0; c < classes.size(); c++) {
            if (next(spot, classes.representative(c)) != dead) {
                if (only >= 0 || classes.onlyByte(c) < 0) {
                    return -1;
                }
                only = classes.onlyByte(c);
            }
        }
        return only;
    }

    Partition partition(Spot spot) {
        Partition all = Partition.WHOLE;
        for (Regex terminal : spot.terminals) {
            Partition one = terminal.partition();
            if (all == Partition.WHOLE) {
                all = one;
            } else if (one != all) {
                Partition before = all;
                all = refined.computeIfAbsent(new Pair(before, one), pair -> pair.one.refined(pair.other));
            }
        }
        return all;
    }

    private Spot step(Spot spot, int b) {
        Spot within = stepWithin(spot, b);
        if (within != null) {
            return within;
        }
        Closure closure = new Closure(this);
        for (int i = 0; i < spot.terminals.length; i++) {
            Regex after = spot.terminals[i].next(b);
            if (after.isEmpty()) {
                continue;
            }
            if (!after.isEpsilon()) {
                closure.read(after, spot.after[i], spot.frames[i]);
            }
            if (after.accepts()) {
                closure.resume(spot.after[i], spot.frames[i]);
            }
        }
        return closure.close();
    }

    /** The step where no terminal can end with it, which is that of most bytes: there is nothing to enter or to go back to. */
    private @Nullable Spot stepWithin(Spot spot, int b) {
        int size = spot.terminals.length;
        List<Regex> terminals = new ArrayList<>(size);
        List<Place> after = new ArrayList<>(size);
        List<Frame> parents = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Regex terminal = spot.terminals[i].next(b);
            if (terminal.accepts() || terminals.size() > 16) {
                return null;
            }
            if (!terminal.isEmpty() && !contains(terminals, after, parents, terminal, spot.after[i], spot.frames[i])) {
                terminals.add(terminal);
                after.add(spot.after[i]);
                parents.add(spot.frames[i]);
            }
        }
        return spot(terminals, after, parents, false);
    }

    private static boolean contains(
            List<Regex> terminals, List<Place> after, List<Frame> parents, Regex terminal, Place place, Frame frame) {
        for (int i = 0; i < terminals.size(); i++) {
            if (terminals.get(i) == terminal && after.get(i) == place && parents.get(i) == frame) {
                return true;
            }
        }
        return false;
    }

    /** What does the same as {@code spot} for some bytes ({@link Spot#relaxedBytes}) with fewer counts; itself where there is none. */
    Spot relaxed(Spot spot) {
        Spot known = spot.relaxed;
        if (known == null) {
            List<Regex> terminals = new ArrayList<>(spot.terminals.length);
            List<Place> after = new ArrayList<>(spot.terminals.length);
            List<Frame> parents = new ArrayList<>(spot.terminals.length);
            int bytes = Integer.MAX_VALUE;
            for (int i = 0; i < spot.terminals.length; i++) {
                Relaxed one = spot.terminals[i].relaxed();
                bytes = Math.min(bytes, one.bytes());
                if (!contains(terminals, after, parents, one.regex(), spot.after[i], spot.frames[i])) {
                    terminals.add(one.regex());
                    after.add(spot.after[i]);
                    parents.add(spot.frames[i]);
                }
            }
            known = bytes == Integer.MAX_VALUE ? spot : spot(terminals, after, parents, spot.complete);
            spot.relaxed = known;
            spot.relaxedBytes = bytes;
        }
        return known;
    }

    /** The one frame with these members; places and parents belong together. */
    Frame frame(List<Place> places, List<Frame> parents) {
        long[] members = new long[places.size()];
        for (int i = 0; i < members.length; i++) {
            members[i] = Frame.key(places.get(i), parents.get(i));
        }
        Arrays.sort(members);
        Frame.Key key = new Frame.Key(members);
        Frame known = frames.get(key);
        if (known == null) {
            known = new Frame(frameIds++, false, places.toArray(new Place[0]), parents.toArray(new Frame[0]));
            frames.put(key, known);
        }
        return known;
    }

    /**
     * The one frame of a rule that begins with itself, and so is among its own members: known by what comes from outside. Without members yet
     * if it is new.
     */
    Frame cyclic(List<Object> key) {
        return cyclic.computeIfAbsent(key, k -> new Frame(frameIds++, false, new Place[0], new Frame[0]));
    }

    Spot spot(List<Regex> terminals, List<Place> after, List<Frame> parents, boolean complete) {
        if (terminals.isEmpty() && !complete) {
            return dead;
        }
        long[] members = new long[terminals.size() * 2];
        for (int i = 0; i < terminals.size(); i++) {
            members[2 * i] = Frame.key(after.get(i), parents.get(i));
            members[2 * i + 1] = terminals.get(i).id();
        }
        sortPairs(members);
        SpotKey key = new SpotKey(new Frame.Key(members), complete);
        Spot known = spots.get(key);
        if (known == null) {
            if (spots.size() >= REMEMBERED) {
                spots.clear();
                frames.clear();
                cyclic.clear();
            }
            known = new Spot(
                    terminals.toArray(new Regex[0]),
                    after.toArray(new Place[0]),
                    parents.toArray(new Frame[0]),
                    complete);
            spots.put(key, known);
        }
        return known;
    }

    private static void sortPairs(long[] members) {
        if (members.length <= 2) {
            return;
        }
        int count = members.length / 2;
        List<long[]> pairs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pairs.add(new long[] {members[2 * i], members[2 * i + 1]});
        }
        pairs.sort((x, y) -> x[0] != y[0] ? Long.compare(x[0], y[0]) : Long.compare(x[1], y[1]));
        for (int i = 0; i < count; i++) {
            members[2 * i] = pairs.get(i)[0];
            members[2 * i + 1] = pairs.get(i)[1];
        }
    }
}

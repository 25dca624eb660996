package dev.assay.store.columns;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What is known of the traces of late, in 32 bytes each: as objects, of which each lives for a few seconds, they would be a third of
 * what a young collection copies.
 *
 * <p>Two generations of 64-bit hashes, as of the ids of spans: the younger fills up, then the older is forgotten. Ids of traces are
 * random, so that two of one hash are not to be expected.
 */
final class TraceMemory {

    /** No more of a trace are remembered. */
    private static final int MOST_HOURS = 1_000;

    private static final int WIDTH = 4;

    private final int generationSize;
    private Generation young = new Generation();
    private Generation old = new Generation();

    /** @param generationSize between so many and twice as many are remembered */
    TraceMemory(int generationSize) {
        this.generationSize = generationSize;
    }

    /** What is known of one trace, while spans are looked at. */
    static final class Known {

        /** The start of its earliest head; earlier than any time where its root was seen, later where there is none. */
        long head = Long.MAX_VALUE;

        private Reach.Stretch stretch;

        /** In which it has spans; only of wide ones, since others have the hours of their first span and their last. */
        private Set<Long> hours = Set.of();

        Known(long start) {
            stretch = Reach.Stretch.of(start);
        }

        private Known(long head, Reach.Stretch stretch, Set<Long> hours) {
            this.head = head;
            this.stretch = stretch;
            this.hours = hours;
        }

        /** Of which only that is known. */
        static Known of(long head, Reach.Stretch stretch) {
            return new Known(head, stretch, stretch.isWide() ? between(stretch) : Set.of());
        }

        private static Set<Long> between(Reach.Stretch stretch) {
            return LongStream.rangeClosed(Reach.hour(stretch.first()), Reach.hour(stretch.last()))
                    .limit(MOST_HOURS)
                    .boxed()
                    .collect(Collectors.toCollection(HashSet::new));
        }

        void rooted() {
            head = Long.MIN_VALUE;
        }

        void add(long start) {
            Reach.Stretch before = stretch;
            if (!stretch.covers(start)) {
                stretch = stretch.and(Reach.Stretch.of(start));
            }
            if (stretch.isWide()) {
                if (hours.isEmpty()) {
                    hours = new HashSet<>(Set.of(Reach.hour(before.first())));
                    hours.add(Reach.hour(before.last()));
                }
                if (hours.size() < MOST_HOURS) {
                    hours.add(Reach.hour(start));
                }
            }
        }

        Reach.Stretch stretch() {
            return stretch;
        }

        boolean isWide() {
            return stretch.isWide();
        }

        Set<Long> hours() {
            return hours;
        }
    }

    /**
     * What is known of a trace; of one that is new, or forgotten, only that it has a span that starts then.
     *
     * @param key its {@link dev.assay.store.IdHash}
     */
    Known of(long key, long start) {
        long hash = taken(key);
        int at = young.find(hash);
        Generation generation = young;
        if (!young.has(at)) {
            at = old.find(hash);
            generation = old;
        }
        return generation.has(at) ? generation.get(at, hash) : new Known(start);
    }

    void remember(long key, Known known) {
        if (young.size >= generationSize) {
            Generation forgotten = old;
            forgotten.clear();
            old = young;
            young = forgotten;
        }
        young.put(taken(key), known);
    }

    void clear() {
        young.clear();
        old.clear();
    }

    /** 0 stands for a free place. */
    private static long taken(long hash) {
        return hash == 0 ? 1 : hash;
    }

    /** Linear probing, at most two thirds full: hash, head, first start and last start. */
    private static final class Generation {

        private long[] slots = new long[WIDTH << 12];
        private final Map<Long, Set<Long>> hours = new TreeMap<>();
        private int size;

        int find(long hash) {
            return find(slots, hash);
        }

        private static int find(long[] slots, long hash) {
            int mask = slots.length - WIDTH;
            int at = (int) (hash * WIDTH) & mask;
            while (slots[at] != 0 && slots[at] != hash) {
                at = (at + WIDTH) & mask;
            }
            return at;
        }

        boolean has(int at) {
            return slots[at] != 0;
        }

        Known get(int at, long hash) {
            Reach.Stretch stretch = new Reach.Stretch(slots[at + 2], slots[at + 3]);
            return new Known(slots[at + 1], stretch, stretch.isWide() ? hours.getOrDefault(hash, Set.of()) : Set.of());
        }

        void put(long hash, Known known) {
            int at = find(hash);
            if (slots[at] == 0) {
                slots[at] = hash;
                size++;
            }
            slots[at + 1] = known.head;
            slots[at + 2] = known.stretch.first();
            slots[at + 3] = known.stretch.last();
            if (known.isWide()) {
                hours.put(hash, known.hours);
            }
            if (size * 3L * WIDTH > slots.length * 2L) {
                grow();
            }
        }

        private void grow() {
            long[] larger = new long[slots.length * 2];
            for (int from = 0; from < slots.length; from += WIDTH) {
                if (slots[from] != 0) {
                    System.arraycopy(slots, from, larger, find(larger, slots[from]), WIDTH);
                }
            }
            slots = larger;
        }

        void clear() {
            Arrays.fill(slots, 0);
            hours.clear();
            size = 0;
        }
    }
}

package dev.assay.structured.constrain.regex;

import org.jspecify.annotations.Nullable;

/**
 * A regular language over bytes, and at the same time a state of its automaton: {@link #next} gives what may follow after a byte. Made by
 * {@link Regexes}; equal ones are one object. Not for use by several threads at once.
 */
public final class Regex {

    enum Kind {
        EMPTY,
        EPSILON,
        ATOM,
        CONCAT,
        OR,
        AND,
        NOT,
        REPEAT,
        MULTIPLE
    }

    static final int UNBOUNDED = -1;

    private static final int MOST_HEIGHT = 2_500;

    /** Whether it is known that some word is in it. */
    enum Life {
        UNKNOWN,
        LIVE,
        DEAD
    }

    private final Regexes owner;
    final int id;
    final Kind kind;
    final Regex[] parts;
    final int low;
    final int high;
    final Atom atom;
    final @Nullable MultipleOf multiple;
    final boolean nullable;

    /** No word has fewer bytes; there may be none of so few. */
    final int shortest;

    /** Whether an intersection or complement is inside, so that it may be empty without looking so. */
    final boolean mayHideEmptiness;

    /** How many parts are within each other at most; those in a row are, from the right. */
    final int height;

    Life life = Life.UNKNOWN;

    /** So many bytes at most are missing to a word, from here and from wherever words lead: see {@link Relaxation}; 0 while not known. */
    int farthest;

    private @Nullable Relaxed relaxed;
    private @Nullable Partition partition;
    private @Nullable Regex @Nullable [] next;

    Regex(
            Regexes owner,
            int id,
            Kind kind,
            Regex[] parts,
            int low,
            int high,
            Atom atom,
            @Nullable MultipleOf multiple) {
        this.owner = owner;
        this.id = id;
        this.kind = kind;
        this.parts = parts;
        this.low = low;
        this.high = high;
        this.atom = atom;
        this.multiple = multiple;
        this.nullable = isNullable();
        this.shortest = nullable ? 0 : (int) Math.min(Integer.MAX_VALUE, atLeast());
        boolean hides = kind == Kind.AND || kind == Kind.NOT || kind == Kind.MULTIPLE;
        int highest = 0;
        for (Regex part : parts) {
            hides |= part.mayHideEmptiness;
            highest = Math.max(highest, part.height);
        }
        this.mayHideEmptiness = hides;
        this.height = highest + 1;
    }

    private long atLeast() {
        return switch (kind) {
            case EMPTY -> Integer.MAX_VALUE;
            case EPSILON, NOT -> 0;
            case MULTIPLE -> 1;
            case ATOM -> atom.shortest;
            case CONCAT -> (long) parts[0].shortest + parts[1].shortest;
            case REPEAT -> (long) low * parts[0].shortest;
            case OR -> {
                long least = Integer.MAX_VALUE;
                for (Regex part : parts) {
                    least = Math.min(least, part.shortest);
                }
                yield least;
            }
            case AND -> {
                long least = 0;
                for (Regex part : parts) {
                    least = Math.max(least, part.shortest);
                }
                yield least;
            }
        };
    }

    private boolean isNullable() {
        return switch (kind) {
            case EMPTY -> false;
            case EPSILON -> true;
            case ATOM -> atom.end;
            case CONCAT, AND -> {
                boolean all = true;
                for (Regex part : parts) {
                    all &= part.nullable;
                }
                yield all;
            }
            case OR -> {
                boolean any = false;
                for (Regex part : parts) {
                    any |= part.nullable;
                }
                yield any;
            }
            case NOT -> !parts[0].nullable;
            case REPEAT -> low == 0 || parts[0].nullable;
            case MULTIPLE -> multiple != null && multiple.holds();
        };
    }

    /** A number that no other of the same {@link Regexes} has. */
    public int id() {
        return id;
    }

    /** Whether it has so many parts in a row or within each other that looking at them all could take more of Java's stack than there is. */
    public boolean isTooHigh() {
        return height > MOST_HEIGHT;
    }

    /** Whether the empty word is in the language: as a state, whether the word read so far is in it. */
    public boolean accepts() {
        return nullable;
    }

    /** Whether no word at all is in the language. */
    public boolean isEmpty() {
        return owner.isEmpty(this);
    }

    /** Whether nothing but the empty word is in the language. */
    public boolean isEpsilon() {
        return kind == Kind.EPSILON;
    }

    /**
     * What may follow after byte {@code b} (0 to 255); the empty language if no word goes on so.
     *
     * @throws TooComplexException if it takes too long to find out
     */
    public Regex next(int b) {
        Regex after = derivative(b);
        return owner.isEmpty(after) ? owner.empty() : after;
    }

    /** Like {@link #next}, but may give a language that is empty without looking so. */
    Regex derivative(int b) {
        Partition classes = partition();
        @Nullable Regex[] known = next;
        if (known == null) {
            known = new Regex[classes.size()];
            next = known;
        }
        int c = classes.classOf(b);
        Regex after = known[c];
        if (after == null) {
            after = owner.derive(this, b);
            known[c] = after;
        }
        return after;
    }

    /** Which bytes do the same here. */
    public Partition partition() {
        Partition known = partition;
        if (known == null) {
            known = switch (kind) {
                case EMPTY, EPSILON -> Partition.WHOLE;
                case ATOM -> atom.partition();
                case CONCAT ->
                    parts[0].nullable ? owner.refine(parts[0].partition(), parts[1].partition()) : parts[0].partition();
                case NOT, REPEAT -> parts[0].partition();
                case MULTIPLE -> MultipleOf.PARTITION;
                case OR, AND -> {
                    Partition all = Partition.WHOLE;
                    for (Regex part : parts) {
                        all = owner.refine(all, part.partition());
                    }
                    yield all;
                }
            };
            partition = known;
        }
        return known;
    }

    /**
     * A language with fewer states that does the same for the next few bytes, because counts that cannot run out so soon are not counted; this
     * one itself where there is none.
     */
    public Relaxed relaxed() {
        Relaxed known = relaxed;
        if (known == null) {
            known = new Relaxation(owner).of(this);
            relaxed = known;
        }
        return known;
    }

    /** No word has fewer bytes, though there may be none of so few. */
    public int shortest() {
        return shortest;
    }

    /**
     * A word with few bytes.
     *
     * @throws TooComplexException if none is found in reasonable time
     */
    public byte[] shortWord() {
        return owner.shortWord(this);
    }

    /** Whether {@code word} is in the language. */
    public boolean matches(byte[] word) {
        Regex state = this;
        for (byte b : word) {
            state = state.derivative(b & 0xFF);
        }
        return state.nullable;
    }

    /**
     * How many characters of {@code slice}, in any order, certainly keep the language alive: a lower bound, {@link Integer#MAX_VALUE}
     * for any number.
     */
    public int enduresAny(Slice slice) {
        return switch (kind) {
            case CONCAT -> parts[1].isEmpty() ? 0 : parts[0].enduresAny(slice);
            case REPEAT ->
                parts[0].kind == Kind.ATOM && slice.isWithin(parts[0].atom)
                        ? (high == UNBOUNDED ? Integer.MAX_VALUE : high)
                        : 0;
            case OR -> {
                int most = 0;
                for (Regex part : parts) {
                    most = Math.max(most, part.enduresAny(slice));
                }
                yield most;
            }
            case AND -> owner.hasInfinitePart(this) ? enduresIntersected(slice) : 0;
            default -> 0;
        };
    }

    /** One repetition without some finite set of words: the set can never hold all that the repetition goes on to. */
    private int enduresIntersected(Slice slice) {
        int least = Integer.MAX_VALUE;
        for (Regex part : parts) {
            if (part.kind == Kind.REPEAT) {
                int one = part.enduresAny(slice);
                least = Math.min(least, one == Integer.MAX_VALUE ? one : Math.max(0, one - 1));
            }
        }
        return least;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case EMPTY -> "∅";
            case EPSILON -> "ε";
            case ATOM -> "a" + atom.id;
            case CONCAT -> parts[0] + "·" + parts[1];
            case OR, AND -> {
                StringBuilder all = new StringBuilder("(");
                for (Regex part : parts) {
                    all.append(all.length() == 1 ? "" : kind == Kind.OR ? "|" : "&")
                            .append(part);
                }
                yield all.append(')').toString();
            }
            case NOT -> "¬(" + parts[0] + ")";
            case REPEAT -> "(" + parts[0] + "){" + low + "," + (high == UNBOUNDED ? "" : high) + "}";
            case MULTIPLE -> String.valueOf(multiple);
        };
    }
}

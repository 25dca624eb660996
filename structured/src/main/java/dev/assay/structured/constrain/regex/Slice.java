package dev.assay.structured.constrain.regex;

import java.util.Arrays;
import java.util.List;

/**
 * A class of characters that is common in the strings of schemas: which tokens are made of it alone is found once a vocabulary. Its characters
 * as UTF-8 are a small automaton, in which a character ends where it begins, at node 0.
 */
public final class Slice {

    /** Where no character of the slice goes on with a byte. */
    public static final int NONE = -1;

    static final int COUNT = 9;

    /** Whatever stands in a JSON string as itself. */
    public static final Slice TEXT =
            new Slice(0, CodePoints.range(0x20, 0x10FFFF).minus(CodePoints.anyOf("\"\\")));

    private static final CodePoints LETTERS_AND_DIGITS =
            CodePoints.range('a', 'z').or(CodePoints.range('A', 'Z')).or(CodePoints.range('0', '9'));
    private static final CodePoints NAMES = LETTERS_AND_DIGITS.or(CodePoints.anyOf("_-"));
    private static final CodePoints PRINTABLE = CodePoints.range(0x20, 0x7E).minus(CodePoints.anyOf("\"\\"));
    private static final CodePoints DOTTED = TEXT.characters.and(CharacterClasses.DOT);
    private static final CodePoints WORDS =
            DOTTED.minus(CodePoints.range(0x21, 0x7E).minus(NAMES));

    /** What one may look for, from the largest to the smallest. */
    public static final List<Slice> ALL = List.of(
            TEXT,
            new Slice(1, DOTTED),
            new Slice(2, PRINTABLE),
            new Slice(3, WORDS),
            new Slice(4, WORDS.minus(CharacterClasses.SPACE)),
            new Slice(5, NAMES.or(CodePoints.of(' '))),
            new Slice(6, NAMES),
            new Slice(7, LETTERS_AND_DIGITS),
            new Slice(8, CodePoints.range('a', 'z')));

    private final int index;
    private final CodePoints characters;
    private final int[][] automaton;

    private Slice(int index, CodePoints characters) {
        this.index = index;
        this.characters = characters;
        List<Atom> nodes = Encoder.encode(characters, Encoding.PLAIN).nodes();
        this.automaton = new int[nodes.size()][256];
        for (int node = 0; node < automaton.length; node++) {
            Arrays.fill(automaton[node], NONE);
            for (int b = 0; b < 256; b++) {
                Atom after = nodes.get(node).next(b);
                if (after != null) {
                    automaton[node][b] = after == Atom.END ? 0 : nodes.indexOf(after);
                }
            }
        }
    }

    /** Its characters. */
    public CodePoints characters() {
        return characters;
    }

    /** Whether it is worth knowing which of its tokens are no longer than some length: it is common in strings that must end soon. */
    public boolean isCutByLength() {
        return index == 0 || index == 6;
    }

    /** Its place in {@link #ALL}. */
    public int index() {
        return index;
    }

    /** How many nodes its automaton has. */
    public int nodes() {
        return automaton.length;
    }

    /** The node after a byte, 0 where a character ends with it; {@link #NONE} if none has it there. */
    public int next(int node, int b) {
        return automaton[node][b];
    }

    /** Whether one step over the atom may be any of the characters. */
    boolean isWithin(Atom atom) {
        if (atom.characters.isEmpty()) {
            return false;
        }
        byte known = atom.slices[index];
        if (known == 0) {
            known = (byte) (atom.characters.containsAll(characters) ? 1 : 2);
            atom.slices[index] = known; // whoever finds it finds the same
        }
        return known == 1;
    }
}

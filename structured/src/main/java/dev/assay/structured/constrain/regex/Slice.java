package dev.assay.structured.constrain.regex;

import java.util.List;

/** A class of characters that is common in the strings of schemas: which tokens are made of it alone is found once a vocabulary. */
public final class Slice {

    /** Whatever stands in a JSON string as itself. */
    public static final Slice TEXT =
            new Slice(0, CodePoints.range(0x20, 0x10FFFF).minus(CodePoints.anyOf("\"\\")));

    /** From the largest to the smallest. */
    public static final List<Slice> ALL = List.of(
            TEXT,
            new Slice(1, CodePoints.range(0x20, 0x7E).minus(CodePoints.anyOf("\"\\"))),
            new Slice(2, letters().or(CodePoints.range('0', '9')).or(CodePoints.anyOf("_-"))),
            new Slice(3, letters().or(CodePoints.range('0', '9'))),
            new Slice(4, CodePoints.range('a', 'z')));

    private final int index;
    private final CodePoints characters;

    private Slice(int index, CodePoints characters) {
        this.index = index;
        this.characters = characters;
    }

    private static CodePoints letters() {
        return CodePoints.range('a', 'z').or(CodePoints.range('A', 'Z'));
    }

    /** Its characters. */
    public CodePoints characters() {
        return characters;
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

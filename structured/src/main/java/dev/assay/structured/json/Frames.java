package dev.assay.structured.json;

import java.util.Arrays;

/** The lists and objects that are open. */
final class Frames {

    /** What is open. */
    static final byte OBJECT = 0;

    static final byte LIST = 1;
    /** A list that a parenthesis opened. */
    static final byte TUPLE = 2;
    /** An object in a list whose brace is missing. */
    static final byte IMPLIED = 3;

    private byte[] kinds = new byte[16];
    private int depth;
    private int objects;

    void push(byte kind) {
        if (depth == kinds.length) {
            kinds = Arrays.copyOf(kinds, depth * 2);
        }
        kinds[depth++] = kind;
        objects += isObject(kind) ? 1 : 0;
    }

    void pop() {
        objects -= isObject(kinds[--depth]) ? 1 : 0;
    }

    int depth() {
        return depth;
    }

    byte top() {
        return kinds[depth - 1];
    }

    byte below(int levels) {
        return kinds[depth - 1 - levels];
    }

    boolean inObject() {
        return depth > 0 && isObject(kinds[depth - 1]);
    }

    boolean hasObject() {
        return objects > 0;
    }

    boolean hasList() {
        return depth > objects;
    }

    private static boolean isObject(byte kind) {
        return kind == OBJECT || kind == IMPLIED;
    }
}

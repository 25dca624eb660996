package dev.assay.structured.constrain.regex;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the automaton of a finite set of byte strings. */
final class Literals {

    private final SortedMap<Integer, Literals> children = new TreeMap<>();
    private boolean end;

    private Literals() {}

    static Atom of(Iterable<byte[]> words) {
        Literals root = new Literals();
        for (byte[] word : words) {
            Literals node = root;
            for (byte b : word) {
                node = node.child(b & 0xFF);
            }
            node.end = true;
        }
        return root.atom();
    }

    /** All that a reader of JSON takes for one of {@code words} inside a string: characters as they are or escaped in any way. */
    static Atom inAnySpelling(Iterable<String> words) {
        Literals root = new Literals();
        for (String word : words) {
            Literals node = root;
            for (int i = 0; i < word.length(); ) {
                int codePoint = word.codePointAt(i);
                i += Character.charCount(codePoint);
                node = node.character(codePoint);
            }
            node.end = true;
        }
        return root.atom();
    }

    private Literals child(int b) {
        return children.computeIfAbsent(b, k -> new Literals());
    }

    private Literals character(int codePoint) {
        String escape = escape(codePoint);
        Literals known = this;
        for (int i = 0; i < escape.length() && known != null; i++) {
            known = known.children.get((int) escape.charAt(i));
        }
        if (known != null) {
            return known;
        }
        Literals target = new Literals();
        link(escape, 0, target);
        if (codePoint >= 0x20 && codePoint != '"' && codePoint != '\\') {
            byte[] raw = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
            Literals node = this;
            for (int i = 0; i < raw.length - 1; i++) {
                node = node.child(raw[i] & 0xFF);
            }
            node.children.put(raw[raw.length - 1] & 0xFF, target);
        }
        int letter = "\"\\/\b\f\n\r\t".indexOf(codePoint);
        if (letter >= 0) {
            child('\\').children.put((int) "\"\\/bfnrt".charAt(letter), target);
        }
        return target;
    }

    private static String escape(int codePoint) {
        StringBuilder text = new StringBuilder();
        for (char unit : Character.toChars(codePoint)) {
            text.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                text.append(Character.forDigit(unit >> shift & 0xF, 16));
            }
        }
        return text.toString();
    }

    /** Both cases of each digit lead to the same node. */
    private void link(String escape, int at, Literals target) {
        char c = escape.charAt(at);
        Literals next = at == escape.length() - 1 ? target : child(c);
        children.put((int) c, next);
        if (c >= 'a' && c <= 'f') {
            children.put((int) Character.toUpperCase(c), next);
        }
        if (next != target) {
            next.link(escape, at + 1, target);
        }
    }

    /** Children before parents, without recursion: literals may be long. */
    private Atom atom() {
        IdentityHashMap<Literals, Atom> made = new IdentityHashMap<>();
        List<Literals> stack = new ArrayList<>();
        stack.add(this);
        Atom root = Atom.END;
        while (!stack.isEmpty()) {
            Literals node = stack.get(stack.size() - 1);
            int before = stack.size();
            if (!made.containsKey(node)) {
                for (Literals child : node.children.values()) {
                    if (!made.containsKey(child)) {
                        stack.add(child);
                    }
                }
            }
            if (stack.size() == before) {
                stack.remove(before - 1);
                if (!made.containsKey(node)) {
                    root = node.finish(made);
                    made.put(node, root);
                }
            }
        }
        return root;
    }

    private Atom finish(IdentityHashMap<Literals, Atom> made) {
        int[] bytes = children.keySet().stream().mapToInt(Integer::intValue).toArray();
        Atom[] targets = children.values().stream().map(made::get).toArray(Atom[]::new);
        return targets.length == 0 && end ? Atom.END : new Atom(end, bytes, bytes, targets, CodePoints.NONE);
    }
}

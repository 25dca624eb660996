package dev.assay.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * What a benchmark was told: pairs of {@code --name value}, and names alone. It asks for all that it knows, then calls
 * {@link #end}, and only then begins.
 */
final class Arguments {

    private final List<String> left;
    private final boolean help;
    private final StringJoiner known = new StringJoiner("\n  ", "  ", "").setEmptyValue("  no arguments");

    Arguments(List<String> given) {
        left = new ArrayList<>(given);
        help = left.remove("--help");
    }

    /** Says what was wrong, or what was asked: nothing is measured. */
    static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1;

        /** The exit code of the process. */
        final int code;

        private Ended(int code, String says) {
            super(says);
            this.code = code;
        }
    }

    String text(String name, String otherwise) {
        known.add(name + " TEXT" + (otherwise.isEmpty() ? "" : "   (otherwise " + otherwise + ")"));
        return value(name, otherwise);
    }

    int number(String name, int otherwise) {
        return number(name, otherwise, Integer.toString(otherwise));
    }

    /** @param said what the number means where none is given */
    int number(String name, int otherwise, String said) {
        known.add(name + " N   (otherwise " + said + ")");
        String value = value(name, Integer.toString(otherwise));
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new Ended(2, name + " wants a whole number, found '" + value + "'");
        }
    }

    /** One of these; the first where nothing is said. */
    String one(String name, List<String> choices) {
        known.add(name + " " + String.join("|", choices) + "   (otherwise " + choices.getFirst() + ")");
        String value = value(name, choices.getFirst());
        if (!choices.contains(value)) {
            throw new Ended(2, name + " wants one of " + String.join(", ", choices) + ", found '" + value + "'");
        }
        return value;
    }

    boolean flag(String name) {
        known.add(name);
        return left.remove(name);
    }

    private String value(String name, String otherwise) {
        int at = left.indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        left.remove(at);
        if (at == left.size()) {
            throw new Ended(2, name + " wants a value behind it");
        }
        return left.remove(at);
    }

    /** Nothing more is known: what is left is refused. */
    void end() {
        if (help) {
            throw new Ended(0, known.toString());
        }
        if (!left.isEmpty()) {
            throw new Ended(2, "'" + left.getFirst() + "' is not known here (expected:\n" + known + ")");
        }
    }
}

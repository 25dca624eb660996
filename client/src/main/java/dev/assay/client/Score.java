package dev.assay.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One statement on one output. Made by a value, refined by the methods; never changed.
 */
public final class Score {

    /** Who says it. */
    public enum Source {
        /** A user of the application. */
        USER,
        /** Somebody of the team. */
        HUMAN,
        /** Code. */
        ASSERTION,
        /** A model. */
        JUDGE
    }

    private final Map<String, Object> fields;

    private Score(Map<String, Object> fields) {
        this.fields = fields;
    }

    /**
     * A number.
     *
     * @param name what is measured
     * @param value within 1e100 of nought, so that scores can be added up
     * @return the score, of a user
     * @throws AssayException where the number is none or beyond that
     */
    public static Score number(String name, double value) {
        if (!(Math.abs(value) <= 1e100)) {
            throw new AssayException("the score '" + name + "' is " + value + " (expected: a number of at most 1e100)");
        }
        return of(name, "number", value);
    }

    /**
     * Yes or no.
     *
     * @param name what is stated
     * @param value whether it holds
     * @return the score, of a user
     */
    public static Score bool(String name, boolean value) {
        return of(name, "boolean", value);
    }

    /**
     * One of a few words.
     *
     * @param name what is told
     * @param value the word, not empty
     * @return the score, of a user
     */
    public static Score category(String name, String value) {
        return of(name, "category", requireText(name, value));
    }

    /**
     * Any words.
     *
     * @param name what they are
     * @param value the words, not empty
     * @return the score, of a user
     */
    public static Score text(String name, String value) {
        return of(name, "text", requireText(name, value));
    }

    private static String requireText(String name, String value) {
        if (value.isEmpty()) {
            throw new AssayException("the score '" + name + "' is an empty text (expected: at least one character)");
        }
        return value;
    }

    private static Score of(String name, String kind, Object value) {
        if (name.isBlank() || name.length() > 200) {
            throw new AssayException("a score has the name '" + name + "' (expected: 1 to 200 characters)");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("kind", kind);
        fields.put("value", value);
        return new Score(fields);
    }

    private Score with(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new Score(more);
    }

    /**
     * Why.
     *
     * @param comment in words
     * @return the score with it
     */
    public Score because(String comment) {
        return with("comment", comment);
    }

    /**
     * Who says it.
     *
     * @param source a user where nothing is said
     * @return the score with it
     */
    public Score from(Source source) {
        return with("source", source.name().toLowerCase(java.util.Locale.ROOT));
    }

    /**
     * What made it.
     *
     * @param evaluator its name
     * @param version its version; may be empty
     * @return the score with it
     */
    public Score by(String evaluator, String version) {
        return with("evaluator", evaluator).with("evaluatorVersion", version);
    }

    /**
     * The same id replaces what was said with it before.
     *
     * @param id 1 to 200 characters
     * @return the score with it
     * @throws AssayException where the id is blank or longer
     */
    public Score withId(String id) {
        if (id.isBlank() || id.length() > 200) {
            throw new AssayException("a score has the id '" + id + "' (expected: 1 to 200 characters)");
        }
        return with("id", id);
    }

    Map<String, Object> about(Target target, String id, String time) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("id", id);
        whole.putAll(fields);
        whole.putAll(target.fields());
        whole.put("time", time);
        return whole;
    }
}

package dev.assay.structured.constrain;

import dev.assay.structured.constrain.engine.Endings;
import dev.assay.structured.constrain.engine.Machine;
import dev.assay.structured.constrain.engine.Masks;
import dev.assay.structured.constrain.engine.Place;
import dev.assay.structured.constrain.engine.Place.Step;
import dev.assay.structured.constrain.engine.Rule;
import dev.assay.structured.constrain.engine.Spot;
import dev.assay.structured.constrain.grammar.Grammars;
import dev.assay.structured.constrain.regex.Encoding;
import dev.assay.structured.constrain.regex.PatternException;
import dev.assay.structured.constrain.regex.PatternParser;
import dev.assay.structured.constrain.regex.Regex;
import dev.assay.structured.constrain.regex.Regexes;
import dev.assay.structured.constrain.regex.TooComplexException;
import dev.assay.structured.constrain.schema.SchemaCompiler;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * What a model may write, token by token. It is exact: a token is allowed if and only if its bytes lead to a text that can still be finished,
 * across the borders of words, strings and marks.
 *
 * <pre>{@code
 * Constraint constraint = Constraint.compile(Language.schema(schema), vocabulary);
 * Constraint.State state = constraint.start();
 * while (!state.isFinished()) {
 *     int token = sample(logits, state.mask());
 *     state = state.accept(token);
 * }
 * }</pre>
 *
 * <p>Safe for many threads; states are immutable, so going back is keeping the old one. Situations are remembered as they come up, within
 * bounds, and serve all texts of this constraint. One constraint serves one thread at a time; compile it twice to find masks in parallel.
 */
public final class Constraint {

    private final Vocabulary vocabulary;
    private final Machine machine;
    private final Masks masks;
    private final Endings endings;
    private final ReentrantLock lock = new ReentrantLock();

    private Constraint(Rule grammar, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.machine = new Machine(grammar);
        this.masks = new Masks(machine, vocabulary.trie());
        this.endings = new Endings(machine);
    }

    /**
     * Compiles a language for a vocabulary.
     *
     * @param language what texts may be
     * @param vocabulary the tokens that they are written in
     * @return the constraint, ready to start
     * @throws ConstraintException if the language asks for something that cannot be held, with the keyword and where it stands; nothing is
     *     ever passed over
     */
    public static Constraint compile(Language language, Vocabulary vocabulary) {
        try {
            return new Constraint(grammar(language), vocabulary);
        } catch (TooComplexException complex) {
            throw new ConstraintException("#", "", String.valueOf(complex.getMessage()));
        }
    }

    /**
     * Compiles a JSON Schema for a vocabulary: instances in any way to write them.
     *
     * @param schema the schema
     * @param vocabulary the tokens that instances are written in
     * @return the constraint, ready to start
     * @throws ConstraintException if the schema asks for something that cannot be held
     */
    public static Constraint compile(JsonNode schema, Vocabulary vocabulary) {
        return compile(Language.schema(schema), vocabulary);
    }

    /**
     * The rule of all texts of a language. For the packages beside this one.
     *
     * @param language what texts may be
     * @return its rule
     */
    public static Rule grammar(Language language) {
        if (language instanceof Language.Schema schema) {
            return SchemaCompiler.compile(schema.schema(), schema.options(), schema.documents());
        }
        if (language instanceof Language.Grammar grammar) {
            return Grammars.rule(grammar);
        }
        return pattern(((Language.Pattern) language).pattern());
    }

    private static Rule pattern(String pattern) {
        Regexes re = new Regexes();
        Regex text;
        try {
            text = PatternParser.match(re, pattern, Encoding.PLAIN, "");
        } catch (PatternException bad) {
            throw new ConstraintException("#", "", String.valueOf(bad.getMessage()));
        }
        if (text.isEmpty()) {
            throw new ConstraintException(
                    "#", "", "regular expression '" + pattern + "' matches no text (expected: some)");
        }
        Rule rule = new Rule("pattern");
        Regex some = re.and(text, re.not(re.epsilon()));
        Place start =
                new Place(text.accepts(), () -> some.isEmpty() ? List.of() : List.of(Step.terminal(some, Place.END)));
        rule.define(start, text.accepts());
        return rule;
    }

    /**
     * Before the first token.
     *
     * @return the state before the first token
     */
    public State start() {
        return new State(machine.start(), false);
    }

    /**
     * The tokens that masks are about.
     *
     * @return the vocabulary
     */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** How far a text has come. Immutable. */
    public final class State {

        private final Spot spot;
        private final boolean finished;

        private State(Spot spot, boolean finished) {
            this.spot = spot;
            this.finished = finished;
        }

        /**
         * Which tokens may come next: bit {@code t % 64} of number {@code t / 64} for token {@code t}. Tokens that end the text are among them
         * where the text is complete. All bits are 0 after the end, and where the vocabulary has no token for what must come.
         *
         * @return a new array of as many numbers as hold a bit for each token
         */
        public long[] mask() {
            return locked(() -> {
                long[] mask = finished
                        ? new long[vocabulary.trie().words()]
                        : masks.at(spot).clone();
                if (!finished && spot.isComplete()) {
                    for (int end : vocabulary.ends()) {
                        mask[end >> 6] |= 1L << end;
                    }
                }
                return mask;
            });
        }

        /**
         * Whether one token may come next; much cheaper than a mask.
         *
         * @param token the token's number
         * @return whether it may come
         */
        public boolean allows(int token) {
            return tryAccept(token).isPresent();
        }

        /**
         * After one more token.
         *
         * @param token the token's number
         * @return the state after it
         * @throws IllegalArgumentException if the token may not come here
         */
        public State accept(int token) {
            return tryAccept(token)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "token " + token + " may not come here" + " (expected: one whose bit is set in mask())"));
        }

        /**
         * After one more token; empty if it may not come here.
         *
         * @param token the token's number
         * @return the state after it
         */
        public Optional<State> tryAccept(int token) {
            if (finished) {
                return Optional.empty();
            }
            if (vocabulary.ends().contains(token)) {
                return spot.isComplete() ? Optional.of(new State(spot, true)) : Optional.empty();
            }
            byte[] bytes = vocabulary.text(token);
            return bytes.length == 0 ? Optional.empty() : tryAccept(bytes);
        }

        /**
         * After some bytes, wherever they stand between tokens; empty if they may not come here.
         *
         * @param bytes of the text
         * @return the state after them
         */
        public Optional<State> tryAccept(byte[] bytes) {
            if (finished) {
                return bytes.length == 0 ? Optional.of(this) : Optional.empty();
            }
            return locked(() -> {
                Spot at = spot;
                for (byte b : bytes) {
                    at = machine.next(at, b & 0xFF);
                    if (at == machine.dead()) {
                        return Optional.empty();
                    }
                }
                return Optional.of(new State(at, false));
            });
        }

        /**
         * How many of {@code bytes} may come here, from the first: all of them if they are a beginning of some text of the language.
         *
         * @param bytes of the text
         * @return a number from 0 to their length
         */
        public int acceptable(byte[] bytes) {
            return finished
                    ? 0
                    : locked(() -> {
                        Spot at = spot;
                        for (int i = 0; i < bytes.length; i++) {
                            at = machine.next(at, bytes[i] & 0xFF);
                            if (at == machine.dead()) {
                                return i;
                            }
                        }
                        return bytes.length;
                    });
        }

        /**
         * Whether the text may end here.
         *
         * @return whether what has come is a text of the language
         */
        public boolean isComplete() {
            return spot.isComplete();
        }

        /**
         * Whether the text has ended: a token that ends it has come, or nothing can follow.
         *
         * @return whether nothing can follow
         */
        public boolean isFinished() {
            return finished || spot.isFinal();
        }

        /**
         * Bytes that bring the text to an end: few, though not always the fewest; none where it may end already. For models that do not come
         * to an end by themselves: {@link Vocabulary#longestTokens} makes tokens of them, which all masks on the way allow.
         *
         * @return bytes of the text, after which {@link #isComplete} holds
         */
        public byte[] ending() {
            return finished ? new byte[0] : locked(() -> endings.from(spot));
        }

        /**
         * The bytes that must come next whatever the model says; none where it has a choice, and that is also whether to end.
         *
         * @return bytes of the text, no more than 65,536
         */
        public byte[] forcedBytes() {
            return finished
                    ? new byte[0]
                    : locked(() -> {
                        ByteArrayOutputStream forced = new ByteArrayOutputStream();
                        Spot at = spot;
                        for (int b = machine.onlyNext(at); b >= 0 && forced.size() < 65_536; b = machine.onlyNext(at)) {
                            forced.write(b);
                            at = machine.next(at, b);
                        }
                        return forced.toByteArray();
                    });
        }

        /**
         * Tokens that can be taken without asking the model: those that write {@link #forcedBytes()}, the longest first. The last bytes are
         * left to the model if they begin a longer token, which it might prefer, unless the text ends with them.
         *
         * @return the tokens' numbers, in order
         */
        public List<Integer> forcedTokens() {
            byte[] forced = forcedBytes();
            if (forced.length == 0) {
                return List.of();
            }
            boolean ends = tryAccept(forced).map(State::isFinished).orElse(false);
            List<Integer> tokens = new ArrayList<>();
            int at = 0;
            for (int token : vocabulary.longestTokens(forced)) {
                byte[] rest = Arrays.copyOfRange(forced, at, forced.length);
                if (!ends && vocabulary.beginsLongerToken(rest)) {
                    break;
                }
                tokens.add(token);
                at += vocabulary.text(token).length;
            }
            return tokens;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof State that && spot == that.spot && finished == that.finished;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(spot) * 2 + (finished ? 1 : 0);
        }

        @Override
        public String toString() {
            return finished ? "finished" : spot.isComplete() ? "complete" : "open";
        }
    }
}

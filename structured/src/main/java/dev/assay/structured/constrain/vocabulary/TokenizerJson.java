package dev.assay.structured.constrain.vocabulary;

import dev.assay.structured.constrain.Vocabulary;
import dev.assay.structured.constrain.VocabularyException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code tokenizer.json} of Hugging Face, and {@code tekken.json} of Mistral. */
final class TokenizerJson {

    private static final int MOST = 2_000_000;

    /** What tokens that end a text are called, where nothing else tells. */
    private static final Set<String> ENDS = Set.of(
            "</s>",
            "<|endoftext|>",
            "<|end_of_text|>",
            "<|eot_id|>",
            "<|im_end|>",
            "<|end|>",
            "<eos>",
            "<end_of_turn>",
            "<|return|>",
            "<|END_OF_TURN_TOKEN|>",
            "<｜end▁of▁sentence｜>");

    private final String name;
    private final List<byte[]> tokens = new ArrayList<>();
    private final Set<Integer> ends = new TreeSet<>();

    private TokenizerJson(String name) {
        this.name = name;
    }

    static Vocabulary read(byte[] file, String name) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(file);
        } catch (JacksonException bad) {
            throw new VocabularyException(name + " is no JSON: " + bad.getOriginalMessage());
        }
        TokenizerJson reader = new TokenizerJson(name);
        if (json.path("vocab").isArray() && json.path("config").isObject()) {
            reader.tekken(json);
        } else if (json.path("model").isObject()) {
            reader.model(json);
        } else {
            throw new VocabularyException(name + " has no 'model' (expected: a tokenizer.json, with 'model' in it)");
        }
        return Vocabulary.of(reader.tokens, reader.ends);
    }

    private void put(int id, byte[] bytes) {
        if (id < 0 || id >= MOST) {
            throw new VocabularyException(name + ": token number " + id + " (expected: 0 to " + (MOST - 1) + ")");
        }
        while (tokens.size() <= id) {
            tokens.add(new byte[0]);
        }
        tokens.set(id, bytes);
    }

    private void model(JsonNode json) {
        JsonNode model = json.path("model");
        String type = model.path("type").asString("BPE");
        if (!type.equals("BPE") && !type.equals("Unigram")) {
            throw new VocabularyException(name + ": model '" + type
                    + "' (expected: BPE or Unigram; what WordPiece writes depends on what stands before it)");
        }
        boolean byteLevel = mentions(json.path("decoder"), "ByteLevel")
                || (mentions(json.path("pre_tokenizer"), "ByteLevel")
                        && !model.path("byte_fallback").asBoolean(false));
        Map<Integer, Integer> bytes = byteLevel ? byteLetters() : Map.of();
        if (type.equals("Unigram")) {
            int id = 0;
            for (JsonNode entry : model.path("vocab")) {
                put(id++, bytes(entry.path(0).asString(""), bytes));
            }
        } else {
            for (Map.Entry<String, JsonNode> entry : model.path("vocab").properties()) {
                put(entry.getValue().intValue(), bytes(entry.getKey(), bytes));
            }
        }
        if (tokens.isEmpty()) {
            throw new VocabularyException(name + ": an empty 'vocab' (expected: tokens)");
        }
        for (JsonNode added : json.path("added_tokens")) {
            String content = added.path("content").asString("");
            int id = added.path("id").intValue();
            put(id, added.path("special").asBoolean(false) ? new byte[0] : content.getBytes(StandardCharsets.UTF_8));
            if (ENDS.contains(content)) {
                ends.add(id);
            }
        }
        String unknown = model.path("unk_token").asString("");
        JsonNode unknownId = model.path("vocab").path(unknown);
        if (!unknown.isEmpty() && unknownId.isNumber()) {
            put(unknownId.intValue(), new byte[0]);
        }
        if (model.path("unk_id").isNumber()) {
            put(model.path("unk_id").intValue(), new byte[0]);
        }
    }

    private static boolean mentions(JsonNode node, String type) {
        if (node.path("type").asString("").equals(type)) {
            return true;
        }
        for (String list : new String[] {"decoders", "pretokenizers"}) {
            for (JsonNode one : node.path(list)) {
                if (mentions(one, type)) {
                    return true;
                }
            }
        }
        return false;
    }

    private byte[] bytes(String token, Map<Integer, Integer> byteLetters) {
        if (byteLetters.isEmpty()) {
            return SentencePiece.bytes(token);
        }
        byte[] bytes = new byte[token.length()];
        for (int i = 0; i < bytes.length; i++) {
            Integer b = byteLetters.get((int) token.charAt(i));
            if (b == null) {
                return token.getBytes(StandardCharsets.UTF_8); // a token that was added by hand, as it reads
            }
            bytes[i] = b.byteValue();
        }
        return bytes;
    }

    /** The letters that GPT-2's tokenizer writes bytes with: printable ones stand for themselves, the others follow from 256. */
    private static Map<Integer, Integer> byteLetters() {
        Map<Integer, Integer> letters = new HashMap<>();
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean itself = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
            letters.put(itself ? b : next++, b);
        }
        return letters;
    }

    /** Tokens in the order of their ranks, after the control tokens. */
    private void tekken(JsonNode json) {
        int control = json.path("config").path("default_num_special_tokens").intValue();
        int size = json.path("config").path("default_vocab_size").asInt(MOST);
        for (JsonNode special : json.path("special_tokens")) {
            if (ENDS.contains(special.path("token_str").asString(""))) {
                ends.add(special.path("rank").intValue());
            }
        }
        for (int i = 0; i < control; i++) {
            put(i, new byte[0]);
        }
        if (ends.isEmpty() && control > 2) {
            ends.add(2); // </s> in files that do not list their control tokens
        }
        for (JsonNode token : json.path("vocab")) {
            int id = token.path("rank").intValue() + control;
            if (id < size) {
                try {
                    put(id, Base64.getDecoder().decode(token.path("token_bytes").asString("")));
                } catch (IllegalArgumentException bad) {
                    throw new VocabularyException(name + ": token " + id + " is no base64: " + bad.getMessage());
                }
            }
        }
    }
}

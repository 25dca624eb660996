package dev.assay.structured.constrain.vocabulary;

import dev.assay.structured.constrain.Vocabulary;
import dev.assay.structured.constrain.VocabularyException;
import java.nio.charset.StandardCharsets;

/** Finds out what kind of vocabulary a file holds, and reads it. */
public final class VocabularyFiles {

    private VocabularyFiles() {}

    /**
     * Reads a vocabulary.
     *
     * @param name what to call it in errors
     * @throws VocabularyException if it is none that is known
     */
    public static Vocabulary read(byte[] file, String name) {
        int first = 0;
        while (first < file.length
                && (file[first] == ' ' || file[first] == '\n' || file[first] == '\r' || file[first] == '\t')) {
            first++;
        }
        if (first == file.length) {
            throw new VocabularyException(name + " is empty (expected: a vocabulary)");
        }
        if (file[first] == '{') {
            return TokenizerJson.read(file, name);
        }
        String start = new String(file, first, Math.min(200, file.length - first), StandardCharsets.ISO_8859_1);
        if (start.matches("(?s)[A-Za-z0-9+/]+=* [0-9]+\\s.*")) {
            return Tiktoken.read(file, name);
        }
        return SentencePiece.read(file, name);
    }
}

package dev.assay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Pieces of real text, each different. A piece is a stretch of what people asked or a model answered; every seventh word
 * or so is another word of the same texts, because stretches of one text repeat each other at a distance as logged calls
 * do not, and a compressor would find that.
 */
final class RealTexts {

    private static final double REPLACED = 0.15;

    private final String[] words;
    private final SplittableRandom random;

    RealTexts(Path file, long seed) throws IOException {
        String text = Files.readString(file).replace("\\n", "\n").replace("\\\"", "\"").replace("\\/", "/");
        this.words = text.split("(?<=\\s)(?=\\S)");
        this.random = new SplittableRandom(seed);
        if (words.length < 10_000) {
            throw new IOException(file + " has " + words.length + " words (expected: at least 10000 of real text)");
        }
    }

    String piece(int length) {
        StringBuilder piece = new StringBuilder(length + 32);
        int word = random.nextInt(words.length - 2_000);
        while (piece.length() < length) {
            piece.append(random.nextDouble() < REPLACED ? words[random.nextInt(words.length)] : words[word]);
            word = word + 1 < words.length ? word + 1 : 0;
        }
        return piece.substring(0, length);
    }
}

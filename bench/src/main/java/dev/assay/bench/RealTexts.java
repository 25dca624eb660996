package dev.assay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Pieces of real text, one after the other. When the texts are at an end they begin again, which is megabytes later:
 * farther than any of the compressors here looks back, so nobody gains by the repetition.
 */
final class RealTexts {

    private static final int LEAST = 2_000_000;

    private final String text;
    private int position;

    RealTexts(List<Path> files) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files) {
            // Texts in JSON files are escaped; what they are escaped to is not what people write.
            all.append(Files.readString(file)
                    .replace("\\n", "\n")
                    .replace("\\\"", "\"")
                    .replace("\\/", "/"));
        }
        this.text = all.toString();
        if (text.length() < LEAST) {
            throw new IOException(files + " have " + text.length() + " characters (expected: at least " + LEAST + ")");
        }
    }

    String piece(int length) {
        if (position + length > text.length()) {
            position = 0;
        }
        String piece = text.substring(position, position + length);
        position += length;
        return piece;
    }
}

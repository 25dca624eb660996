package dev.assay.server.structured;

import com.knuddels.jtokkit.api.Encoding;
import dev.assay.structured.constrain.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Vocabularies that JTokkit carries. */
public final class BuiltInVocabulary {

    private BuiltInVocabulary() {}

    /**
     * A vocabulary by name.
     *
     * @param name {@code o200k_base} or {@code cl100k_base}
     */
    public static Vocabulary named(String name) {
        String resource = "/com/knuddels/jtokkit/" + name + ".tiktoken";
        try (InputStream in = Encoding.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "no vocabulary '" + name + "' is built in (expected: o200k_base or cl100k_base)");
            }
            return Vocabulary.read(in, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

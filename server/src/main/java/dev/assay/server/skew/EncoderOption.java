package dev.assay.server.skew;

import dev.assay.skew.encode.Encoder;
import dev.assay.skew.encode.EndpointEncoder;
import dev.assay.skew.encode.OnnxEncoder;
import dev.assay.skew.encode.WordEncoder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code --encoder} may say. */
final class EncoderOption {

    static final String DESCRIPTION =
            "What makes points of texts: minilm (default, in process), words (no model), none, "
                    + "MODEL.onnx beside its tokenizer.json, or an OpenAI-compatible endpoint as https://host/v1/embeddings#MODEL "
                    + "(key in ASSAY_EMBEDDINGS_KEY).";

    private EncoderOption() {}

    /** @throws IllegalArgumentException where it says something else */
    static Optional<Encoder> of(String option) {
        if (option.startsWith("http://") || option.startsWith("https://")) {
            URI uri = URI.create(option);
            String model = Optional.ofNullable(uri.getFragment()).orElse("");
            if (model.isEmpty()) {
                throw new IllegalArgumentException(
                        "--encoder " + option + " names no model (expected: the model after a #)");
            }
            String key =
                    Optional.ofNullable(System.getenv("ASSAY_EMBEDDINGS_KEY")).orElse("");
            return Optional.of(new EndpointEncoder(URI.create(option.substring(0, option.indexOf('#'))), model, key));
        }
        if (option.endsWith(".onnx")) {
            Path model = Path.of(option);
            return Optional.of(OnnxEncoder.open(model, model.resolveSibling("tokenizer.json")));
        }
        return switch (option) {
            case "minilm" -> Optional.of(OnnxEncoder.miniLm());
            case "words" -> Optional.of(new WordEncoder());
            case "none" -> Optional.empty();
            default ->
                throw new IllegalArgumentException("--encoder " + option
                        + " (expected: minilm, words, none, a file that ends with .onnx, or an address)");
        };
    }
}

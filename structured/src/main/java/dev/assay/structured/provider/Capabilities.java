package dev.assay.structured.provider;

import dev.assay.structured.schema.Dialect;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a server can be asked for. The rows below are the whole table: a mode is chosen from here and nowhere else.
 *
 * @param modes the modes that work, the best first; the first is taken unless another is asked for
 * @param enforced the modes in which the server itself holds the model to the schema
 * @param dialect the JSON Schema that the server reads
 * @param several whether a model may call several tools in one turn
 * @param images whether pictures can be sent
 * @param files whether documents can be sent
 * @param addresses whether pictures and files can be given by their address
 */
public record Capabilities(
        List<Mode> modes,
        Set<Mode> enforced,
        Dialect dialect,
        boolean several,
        boolean images,
        boolean files,
        boolean addresses) {

    /** OpenAI: strict schemas and strict tools. */
    public static final Capabilities OPENAI = row(
            List.of(Mode.NATIVE, Mode.TOOL, Mode.JSON, Mode.PROMPT),
            Set.of(Mode.NATIVE, Mode.TOOL),
            Dialect.OPENAI_STRICT,
            true,
            true,
            true,
            true);

    /** Anthropic: {@code output_config.format} and strict tools; there is no JSON mode without a schema. */
    public static final Capabilities ANTHROPIC = row(
            List.of(Mode.NATIVE, Mode.TOOL, Mode.PROMPT),
            Set.of(Mode.NATIVE, Mode.TOOL),
            Dialect.ANTHROPIC,
            true,
            true,
            true,
            true);

    /** Gemini: {@code responseJsonSchema}; function calls are not held to their schema. */
    public static final Capabilities GEMINI = row(
            List.of(Mode.NATIVE, Mode.TOOL, Mode.JSON, Mode.PROMPT),
            Set.of(Mode.NATIVE),
            Dialect.GEMINI,
            true,
            true,
            true,
            true);

    /** Mistral: documents by their address. */
    public static final Capabilities MISTRAL = row(
            List.of(Mode.NATIVE, Mode.TOOL, Mode.JSON, Mode.PROMPT),
            Set.of(Mode.NATIVE),
            Dialect.MISTRAL,
            true,
            true,
            true,
            true);

    /** Ollama's own API: a model cannot be made to call a tool, so that mode comes last. */
    public static final Capabilities OLLAMA = row(
            List.of(Mode.NATIVE, Mode.JSON, Mode.PROMPT, Mode.TOOL),
            Set.of(Mode.NATIVE),
            Dialect.OLLAMA,
            true,
            true,
            false,
            false);

    /** vLLM: a named tool is written under the tool's schema as well. */
    public static final Capabilities VLLM = row(
            List.of(Mode.NATIVE, Mode.TOOL, Mode.JSON, Mode.PROMPT),
            Set.of(Mode.NATIVE, Mode.TOOL),
            Dialect.VLLM,
            true,
            true,
            false,
            true);

    /** SGLang. */
    public static final Capabilities SGLANG = row(
            List.of(Mode.NATIVE, Mode.TOOL, Mode.JSON, Mode.PROMPT),
            Set.of(Mode.NATIVE),
            Dialect.SGLANG,
            true,
            true,
            false,
            true);

    /** llama.cpp's server: schemas become grammars; tools depend on the model's template. */
    public static final Capabilities LLAMA_CPP = row(
            List.of(Mode.NATIVE, Mode.JSON, Mode.PROMPT, Mode.TOOL),
            Set.of(Mode.NATIVE),
            Dialect.LLAMA_CPP,
            true,
            true,
            false,
            true);

    /**
     * Any other server that speaks OpenAI's chat format. Tools are what nearly all of them know; a field for schemas that a
     * server does not know is often ignored without a word, so nothing is taken as enforced. Some take files.
     */
    public static final Capabilities COMPATIBLE = row(
            List.of(Mode.TOOL, Mode.NATIVE, Mode.JSON, Mode.PROMPT), Set.of(), Dialect.FULL, true, true, true, true);

    /** A model that takes words and gives words. */
    public static final Capabilities WORDS =
            row(List.of(Mode.PROMPT), Set.of(), Dialect.FULL, false, false, false, false);

    /** Copies the collections. */
    public Capabilities {
        modes = List.copyOf(modes);
        enforced = Set.copyOf(enforced);
        if (modes.isEmpty()) {
            throw new IllegalArgumentException("A model without any mode cannot be asked; Mode.PROMPT always works.");
        }
    }

    private static Capabilities row(
            List<Mode> modes,
            Set<Mode> enforced,
            Dialect dialect,
            boolean several,
            boolean images,
            boolean files,
            boolean addresses) {
        return new Capabilities(modes, enforced, dialect, several, images, files, addresses);
    }

    /**
     * The best mode.
     *
     * @return the first of {@link #modes}
     */
    public Mode preferred() {
        return modes.get(0);
    }

    /**
     * What a picture or file has that the server does not take; sounds are left to the server.
     *
     * @param media what is to be sent
     * @return what is not taken, as in "no pictures; found image/png"; empty where nothing speaks against it
     */
    public Optional<String> objection(Media media) {
        if (media.isImage() ? !images : !files && !media.mimeType().startsWith("audio/")) {
            return Optional.of((media.isImage() ? "no pictures" : "no files") + "; found " + media.mimeType());
        }
        return media.address().filter(address -> !addresses).map(address -> "nothing by its address; found " + address);
    }

    /**
     * The same with other modes, for a model that knows less or more than its server's row says.
     *
     * @param known the modes that work, the best first
     * @return a new row; what was enforced stays so where it is still among the modes
     */
    public Capabilities withModes(List<Mode> known) {
        Set<Mode> still = EnumSet.noneOf(Mode.class);
        still.addAll(known);
        still.retainAll(enforced);
        return new Capabilities(known, still, dialect, several, images, files, addresses);
    }
}

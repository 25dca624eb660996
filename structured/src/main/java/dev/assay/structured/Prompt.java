package dev.assay.structured;

import dev.assay.structured.provider.Media;
import dev.assay.structured.provider.Part;
import dev.assay.structured.provider.Turn;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model is asked: words, pictures and files, after what was said before. Immutable.
 *
 * @param before the conversation so far, without the question
 * @param parts the question
 */
public record Prompt(List<Turn> before, List<Part> parts) {

    /** Copies the lists. */
    public Prompt {
        before = List.copyOf(before);
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("The question is empty; give it words or a file.");
        }
    }

    /**
     * Only words.
     *
     * @param text the question
     * @return the prompt
     */
    public static Prompt of(String text) {
        return new Prompt(List.of(), List.of(new Part.Text(text)));
    }

    /**
     * The same with a picture or a file after it.
     *
     * @param media the picture or file
     * @return a new prompt
     */
    public Prompt with(Media media) {
        return and(media);
    }

    /**
     * The same with more words after it.
     *
     * @param text the words
     * @return a new prompt
     */
    public Prompt with(String text) {
        return and(new Part.Text(text));
    }

    /**
     * The same after an earlier conversation.
     *
     * @param turns what was said before, oldest first; the list stays the caller's and is not changed
     * @return a new prompt
     */
    public Prompt after(List<Turn> turns) {
        return new Prompt(turns, parts);
    }

    private Prompt and(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new Prompt(before, more);
    }
}

package dev.assay.structured.provider;

/** A piece of what a user says: text, or a picture or file. */
public sealed interface Part permits Part.Text, Media {

    /**
     * Plain text.
     *
     * @param text the words
     */
    record Text(String text) implements Part {}
}

package dev.assay.client;

/** What a user did with an output. */
public sealed interface Feedback {

    /** Took it as it was. */
    record Accepted() implements Feedback {}

    /**
     * Took it after mending it.
     *
     * @param finalText what it became
     */
    record Edited(String finalText) implements Feedback {}

    /** Did nothing with it. */
    record Ignored() implements Feedback {}

    /** Said that it is good. */
    record ThumbsUp() implements Feedback {}

    /** Said that it is bad. */
    record ThumbsDown() implements Feedback {}

    /** Asked for another. */
    record Regenerated() implements Feedback {}

    /** Asked for this one in better quality, as with pictures. */
    record Upscaled() implements Feedback {}

    /**
     * The word that Assay keeps for it.
     *
     * @return for example {@code thumbs-down}
     */
    default String word() {
        if (this instanceof Accepted) {
            return "accepted";
        }
        if (this instanceof Edited) {
            return "edited";
        }
        if (this instanceof Ignored) {
            return "ignored";
        }
        if (this instanceof ThumbsUp) {
            return "thumbs-up";
        }
        if (this instanceof ThumbsDown) {
            return "thumbs-down";
        }
        return this instanceof Regenerated ? "regenerated" : "upscaled";
    }
}

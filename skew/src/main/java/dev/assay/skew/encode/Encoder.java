package dev.assay.skew.encode;

import dev.assay.stats.permute.Workers;
import java.util.List;

/** Makes points of texts, so that texts that mean nearly the same are near each other. */
public interface Encoder {

    /** Its name and what it was made of, as a hash: points of two encoders are never compared. */
    String id();

    /**
     * Points of length 1, in the order of the texts; all of the same dimensions.
     *
     * @param texts none blank
     * @throws EncoderException where the encoder cannot be had
     */
    float[][] encode(List<String> texts, Workers workers);
}

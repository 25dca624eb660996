package dev.assay.skew.encode;

import dev.assay.stats.permute.Workers;
import java.util.List;

/** A model that says how likely each of some labels is of a text, as toxicity. */
public interface Classifier {

    /** Which model it is, so that scores of two are never compared. */
    String id();

    /** What is measured, as {@code toxicity}. */
    String name();

    /** In the order of scores; those that follow from the others are left out. */
    List<String> labels();

    /**
     * How likely each label is.
     *
     * @return from 0 to 1 by text and label
     * @throws EncoderException where the model fails
     */
    float[][] classify(List<String> texts, Workers workers);
}

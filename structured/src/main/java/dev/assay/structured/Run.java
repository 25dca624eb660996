package dev.assay.structured;

import dev.assay.structured.provider.Mode;

/**
 * One question, before it is sent.
 *
 * @param provider the provider
 * @param model the model
 * @param mode how the shape is asked for
 * @param shape the name of what is asked for, as the model sees it
 * @param streamed whether the answer comes as it is written
 * @param attempts the most answers that are looked at
 */
public record Run(String provider, String model, Mode mode, String shape, boolean streamed, int attempts) {}

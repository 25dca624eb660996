package dev.assay.server.skew;

import dev.assay.skew.encode.Encoder;
import dev.assay.skew.encode.WordEncoder;
import dev.assay.stats.permute.Workers;
import java.util.List;
import java.util.Locale;

/** An encoder that says how far it is. */
record EncoderWithSteps(Encoder encoder, Steps steps) implements Encoder {

    private static final int TOGETHER = 1_024;

    @Override
    public String id() {
        return encoder.id();
    }

    @Override
    public float[][] encode(List<String> texts, Workers workers) {
        if (encoder instanceof WordEncoder) { // fits itself to all texts, so it needs them together
            return encoder.encode(texts, workers);
        }
        float[][] points = new float[texts.size()][];
        for (int from = 0; from < points.length; from += TOGETHER) {
            steps.going(String.format(Locale.ROOT, "Encoding %,d of %,d texts", from, points.length));
            List<String> part = texts.subList(from, Math.min(points.length, from + TOGETHER));
            System.arraycopy(encoder.encode(part, workers), 0, points, from, part.size());
        }
        return points;
    }
}

package dev.assay.bench;

import dev.assay.skew.encode.Encoder;
import dev.assay.stats.permute.Workers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An encoder that encodes each text once: the bodies that are compared share theirs. */
final class Remembering implements Encoder {

    private final Encoder encoder;
    private final Map<String, float[]> known = new HashMap<>();

    Remembering(Encoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public String id() {
        return encoder.id();
    }

    @Override
    public float[][] encode(List<String> texts, Workers workers) {
        List<String> unknown = texts.stream()
                .filter(text -> !known.containsKey(text))
                .distinct()
                .toList();
        float[][] points = encoder.encode(unknown, workers);
        for (int i = 0; i < points.length; i++) {
            known.put(unknown.get(i), points[i]);
        }
        return texts.stream()
                .map(text -> known.getOrDefault(text, new float[0]))
                .toArray(float[][]::new);
    }
}

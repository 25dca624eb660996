package dev.assay.stats.permute;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A statistic that is any function of a labelling; one member, one-sided: large where the sides differ. */
public final class Custom implements Statistic {

    private static final int TOGETHER = 16;

    private final String name;
    private final ToDoubleFunction<boolean[]> function;

    private Custom(String name, ToDoubleFunction<boolean[]> function) {
        this.name = name;
        this.function = function;
    }

    /**
     * @param function of whether each row is current; pure, called from several threads, once a labelling
     */
    public static Custom of(String name, ToDoubleFunction<boolean[]> function) {
        return new Custom(name, function);
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public void evaluate(Labels labels, Workers workers, Sink sink) {
        double[] values = new double[labels.count()];
        workers.each((values.length + TOGETHER - 1) / TOGETHER, batch -> {
            int end = Math.min(values.length, (batch + 1) * TOGETHER);
            for (int b = batch * TOGETHER; b < end; b++) {
                values[b] = function.applyAsDouble(labels.labelling(b));
            }
        });
        for (double v : values) {
            if (!Double.isFinite(v)) {
                throw new IllegalArgumentException(
                        "The statistic '" + name + "' was " + v + " for a labelling (expected: finite)");
            }
        }
        sink.accept(0, values[0], Scores.ofOneSided(values, 1e-12));
    }
}

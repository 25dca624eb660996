package dev.assay.skew.noise;

import dev.assay.skew.descriptor.Descriptors;
import dev.assay.skew.descriptor.Text;
import dev.assay.stats.permute.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Copies of holdout inputs with the noise that production has and the holdout lacks, at production's measured rates. */
public final class Twins {

    private static final double WORTH = 0.02;

    private Twins() {}

    /**
     * A kind of noise with its rates.
     *
     * @param holdout the share of holdout inputs that have it
     */
    public record Rate(String name, double holdout, double production) {

        /** The share of inputs without it that must get it, so that both sides have as much. */
        public double missing() {
            return production - holdout < WORTH ? 0 : (production - holdout) / (1 - holdout);
        }
    }

    /**
     * A made input.
     *
     * @param source the number of the holdout input that it was made of, from 0
     */
    public record Twin(int source, String input, List<String> noise) {

        public Twin {
            noise = List.copyOf(noise);
        }
    }

    /** The rates of misspelled inputs, of inputs in small letters, and of inputs without a mark at the end. */
    public static List<Rate> rates(List<String> holdout, List<String> production) {
        List<Rate> rates = new ArrayList<>();
        for (String name : List.of("has a misspelled word", "has no capital", "ends without a mark")) {
            rates.add(new Rate(name, share(name, holdout), share(name, production)));
        }
        return rates;
    }

    private static double share(String descriptor, List<String> texts) {
        var measure = Descriptors.OF_TEXT.stream()
                .filter(d -> d.name().equals(descriptor))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no descriptor '" + descriptor + "'"))
                .measure();
        return texts.stream()
                .mapToDouble(t -> measure.applyAsDouble(Text.of(t)))
                .average()
                .orElse(0);
    }

    /** At most one twin an input; none of inputs that the noise does not change. */
    public static List<Twin> of(List<String> holdout, List<Rate> rates, long seed) {
        List<Twin> twins = new ArrayList<>();
        for (int i = 0; i < holdout.size(); i++) {
            SplittableRandom random = new SplittableRandom(Seeds.mix(seed, i));
            String input = holdout.get(i);
            List<String> noise = new ArrayList<>();
            for (Rate rate : rates) {
                Optional<String> noisy = random.nextDouble() < rate.missing()
                        ? Optional.of(apply(rate.name(), input, random))
                        : Optional.empty();
                if (noisy.isPresent() && !noisy.get().equals(input)) {
                    input = noisy.get();
                    noise.add(rate.name());
                }
            }
            if (!noise.isEmpty()) {
                twins.add(new Twin(i, input, noise));
            }
        }
        return twins;
    }

    private static String apply(String name, String input, SplittableRandom random) {
        return switch (name) {
            case "has a misspelled word" -> Noise.misspell(input, 1, random);
            case "has no capital" -> Noise.small(input);
            case "ends without a mark" -> Noise.open(input);
            default -> throw new IllegalArgumentException("No noise is known for '" + name + "'");
        };
    }
}

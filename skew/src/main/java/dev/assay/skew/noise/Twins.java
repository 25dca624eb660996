package dev.assay.skew.noise;

import dev.assay.skew.descriptor.Descriptors;
import dev.assay.skew.descriptor.Text;
import dev.assay.stats.permute.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Copies of holdout inputs with the noise that production has and the holdout lacks, at production's measured rates. */
public final class Twins {

    private static final double WORTH = 0.02;
    private static final int ATTEMPTS = 8;
    private static final String MISSPELLED = "has a misspelled word";
    private static final String SMALL = "has no capital";
    private static final String OPEN = "ends without a mark";
    private static final List<String> KINDS = List.of(SMALL, OPEN, MISSPELLED);

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

    /** The rates of inputs in small letters, of inputs without a mark at the end, and of misspelled inputs. */
    public static List<Rate> rates(List<String> holdout, List<String> production) {
        return KINDS.stream()
                .map(name -> new Rate(name, share(name, holdout), share(name, production)))
                .toList();
    }

    /** The share of texts that have a kind of noise. */
    static double share(String name, List<String> texts) {
        Predicate<String> has = has(name);
        return texts.isEmpty() ? 0 : (double) texts.stream().filter(has).count() / texts.size();
    }

    private static Predicate<String> has(String name) {
        var measure = Descriptors.OF_TEXT.stream()
                .filter(d -> d.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no descriptor '" + name + "'"))
                .measure();
        return text -> measure.applyAsDouble(Text.of(text)) == 1;
    }

    /**
     * Twins of as many inputs as must be noisy for the whole to be as noisy as production, as it is measured: put in the place of their
     * sources, they make a holdout with production's rates. At most one an input; none of inputs that stay as they are.
     */
    public static List<Twin> of(List<String> holdout, List<Rate> rates, long seed) {
        List<String> texts = new ArrayList<>(holdout);
        List<List<String>> noise = new ArrayList<>();
        holdout.forEach(_ -> noise.add(new ArrayList<>()));
        for (int r = 0; r < rates.size(); r++) {
            Rate rate = rates.get(r);
            Predicate<String> has = has(rate.name());
            List<Integer> lacking = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                if (!has.test(texts.get(i))) {
                    lacking.add(i);
                }
            }
            // Noise that came before may have brought some of this with it: small letters make other words of names.
            double now = 1 - (double) lacking.size() / Math.max(1, texts.size());
            long wanted = Math.round(new Rate(rate.name(), now, rate.production()).missing() * lacking.size());
            SplittableRandom random = new SplittableRandom(Seeds.mix(seed, r));
            shuffle(lacking, random);
            for (int i : lacking) {
                if (wanted > 0) {
                    Optional<String> noisy = noisy(rate.name(), texts.get(i), has, random);
                    if (noisy.isPresent()) {
                        texts.set(i, noisy.get());
                        noise.get(i).add(rate.name());
                        wanted--;
                    }
                }
            }
        }
        List<Twin> twins = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (!noise.get(i).isEmpty()) {
                twins.add(new Twin(i, texts.get(i), noise.get(i)));
            }
        }
        return twins;
    }

    private static void shuffle(List<Integer> order, SplittableRandom random) {
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Integer swapped = order.get(i);
            order.set(i, order.get(j));
            order.set(j, swapped);
        }
    }

    /** The text with the noise, as a descriptor sees it; not every mistyped word is told from a rare one. */
    private static Optional<String> noisy(String name, String text, Predicate<String> has, SplittableRandom random) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String noisy = apply(name, text, random);
            if (has.test(noisy)) {
                return Optional.of(noisy);
            }
        }
        return Optional.empty();
    }

    private static String apply(String name, String input, SplittableRandom random) {
        return switch (name) {
            case MISSPELLED -> Noise.misspell(input, 1, random);
            case SMALL -> Noise.small(input);
            case OPEN -> Noise.open(input);
            default -> throw new IllegalArgumentException("No noise is known for '" + name + "'");
        };
    }
}

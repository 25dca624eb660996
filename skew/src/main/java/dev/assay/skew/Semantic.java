package dev.assay.skew;

import dev.assay.skew.descriptor.Descriptor;
import dev.assay.stats.cluster.PrincipalPlane;
import dev.assay.stats.kernel.KernelDistance;
import dev.assay.stats.kernel.LinearClassifier;
import dev.assay.stats.kernel.NoveltyTail;
import dev.assay.stats.permute.PresenceScan;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The families over points: distance of the two clouds, far points, a classifier; and topics. Empty where there are no points. */
final class Semantic {

    private static final int LEAST_UNITS = 10;
    private static final int MOST_DOTS = 3_000;
    private static final int DOT_TEXT = 160;

    private final Rows rows;
    private final long seed;
    private final Workers workers;
    private final Map<Aspect, Phrases> phrases = new EnumMap<>(Aspect.class);

    Semantic(Rows rows, long seed, Workers workers) {
        this.rows = rows;
        this.seed = seed;
        this.workers = workers;
        if (rows.design().units() >= LEAST_UNITS) {
            for (Aspect aspect : rows.corpus().placed()) {
                phrases.put(aspect, new Phrases(rows, aspect));
            }
        }
    }

    Tests tests() {
        Tests meaning = new Tests("meaning");
        phrases.keySet().forEach(aspect -> {
            float[][] points = rows.points(aspect);
            Clouds clouds = new Clouds(rows, points, seed, workers);
            meaning.add(
                    KernelDistance.of(aspect.label(), points, seed),
                    List.of(() -> Optional.of(number("meaning as a whole", aspect, clouds.witness()))));
            meaning.add(
                    NoveltyTail.of(aspect.label(), points),
                    List.of(() -> Optional.of(new Candidate(
                            Finding.Kind.DESCRIPTOR,
                            "is far from all of the reference",
                            aspect,
                            Descriptor.Kind.FLAG,
                            "share",
                            clouds.far()))));
            LinearClassifier trained = LinearClassifier.of(aspect.label(), points, seed);
            meaning.add(
                    trained,
                    List.of(() -> Optional.of(number(
                            "meaning told apart by a classifier", aspect, trained.scores(rows.design(), workers)))));
        });
        return meaning;
    }

    Tests topics() {
        Tests topics = new Tests("topics");
        phrases.forEach((aspect, named) -> {
            List<String> names = new ArrayList<>();
            List<int[]> of = Topics.find(rows.points(aspect), seed, workers);
            List<Supplier<Optional<Candidate>>> about = new ArrayList<>();
            for (int[] in : of) {
                names.add(aspect.label() + " topic " + names.size());
                about.add(() -> Optional.of(topic(aspect, named, in)));
            }
            topics.addWithWhole(PresenceScan.of(names, of.toArray(int[][]::new)), about, aspect.label() + " topics");
        });
        return topics;
    }

    private Candidate topic(Aspect aspect, Phrases named, int[] in) {
        boolean[] flags = new boolean[rows.size()];
        for (int row : in) {
            flags[row] = true;
        }
        return new Candidate(
                Finding.Kind.CLUSTER,
                named.name(flags, "texts near each other"),
                aspect,
                Descriptor.Kind.FLAG,
                "share",
                rows.flags(in));
    }

    private static Candidate number(String name, Aspect aspect, double[] values) {
        return new Candidate(Finding.Kind.DESCRIPTOR, name, aspect, Descriptor.Kind.NUMBER, "score", values);
    }

    /** The plane is that of the reference, so that it stays where it is when current examples change. */
    List<Report.Dot> layout() {
        if (phrases.isEmpty()) {
            return List.of();
        }
        Aspect aspect = sameQuestions() && phrases.containsKey(Aspect.OUTPUT) ? Aspect.OUTPUT : Aspect.INPUT;
        aspect = phrases.containsKey(aspect)
                ? aspect
                : phrases.keySet().iterator().next();
        float[][] points = rows.points(aspect);
        List<float[]> reference = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            if (!rows.design().current(i)) {
                reference.add(points[i]);
            }
        }
        PrincipalPlane plane = PrincipalPlane.fit(reference.toArray(float[][]::new), workers);
        Clusters found = Clusters.of(rows, aspect, seed, workers);
        List<Report.Dot> dots = new ArrayList<>();
        int step = Math.max(1, (points.length + MOST_DOTS - 1) / MOST_DOTS);
        for (int i = 0; i < points.length; i += step) {
            double[] at = plane.place(points[i]);
            String text = aspect == Aspect.INPUT
                    ? rows.example(i).question()
                    : rows.example(i).answer();
            dots.add(new Report.Dot(
                    (float) at[0],
                    (float) at[1],
                    rows.design().current(i),
                    text.substring(0, Math.min(DOT_TEXT, text.length())),
                    found.name(found.of(i))));
        }
        return dots;
    }

    private boolean sameQuestions() {
        Set<String> asked = new HashSet<>();
        int known = 0;
        int current = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.design().current(i)) {
                asked.add(rows.example(i).question());
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.design().current(i)) {
                current++;
                known += asked.contains(rows.example(i).question()) ? 1 : 0;
            }
        }
        return known * 2 > current;
    }
}

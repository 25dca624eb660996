package dev.assay.skew;

import dev.assay.skew.descriptor.Descriptor;
import dev.assay.skew.descriptor.Misspellings;
import dev.assay.skew.encode.Classifier;
import dev.assay.skew.encode.Encoder;
import dev.assay.stats.permute.Workers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Examples with all that is measured of them, so that many comparisons of parts of them measure nothing twice. */
public final class Corpus {

    private static final int TOGETHER = 64;

    private final List<Example> examples;
    private final List<Measured> columns;
    private final List<Mark> marks;
    private final Map<Aspect, float[][]> points = new EnumMap<>(Aspect.class);
    private final int[] session;
    private final String encoder;
    private final List<String> classifiers;

    private Corpus(
            List<Example> examples,
            Optional<Encoder> encoder,
            List<? extends Classifier> classifiers,
            Workers workers) {
        this.examples = List.copyOf(examples);
        this.encoder = encoder.map(Encoder::id).orElse("none");
        this.classifiers = classifiers.stream().map(Classifier::id).toList();
        ToolSchemas schemas = new ToolSchemas();
        Profile[] profiles = new Profile[examples.size()];
        workers.each((profiles.length + TOGETHER - 1) / TOGETHER, batch -> {
            for (int i = batch * TOGETHER; i < Math.min(profiles.length, (batch + 1) * TOGETHER); i++) {
                profiles[i] = Profile.of(examples.get(i), schemas);
            }
        });
        List<Profile> all = List.of(profiles);
        List<String> questions = examples.stream().map(Example::question).toList();
        List<String> answers = examples.stream().map(Example::answer).toList();
        columns = new ArrayList<>(Profile.columns(all));
        columns.add(duplicates(questions, Aspect.INPUT));
        columns.add(duplicates(answers, Aspect.OUTPUT));
        columns.add(nearDuplicates(questions, Aspect.INPUT, workers));
        columns.add(nearDuplicates(answers, Aspect.OUTPUT, workers));
        columns.add(misspellings(questions, Aspect.INPUT));
        columns.add(misspellings(answers, Aspect.OUTPUT));
        for (Classifier classifier : classifiers) {
            columns.addAll(classified(classifier, questions, Aspect.INPUT, workers));
            columns.addAll(classified(classifier, answers, Aspect.OUTPUT, workers));
        }
        marks = new ArrayList<>();
        marks.addAll(marks(all, profile -> profile.categories, Mark.Sort.CATEGORY));
        marks.addAll(Enumerations.kept(marks(all, profile -> profile.marks, Mark.Sort.VALUE)));
        marks.addAll(marks(all, profile -> profile.settings, Mark.Sort.SETTING));
        marks.addAll(Terms.of(questions, Aspect.INPUT));
        marks.addAll(Terms.of(answers, Aspect.OUTPUT));
        session = sessions(examples);
        encoder.ifPresent(e -> encode(e, questions, answers, workers));
    }

    /**
     * Measures examples.
     *
     * @param encoder for meaning, or none
     */
    public static Corpus of(List<Example> examples, Optional<Encoder> encoder, Workers workers) {
        return new Corpus(examples, encoder, List.of(), workers);
    }

    /**
     * Measures examples, and how likely the labels of classifiers are of their texts.
     *
     * @param encoder for meaning, or none
     */
    public static Corpus of(
            List<Example> examples,
            Optional<Encoder> encoder,
            List<? extends Classifier> classifiers,
            Workers workers) {
        return new Corpus(examples, encoder, classifiers, workers);
    }

    private void encode(Encoder encoder, List<String> questions, List<String> answers, Workers workers) {
        List<String> texts = new ArrayList<>(questions);
        texts.addAll(answers);
        List<String> different =
                texts.stream().filter(t -> !t.isBlank()).distinct().toList();
        float[][] encoded = encoder.encode(different, workers);
        Map<String, float[]> known = new HashMap<>();
        for (int i = 0; i < encoded.length; i++) {
            known.put(different.get(i), encoded[i]);
        }
        if (encoded.length == 0) {
            return;
        }
        float[] nothing = new float[encoded[0].length];
        boolean anyQuestion = questions.stream().anyMatch(t -> !t.isBlank());
        boolean anyAnswer = answers.stream().anyMatch(t -> !t.isBlank());
        if (anyQuestion) {
            points.put(Aspect.INPUT, place(questions, known, nothing));
        }
        if (anyAnswer) {
            points.put(Aspect.OUTPUT, place(answers, known, nothing));
        }
        if (anyQuestion && anyAnswer) {
            columns.add(new Measured(
                    "answer is near its question", Aspect.PAIR, Descriptor.Kind.NUMBER, "cosine", cosines()));
        }
    }

    private static float[][] place(List<String> texts, Map<String, float[]> known, float[] nothing) {
        return texts.stream().map(t -> known.getOrDefault(t, nothing)).toArray(float[][]::new);
    }

    private double[] cosines() {
        float[][] in = points(Aspect.INPUT);
        float[][] out = points(Aspect.OUTPUT);
        double[] cosine = new double[in.length];
        for (int i = 0; i < cosine.length; i++) {
            double sum = 0;
            double norms = 0;
            for (int k = 0; k < in[i].length; k++) {
                sum += in[i][k] * out[i][k];
                norms += Math.abs(in[i][k]) * Math.abs(out[i][k]);
            }
            cosine[i] = norms == 0 ? Double.NaN : sum;
        }
        return cosine;
    }

    private static Measured duplicates(List<String> texts, Aspect aspect) {
        Map<String, Integer> times = new HashMap<>();
        texts.forEach(text -> times.merge(text, 1, Integer::sum));
        double[] values = texts.stream()
                .mapToDouble(t -> t.isBlank() ? Double.NaN : times.getOrDefault(t, 0) > 1 ? 1 : 0)
                .toArray();
        return new Measured("is word for word another one", aspect, Descriptor.Kind.FLAG, "", values);
    }

    private static Measured nearDuplicates(List<String> texts, Aspect aspect, Workers workers) {
        return new Measured(
                "is nearly another one", aspect, Descriptor.Kind.FLAG, "", NearDuplicates.of(texts, workers));
    }

    private static Measured misspellings(List<String> texts, Aspect aspect) {
        return new Measured(
                "misspellings, by all texts", aspect, Descriptor.Kind.NUMBER, "words", Misspellings.count(texts));
    }

    /** One column a label, named {@code classifier toxicity} where there is one label, else {@code classifier toxicity: insult}. */
    private static List<Measured> classified(
            Classifier classifier, List<String> texts, Aspect aspect, Workers workers) {
        List<String> different =
                texts.stream().filter(t -> !t.isBlank()).distinct().toList();
        if (different.isEmpty()) {
            return List.of();
        }
        float[][] scores = classifier.classify(different, workers);
        Map<String, float[]> known = new HashMap<>();
        for (int i = 0; i < scores.length; i++) {
            known.put(different.get(i), scores[i]);
        }
        List<Measured> columns = new ArrayList<>();
        List<String> labels = classifier.labels();
        for (int l = 0; l < labels.size(); l++) {
            int label = l;
            double[] values = texts.stream()
                    .mapToDouble(t -> known.containsKey(t) ? known.get(t)[label] : Double.NaN)
                    .toArray();
            String name = "classifier " + classifier.name() + (labels.size() == 1 ? "" : ": " + labels.get(l));
            columns.add(new Measured(name, aspect, Descriptor.Kind.NUMBER, "probability", values));
        }
        return columns;
    }

    private static List<Mark> marks(List<Profile> profiles, Function<Profile, Set<String>> of, Mark.Sort sort) {
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int i = 0; i < profiles.size(); i++) {
            for (String name : of.apply(profiles.get(i))) {
                rows.computeIfAbsent(name, _ -> new ArrayList<>()).add(i);
            }
        }
        List<Mark> marks = new ArrayList<>();
        rows.forEach((name, at) -> {
            int bar = name.indexOf('|');
            Aspect aspect = name.startsWith("input") ? Aspect.INPUT : Aspect.OUTPUT;
            marks.add(new Mark(
                    name.substring(bar + 1),
                    aspect,
                    sort,
                    at.stream().mapToInt(Integer::intValue).toArray()));
        });
        return marks;
    }

    private static int[] sessions(List<Example> examples) {
        Map<String, Integer> known = new HashMap<>();
        int[] of = new int[examples.size()];
        for (int i = 0; i < of.length; i++) {
            String name = examples.get(i).session();
            of[i] = name.isEmpty() ? known.size() : known.computeIfAbsent(name, _ -> known.size());
            if (name.isEmpty()) {
                known.put("\0" + i, of[i]);
            }
        }
        return of;
    }

    public int size() {
        return examples.size();
    }

    public Example example(int row) {
        return examples.get(row);
    }

    /** What made the points, or {@code none}. */
    public String encoder() {
        return encoder;
    }

    /** The ids of the classifiers. */
    public List<String> classifiers() {
        return classifiers;
    }

    List<Measured> columns() {
        return columns;
    }

    List<Mark> marks() {
        return marks;
    }

    /** The aspects that have points. */
    Set<Aspect> placed() {
        return points.keySet();
    }

    /** Points of inputs or outputs by row, zeros where a row has no text. */
    float[][] points(Aspect aspect) {
        return points.getOrDefault(aspect, new float[0][]);
    }

    /** The session of a row as a number; its own where it is in none. */
    public int session(int row) {
        return session[row];
    }
}

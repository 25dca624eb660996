package dev.assay.skew;

import dev.assay.skew.descriptor.Descriptor;
import dev.assay.stats.permute.Column;
import dev.assay.stats.permute.MeanDifferences;
import dev.assay.stats.permute.PresenceScan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The families that need no model: descriptors with values and paths, and words. */
final class Structural {

    private Structural() {}

    static Tests descriptors(Rows rows) {
        Tests tests = new Tests("structure");
        List<Column> columns = new ArrayList<>();
        List<Supplier<Optional<Candidate>>> about = new ArrayList<>();
        for (Measured measured : rows.corpus().columns()) {
            double[] values = rows.values(measured);
            if (varies(values, rows)) {
                String name = measured.aspect().label() + " " + measured.name();
                columns.add(measured.kind() == Descriptor.Kind.FLAG ? Column.of(name, values) : number(name, values));
                about.add(() -> Optional.of(new Candidate(
                        Finding.Kind.DESCRIPTOR,
                        measured.name(),
                        measured.aspect(),
                        measured.kind(),
                        measured.unit(),
                        values)));
            }
        }
        tests.add(MeanDifferences.of(columns), about);
        scan(tests, rows, mark -> mark.sort() == Mark.Sort.CATEGORY, Finding.Kind.DESCRIPTOR, 2);
        scan(tests, rows, mark -> mark.sort() == Mark.Sort.VALUE, Finding.Kind.DESCRIPTOR, 2);
        return tests;
    }

    /**
     * By ranks; but where more than half are the least value, as of things that most texts have none of, ranks tell little more than that a text
     * has some, so the values themselves count, those of the last hundredth as one.
     */
    private static Column number(String name, double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (sorted[sorted.length / 2] > sorted[0]) {
            return Column.ranks(name, values);
        }
        double most = sorted[(int) (sorted.length * 0.99)];
        double cut = most > sorted[0] ? most : sorted[sorted.length - 1];
        return Column.of(
                name,
                Arrays.stream(values)
                        .map(v -> Double.isNaN(v) ? v : Math.min(v, cut))
                        .toArray());
    }

    static Tests words(Rows rows) {
        Tests tests = new Tests("words");
        for (Aspect aspect : List.of(Aspect.INPUT, Aspect.OUTPUT)) {
            scan(
                    tests,
                    rows,
                    mark -> mark.sort() == Mark.Sort.WORD && mark.aspect() == aspect,
                    Finding.Kind.LEXICAL,
                    3);
        }
        return tests;
    }

    private static void scan(Tests tests, Rows rows, Predicate<Mark> which, Finding.Kind kind, int least) {
        List<String> names = new ArrayList<>();
        List<int[]> of = new ArrayList<>();
        List<Supplier<Optional<Candidate>>> about = new ArrayList<>();
        for (Mark mark : rows.corpus().marks()) {
            if (which.test(mark)) {
                int[] in = rows.rows(mark);
                if (in.length >= least && in.length <= rows.size() - least) {
                    names.add(mark.aspect().label() + " " + mark.name());
                    of.add(in);
                    about.add(() -> Optional.of(new Candidate(
                            kind, mark.name(), mark.aspect(), Descriptor.Kind.FLAG, "share", rows.flags(in))));
                }
            }
        }
        PresenceScan scan = PresenceScan.of(names, of.toArray(int[][]::new));
        if (kind == Finding.Kind.LEXICAL) {
            tests.addWithWhole(scan, about, "words as a whole");
        } else {
            tests.add(scan, about);
        }
    }

    /** Whether there are different values, and some on each side. */
    private static boolean varies(double[] values, Rows rows) {
        double first = Double.NaN;
        boolean differs = false;
        boolean reference = false;
        boolean current = false;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                differs |= !Double.isNaN(first) && values[i] != first;
                first = Double.isNaN(first) ? values[i] : first;
                current |= rows.design().current(i);
                reference |= !rows.design().current(i);
            }
        }
        return differs && reference && current;
    }
}

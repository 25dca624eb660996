package dev.assay.skew;

import dev.assay.skew.descriptor.Descriptor;
import dev.assay.stats.permute.Column;
import dev.assay.stats.permute.MeanDifferences;
import dev.assay.stats.permute.PresenceScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
                columns.add(
                        measured.kind() == Descriptor.Kind.FLAG ? Column.of(name, values) : Column.ranks(name, values));
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
        scan(tests, rows, Mark.Sort.CATEGORY, Finding.Kind.DESCRIPTOR, 2);
        scan(tests, rows, Mark.Sort.VALUE, Finding.Kind.DESCRIPTOR, 2);
        return tests;
    }

    static Tests words(Rows rows) {
        Tests tests = new Tests("words");
        scan(tests, rows, Mark.Sort.WORD, Finding.Kind.LEXICAL, 3);
        return tests;
    }

    private static void scan(Tests tests, Rows rows, Mark.Sort sort, Finding.Kind kind, int least) {
        List<String> names = new ArrayList<>();
        List<int[]> of = new ArrayList<>();
        List<Supplier<Optional<Candidate>>> about = new ArrayList<>();
        for (Mark mark : rows.corpus().marks()) {
            if (mark.sort() == sort && !mark.name().startsWith("model ")) { // models are set logic alone
                int[] in = rows.rows(mark);
                if (in.length >= least && in.length <= rows.size() - least) {
                    names.add(mark.aspect().label() + " " + mark.name());
                    of.add(in);
                    about.add(() -> Optional.of(new Candidate(
                            kind, mark.name(), mark.aspect(), Descriptor.Kind.FLAG, "share", rows.flags(in))));
                }
            }
        }
        tests.add(PresenceScan.of(names, of.toArray(int[][]::new)), about);
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
